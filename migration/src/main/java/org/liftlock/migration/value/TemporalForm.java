package org.liftlock.migration.value;

/** How a text says a date or a time. */
public enum TemporalForm {
    /** {@code 2021-07-26}. */
    DATE("date only"),
    /** {@code 2021-07-26 12:51:46.122}, with blank or T. */
    LOCAL("without zone"),
    /** {@code 2021-07-26T12:51:46Z}, {@code … +02:00}, {@code … +0200 CEST}. */
    ZONED("with zone"),
    /** The empty string. */
    EMPTY("empty"),
    /** Anything else, also impossible dates. */
    OTHER("no date or time");

    private final String words;

    TemporalForm(String words) {
        this.words = words;
    }

    /**
     * The form in words, for findings.
     *
     * @return for instance {@code without zone}
     */
    public String words() {
        return words;
    }
}
