package org.liftlock.dao.test.semantics;

/** By whom a difference is made to disappear. */
public enum Settlement {
    /** The backends are set up so that the same code does the same. */
    BY_ITSELF("by itself"),
    /** A method or class of the kit does the same everywhere. */
    BY_METHOD("by method"),
    /** What would differ is refused, by kind of error the same everywhere. */
    REFUSED("refused"),
    /** The schema keeps it, as the rule says. */
    BY_SCHEMA("by schema"),
    /** The statement has to be written as the rule says; nothing refuses another one. */
    BY_HABIT("by habit");

    private final String words;

    Settlement(String words) {
        this.words = words;
    }

    /**
     * The words for a report.
     *
     * @return two or three words in lower case
     */
    public String words() {
        return words;
    }
}
