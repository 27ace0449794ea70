package org.liftlock.migration;

/** What becomes of rows that existing tables hold already. */
public enum ExistingRows {
    /** Nothing is loaded if there are any; they are counted, and so are the keys that the source has, too. */
    REFUSE,
    /** They are removed. */
    TRUNCATE,
    /** They stay as they are; a row of the source with a primary key or unique key of theirs is not loaded. */
    SKIP,
    /** They stay, but those with a primary key of the source take the source's values. */
    UPSERT;

    /**
     * Whether rows that only the target has stay there.
     *
     * @return true if so
     */
    public boolean keepsOthers() {
        return this == SKIP || this == UPSERT;
    }
}
