package org.liftlock.migration;

import java.util.List;

/** Hears how a run goes on. Methods are called from several threads and must not block. */
public interface RunListener {

    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * A phase begins.
     *
     * @param phase which
     * @param total what it will go through, without the rows that {@link #resumes} told of, or -1 if that is not known:
     *     bytes in {@code BACKUP}, rows in {@code PROFILE}, {@code FIT}, {@code COPY} and {@code VERIFY}; in {@code KEYS} what
     *     is made behind the rows, each key, index, view and trigger once, without what an earlier run has made
     */
    default void begins(Phase phase, long total) {}

    /**
     * Some rows, bytes or statements are done in the current phase.
     *
     * @param table the table's name in SQLite, or in {@code BACKUP} the file's
     * @param rows how many more than at the last call; below 0 where {@code BACKUP} has to begin again
     */
    default void rows(String table, long rows) {}

    /**
     * Tables and views of the target are about to be dropped, or tables to be emptied, because the user said so.
     *
     * @param names their names
     */
    default void replaces(List<String> names) {}

    /**
     * The run goes on where an earlier one was ended.
     *
     * @param rows how many rows of it the target holds
     */
    default void resumes(long rows) {}

    /**
     * The run has been ended from outside, and the target keeps what was loaded for one that goes on.
     *
     * @param rows how many rows it keeps, or -1 if the target is out of reach
     */
    default void kept(long rows) {}

    /** The phases of a run, in their order. */
    enum Phase {
        BACKUP("copying the file"),
        CHECK("checking the copy"),
        PROFILE("reading every value"),
        FIT("holding every value against the existing tables"),
        COPY("copying rows"),
        KEYS("building keys, indexes and views"),
        ANALYZE("gathering statistics"),
        VERIFY("verifying every row");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        /**
         * The phase in words.
         *
         * @return for instance {@code copying rows}
         */
        public String words() {
            return words;
        }
    }
}
