/**
 * The vocabulary of the two SQL languages: SQLite's tokens, PostgreSQL's types, quoted names and literals. It knows no
 * grammar and no database, and runs only what others have written.
 */
@NullMarked
package org.liftlock.migration.sql;

import org.jspecify.annotations.NullMarked;
