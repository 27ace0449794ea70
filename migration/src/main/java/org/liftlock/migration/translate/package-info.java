/**
 * Turns SQLite's SQL into PostgreSQL's: defaults, checks, generated columns, index predicates and keys, views. What is not
 * known to mean the same is refused by name and never passed through.
 */
@NullMarked
package org.liftlock.migration.translate;

import org.jspecify.annotations.NullMarked;
