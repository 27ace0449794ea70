package org.liftlock.migration.assessment;

import java.util.Locale;
import java.util.Optional;

/** What SQLite says in a log when a lock is in the way (sqlite.org/rescode.html). */
public enum LogEvent {
    /** SQLITE_BUSY_SNAPSHOT: a transaction that had read wanted to write after another had written. */
    BUSY_SNAPSHOT("SQLITE_BUSY_SNAPSHOT"),
    /** SQLITE_LOCKED: a conflict inside one process, on one connection or in a shared cache. */
    LOCKED("SQLITE_LOCKED"),
    /** SQLITE_BUSY: another connection held the lock. */
    BUSY("SQLITE_BUSY");

    private final String code;

    LogEvent(String code) {
        this.code = code;
    }

    /**
     * SQLite's name of it.
     *
     * @return the result code
     */
    public String code() {
        return code;
    }

    /** Finds the one that a line speaks of; a line that has both a code and a message speaks of one event. */
    static Optional<LogEvent> in(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.contains("sqlite_busy_snapshot")) {
            return Optional.of(BUSY_SNAPSHOT);
        }
        if (lower.contains("sqlite_locked")
                || lower.contains("database table is locked")
                || lower.contains("database schema is locked")) {
            return Optional.of(LOCKED);
        }
        return lower.contains("sqlite_busy")
                        || lower.contains("database is locked")
                        || lower.contains("database file is locked")
                ? Optional.of(BUSY)
                : Optional.empty();
    }
}
