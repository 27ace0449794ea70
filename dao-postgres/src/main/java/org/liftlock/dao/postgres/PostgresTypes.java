package org.liftlock.dao.postgres;

import org.liftlock.dao.jooq.schema.ColumnMeaning;

/** Says what a type of PostgreSQL means. */
final class PostgresTypes {

    private PostgresTypes() {}

    /** By the name, kind and category of {@code pg_type}; an enum is text of a fixed set. */
    static ColumnMeaning meaning(String name, String kind, String category) {
        if (kind.equals("e")) {
            return ColumnMeaning.TEXT;
        }
        return switch (name) {
            case "int2", "int4", "int8" -> ColumnMeaning.INTEGER;
            case "float4", "float8" -> ColumnMeaning.REAL;
            case "numeric" -> ColumnMeaning.DECIMAL;
            case "bool" -> ColumnMeaning.BOOLEAN;
            case "date" -> ColumnMeaning.DATE;
            case "time", "timetz" -> ColumnMeaning.TIME;
            case "timestamp", "timestamptz" -> ColumnMeaning.TIMESTAMP;
            case "bytea" -> ColumnMeaning.BYTES;
            case "json", "jsonb" -> ColumnMeaning.JSON;
            case "uuid" -> ColumnMeaning.UUID;
            default -> category.equals("S") ? ColumnMeaning.TEXT : ColumnMeaning.OTHER;
        };
    }
}
