package org.liftlock.migration.assessment;

/**
 * Something in the schema or the values for which PostgreSQL has a type or an index of its own.
 *
 * @param kind what
 * @param where the table, column, view, index or trigger
 * @param evidence what was seen there
 */
public record EmulatedFeature(Kind kind, String where, String evidence) {

    /** What PostgreSQL has. */
    public enum Kind {
        /** tsvector and GIN for FTS tables. */
        FULL_TEXT("full-text", true),
        /** PostGIS, or geometric types, for R-tree, GeoPackage and SpatiaLite. */
        SPATIAL("spatial", true),
        /** jsonb with indexes for JSON that SQL looks into. */
        JSON_QUERIED("json-queried", true),
        /** jsonb for JSON that is only kept. */
        JSON_KEPT("json-kept", false),
        /** boolean. */
        BOOLEAN("boolean", false),
        /** date and timestamp types for texts. */
        DATE_TEXT("date-text", false),
        /** CHECK or a type of its own for a few words. */
        FEW_WORDS("few-words", false);

        private final String word;
        private final boolean weighs;

        Kind(String word, boolean weighs) {
            this.word = word;
            this.weighs = weighs;
        }

        /**
         * Its stable name, for programs.
         *
         * @return in lower case
         */
        public String word() {
            return word;
        }

        /**
         * Whether it may be a reason to move; the others are only a gain of the move.
         *
         * @return true for what queries depend on
         */
        public boolean weighs() {
            return weighs;
        }
    }
}
