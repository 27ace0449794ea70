package org.liftlock.migration.seeded;

import java.util.stream.Collectors;
import org.liftlock.migration.source.RowLocator;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.sql.PgType;

/**
 * One value that tells a row of SQLite from all others of its table: the rowid, or a text of its primary key's storage
 * classes and bytes.
 *
 * @param sql SQLite's SQL over the table
 * @param type what it is in PostgreSQL
 */
record RowName(String sql, PgType type) {

    static RowName of(SourceTable table) {
        RowLocator locator = RowLocator.of(table);
        if (locator.byRowid()) {
            return new RowName(locator.selectList().get(0), PgType.BIGINT);
        }
        // quote() gives all digits of a real number, but ends a text at NUL.
        String text = locator.selectList().stream()
                .map(column -> "CASE typeof(" + column + ") WHEN 'real' THEN quote(" + column + ") ELSE typeof("
                        + column + ") || hex(CAST(" + column + " AS BLOB)) END")
                .collect(Collectors.joining(" || ' ' || "));
        return new RowName(text.isEmpty() ? "NULL" : text, PgType.TEXT);
    }

    /** Whether SQL can name rows of the table at all. */
    static boolean isPossible(SourceTable table) {
        return !RowLocator.of(table).selectList().isEmpty();
    }
}
