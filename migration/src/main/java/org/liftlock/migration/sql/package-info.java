/**
 * The lexical layer of SQLite's SQL: tokens and quoted names, shared by the reader of {@code CREATE} statements and the
 * translator. It knows no grammar.
 */
@NullMarked
package org.liftlock.migration.sql;

import org.jspecify.annotations.NullMarked;
