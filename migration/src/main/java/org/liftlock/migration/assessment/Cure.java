package org.liftlock.migration.assessment;

/** What an application can change on SQLite. */
public enum Cure {
    /** sqlite.org/wal.html: readers do not block the writer, nor it them. */
    WAL("wal", "PRAGMA journal_mode = WAL"),
    /** sqlite.org/pragma.html#pragma_busy_timeout: a writer waits instead of failing. */
    BUSY_TIMEOUT("busy-timeout", "PRAGMA busy_timeout = 5000"),
    /** sqlite.org/lang_transaction.html: no upgrade from reading to writing, which no time-out helps. */
    BEGIN_IMMEDIATE("begin-immediate", "BEGIN IMMEDIATE"),
    /** sqlite.org/pragma.html#pragma_synchronous: safe in WAL mode, and transactions end sooner. */
    SYNCHRONOUS_NORMAL("synchronous-normal", "PRAGMA synchronous = NORMAL"),
    /** Writers of one process stand in line in it. */
    ONE_WRITER("one-writer", "one connection for all writes of a process"),
    /** A lock is held for as long as its transaction. */
    SHORT_TRANSACTIONS("short-transactions", "no waiting for users or networks inside a transaction"),
    /** sqlite.org/sharedcache.html: table locks, which no time-out helps. */
    NO_SHARED_CACHE("no-shared-cache", "no cache=shared; a connection of its own for each thread"),
    /** sqlite.org/wal.html#avoiding_excessively_large_wal_files: the log starts anew. */
    CHECKPOINT("checkpoint", "PRAGMA wal_checkpoint(TRUNCATE)"),
    /** sqlite.org/lang_vacuum.html: free pages go back to the file system. */
    VACUUM("vacuum", "VACUUM"),
    /** sqlite.org/useovernet.html: locks and shared memory work. */
    LOCAL_DISK("local-disk", "the file on a disk of the machine that uses it");

    private final String word;
    private final String statement;

    Cure(String word, String statement) {
        this.word = word;
        this.statement = statement;
    }

    /**
     * Its stable name, for programs.
     *
     * @return in lower case
     */
    public String word() {
        return word;
    }

    /**
     * What to do.
     *
     * @return SQL, or a few words
     */
    public String statement() {
        return statement;
    }
}
