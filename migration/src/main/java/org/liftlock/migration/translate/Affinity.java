package org.liftlock.migration.translate;

import java.util.Locale;
import org.liftlock.migration.sql.PgType;

/** SQLite's type affinity of a column, by the rules of sqlite.org/datatype3.html; an expression has none. */
enum Affinity {
    NONE,
    TEXT,
    NUMERIC,
    REAL;

    static Affinity of(String declaredType) {
        String type = declaredType.toUpperCase(Locale.ROOT);
        if (type.contains("INT")) {
            return NUMERIC;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return TEXT;
        }
        if (type.contains("BLOB") || type.isBlank()) {
            return NONE;
        }
        if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
            return REAL;
        }
        return NUMERIC;
    }

    static String declarationFor(PgType type) {
        return switch (type.kind()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT -> "INTEGER";
            case DOUBLE -> "REAL";
            case NUMERIC, DATE, TIMESTAMP, TIMESTAMPTZ -> "NUMERIC";
            case TEXT, VARCHAR, JSON, JSONB, UUID -> "TEXT";
            case BYTEA -> "BLOB";
        };
    }

    boolean isNumber() {
        return this == NUMERIC || this == REAL;
    }
}
