package org.liftlock.migration.twin;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.liftlock.migration.source.Affinity;

/** What the values of a column mean, whatever each database calls their type. */
enum TypeMeaning {
    INTEGER,
    REAL,
    DECIMAL,
    TEXT,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    BYTES,
    JSON,
    UUID,
    OTHER;

    /** The meaning of a type by the name that PostgreSQL gives it. */
    static TypeMeaning of(String type) {
        String name = type.replaceFirst("\\(.*", "").strip();
        return switch (name) {
            case "smallint", "integer", "bigint" -> INTEGER;
            case "real", "double precision" -> REAL;
            case "numeric" -> DECIMAL;
            case "text", "character varying", "character", "citext", "name", "enum" -> TEXT;
            case "boolean" -> BOOLEAN;
            case "date" -> DATE;
            case "bytea" -> BYTES;
            case "json", "jsonb" -> JSON;
            case "uuid" -> UUID;
            default -> name.startsWith("timestamp") ? TIMESTAMP : name.startsWith("time") ? TIME : OTHER;
        };
    }

    /**
     * What a column may mean by its declaration in SQLite alone: the plan's rules (docs/types.md) and the forms of the data
     * layer (docs/schema-and-values.md).
     *
     * @param declared the declared type
     * @param planned what the plan makes of it
     */
    static Set<TypeMeaning> allowed(String declared, TypeMeaning planned) {
        String words =
                declared.toUpperCase(Locale.ROOT).replaceFirst("\\(.*", "").strip();
        Set<TypeMeaning> allowed = EnumSet.of(planned);
        switch (words) {
            case "", "ANY" -> allowed.addAll(EnumSet.allOf(TypeMeaning.class));
            case "UUID" -> allowed.add(UUID);
            case "DECIMAL_TEXT" -> allowed.add(DECIMAL);
            case "JSON", "JSONB" -> allowed.add(JSON);
            case "DATE" -> allowed.add(DATE);
            case "TIME" -> allowed.add(TIME);
            default -> {
                if (words.startsWith("BOOL")) {
                    allowed.add(BOOLEAN);
                } else if (words.contains("TIMESTAMP") || words.contains("DATETIME")) {
                    allowed.add(TIMESTAMP);
                } else if (Affinity.of(declared) == Affinity.NUMERIC) {
                    allowed.addAll(EnumSet.of(INTEGER, REAL, DECIMAL));
                } else if (Affinity.of(declared) == Affinity.REAL) {
                    allowed.addAll(EnumSet.of(REAL, DECIMAL));
                }
            }
        }
        return allowed;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
