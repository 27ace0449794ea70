package org.liftlock.migration.assessment;

/** How far the evidence for a signal goes. */
public enum Strength {
    /** It was looked for and is not there. */
    NONE("none"),
    /** It could not be looked for. */
    UNKNOWN("unknown"),
    /** It is there, and settings of SQLite cure it. */
    CURABLE("curable"),
    /** It is there, and a server does better. */
    WEIGHS("weighs"),
    /** It is there, and SQLite is not made for it. */
    DECIDES("decides");

    private final String word;

    Strength(String word) {
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
