package org.liftlock.bench.schema;

/**
 * One item of a schema, compared.
 *
 * @param kind what it is
 * @param where its table and what it is called there
 * @param verdict what the comparison says
 * @param rule why, in words that name no item; empty for equal ones
 */
record Item(Kind kind, String where, Verdict verdict, String rule) {

    /** The classes of items that are counted. */
    enum Kind {
        TABLE("tables"),
        COLUMN("columns"),
        TYPE("types"),
        NOT_NULL("NOT NULL"),
        DEFAULT("defaults, given ids"),
        PRIMARY_KEY("primary keys"),
        UNIQUE("unique keys"),
        FOREIGN_KEY("foreign keys"),
        INDEX("indexes"),
        CHECK("checks");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
