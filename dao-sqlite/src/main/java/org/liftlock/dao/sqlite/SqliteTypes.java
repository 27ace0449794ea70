package org.liftlock.dao.sqlite;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.liftlock.dao.jooq.schema.ColumnMeaning;

/** Says what a declared type means. SQLite itself takes any words for a type. */
final class SqliteTypes {

    private SqliteTypes() {}

    static Set<ColumnMeaning> meanings(String declared, boolean strict) {
        String type =
                declared.toUpperCase(Locale.ROOT).replaceFirst("\\s*\\(.*", "").strip();
        if (strict) {
            return ofStrictTable(type);
        }
        return EnumSet.of(meaning(type));
    }

    /** A STRICT table takes five words only, behind which an application stores what it likes. */
    private static Set<ColumnMeaning> ofStrictTable(String type) {
        return switch (type) {
            case "INT", "INTEGER" -> EnumSet.of(ColumnMeaning.INTEGER, ColumnMeaning.BOOLEAN);
            case "TEXT" ->
                EnumSet.of(
                        ColumnMeaning.TEXT,
                        ColumnMeaning.DECIMAL,
                        ColumnMeaning.DATE,
                        ColumnMeaning.TIME,
                        ColumnMeaning.TIMESTAMP,
                        ColumnMeaning.JSON,
                        ColumnMeaning.UUID);
            default -> EnumSet.of(meaning(type));
        };
    }

    private static ColumnMeaning meaning(String type) {
        return switch (type) {
            case "BOOLEAN", "BOOL" -> ColumnMeaning.BOOLEAN;
            case "DATE" -> ColumnMeaning.DATE;
            case "TIME" -> ColumnMeaning.TIME;
            case "TIMESTAMP",
                    "DATETIME",
                    "LOCAL_TIMESTAMP",
                    "TIMESTAMPTZ",
                    "TIMESTAMP WITH TIME ZONE",
                    "TIMESTAMP WITHOUT TIME ZONE" -> ColumnMeaning.TIMESTAMP;
            case "JSON", "JSONB", "JSON_TEXT" -> ColumnMeaning.JSON;
            case "UUID", "UUID_TEXT" -> ColumnMeaning.UUID;
            // The second has the affinity TEXT, with which SQLite keeps every digit.
            case "DECIMAL", "NUMERIC", "DECIMAL_TEXT" -> ColumnMeaning.DECIMAL;
            case "" -> ColumnMeaning.BYTES;
            default -> byAffinity(type);
        };
    }

    /** As SQLite itself finds the affinity of a type, save for the affinity NUMERIC, which says nothing. */
    private static ColumnMeaning byAffinity(String type) {
        if (type.contains("INT")) {
            return ColumnMeaning.INTEGER;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return ColumnMeaning.TEXT;
        }
        if (type.contains("BLOB")) {
            return ColumnMeaning.BYTES;
        }
        if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
            return ColumnMeaning.REAL;
        }
        return ColumnMeaning.OTHER;
    }
}
