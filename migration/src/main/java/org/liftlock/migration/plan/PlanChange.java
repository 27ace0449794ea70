package org.liftlock.migration.plan;

import org.jspecify.annotations.Nullable;

/**
 * One thing in a plan that is not as it was in the plan before.
 *
 * @param origin who changed it
 * @param where the table, column or view it is about, by its name in SQLite; {@code options} for a policy
 * @param what which of its decisions, for instance {@code type}
 * @param before what it was, or null if it was not there
 * @param after what it is, or null if it is gone
 */
public record PlanChange(
        Origin origin,
        String where,
        String what,
        @Nullable String before,
        @Nullable String after) {

    /** Who changes plans. */
    public enum Origin {
        /** The user, by an edit. */
        USER("user"),
        /** Liftlock, since data, schema, options or what depends on an edit led to another decision. */
        PLANNING("planning");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        /**
         * The word for it in reports.
         *
         * @return {@code user} or {@code planning}
         */
        public String word() {
            return word;
        }
    }
}
