package org.liftlock.migration.finding;

import java.util.Locale;

/** How much a finding matters, from least to most. */
public enum Weight {
    /** Worth knowing; nothing to do. */
    NOTE,
    /** To be looked at before the application runs on PostgreSQL. */
    WARNING,
    /** The run completes, but something of the source could not be carried over as it is; exit 1. */
    FAULT,
    /** Nothing is touched; exit 1. */
    BLOCKER;

    /**
     * The weight in lower case.
     *
     * @return for instance {@code warning}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
