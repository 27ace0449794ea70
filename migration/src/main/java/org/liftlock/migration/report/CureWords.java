package org.liftlock.migration.report;

import org.liftlock.migration.assessment.Cure;
import org.liftlock.migration.assessment.LogEvent;
import org.liftlock.migration.assessment.LogSummary;
import org.liftlock.migration.assessment.Surroundings;
import org.liftlock.migration.source.SourceFile;

/** What settings are good for, tied to what was seen. Stateless and thread-safe. */
public final class CureWords {

    private CureWords() {}

    /**
     * What a cure is good for here.
     *
     * @param cure one of an assessment's
     * @param seen what was seen
     * @return a sentence that names what was seen
     */
    public static String reason(Cure cure, Surroundings seen) {
        SourceFile file = seen.file();
        LogSummary logs = seen.logs();
        long busy = logs == null ? 0 : logs.count(LogEvent.BUSY);
        long snapshot = logs == null ? 0 : logs.count(LogEvent.BUSY_SNAPSHOT);
        long locked = logs == null ? 0 : logs.count(LogEvent.LOCKED);
        return switch (cure) {
            case WAL ->
                "ends waiting between readers and the writer, which the rollback journal causes ("
                        + Figures.count(busy + snapshot) + " × SQLITE_BUSY)";
            case SYNCHRONOUS_NORMAL -> "goes with WAL: transactions end without waiting for the disk, and locks sooner";
            case BUSY_TIMEOUT ->
                "lets a writer wait for the other instead of failing (" + Figures.count(busy)
                        + " × SQLITE_BUSY); on every connection";
            case BEGIN_IMMEDIATE ->
                snapshot > 0
                        ? "the cure for " + Figures.count(snapshot)
                                + " × SQLITE_BUSY_SNAPSHOT: no time-out helps a transaction that reads first and then writes"
                        : "for each transaction that will write: one that reads first and then writes may fail at once,"
                                + " whatever the time-out";
            case ONE_WRITER -> "its threads then wait for each other without SQLite's polling";
            case SHORT_TRANSACTIONS -> "a lock is held for as long as its transaction";
            case NO_SHARED_CACHE ->
                "the cure for " + Figures.count(locked) + " × SQLITE_LOCKED, a conflict inside the process";
            case CHECKPOINT ->
                "the write-ahead log has " + Figures.bytes(file.walBytes())
                        + ": some reader stays open for long and keeps it from starting anew";
            case VACUUM -> Figures.bytes(file.freePages() * file.pageSize()) + " are free; it needs room for a copy";
            case LOCAL_DISK -> "if one machine alone uses it, this settles it without a server";
        };
    }
}
