package org.liftlock.migration.schema;

/**
 * One statement of PostgreSQL's DDL, with unqualified names: it runs with the target schema first in the search path.
 *
 * @param kind what it makes
 * @param table the table or view in SQLite that it belongs to
 * @param name the name in PostgreSQL of what it makes
 * @param sql the statement without a semicolon
 */
public record SchemaStatement(Kind kind, String table, String name, String sql) {

    /** What statements make, in the order in which they must run. */
    public enum Kind {
        TABLE("table"),
        COMMENT("comment"),
        PRIMARY_KEY("primary key"),
        UNIQUE("unique constraint"),
        INDEX("index"),
        CHECK("check constraint"),
        NEXT_NUMBER("next number"),
        FOREIGN_KEY("foreign key"),
        VIEW("view"),
        FUNCTION("function"),
        TRIGGER("trigger");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /**
         * The kind in words.
         *
         * @return for instance {@code primary key}
         */
        public String words() {
            return words;
        }
    }
}
