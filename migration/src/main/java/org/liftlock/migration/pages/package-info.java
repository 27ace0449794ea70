/**
 * Rows out of the pages of a SQLite file, without SQLite: what the file format says of tables, records and the write-ahead
 * log (sqlite.org/fileformat2.html, sqlite.org/walformat.html). It is the quick way and never the judge: whatever is not
 * exactly as the format has it is left to SQLite.
 */
@NullMarked
package org.liftlock.migration.pages;

import org.jspecify.annotations.NullMarked;
