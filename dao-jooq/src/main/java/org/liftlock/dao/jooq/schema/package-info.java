/**
 * What a schema means, in words that hold on every backend: tables, columns, keys. A backend describes the schema that it
 * finds, an application carries the description that it expects in a text file, and the two are compared when a database
 * is opened. Two backends whose schemas agree with one file agree with each other.
 */
@NullMarked
package org.liftlock.dao.jooq.schema;

import org.jspecify.annotations.NullMarked;
