package org.liftlock.migration.twin;

/**
 * Something in which two schemas differ.
 *
 * @param kind what
 * @param where the version, table, column or view
 * @param sqlite what the SQLite side has, or the empty string if it lacks it
 * @param postgres what the PostgreSQL side has, likewise
 */
public record TwinDifference(Kind kind, String where, String sqlite, String postgres) {

    /** What may differ. */
    public enum Kind {
        VERSION("version"),
        TABLE("table"),
        COLUMN("column"),
        TYPE("type"),
        NOT_NULL("not-null"),
        DEFAULT("default"),
        IDENTITY("identity"),
        GENERATED("generated"),
        PRIMARY_KEY("primary-key"),
        UNIQUE("unique"),
        INDEX("index"),
        FOREIGN_KEY("foreign-key"),
        CHECK("check"),
        VIEW("view");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /**
         * Its stable name, for programs.
         *
         * @return in lower case
         */
        public String word() {
            return word;
        }
    }
}
