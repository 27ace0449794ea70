package org.liftlock.migration.assessment;

/** What may speak for a database server. */
public enum Signal {
    /** Writers wait for each other. */
    CONTENTION("contention"),
    /** The file lies on a network file system. */
    NETWORK("network"),
    /** People or services that need access. */
    ACCESS("access"),
    /** Features that a server has and SQLite emulates. */
    FEATURES("features"),
    /** The database grows. */
    GROWTH("growth");

    private final String word;

    Signal(String word) {
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
