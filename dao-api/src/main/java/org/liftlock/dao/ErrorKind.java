package org.liftlock.dao;

/** What went wrong, in words that hold on every backend. Code decides by the kind, never by a message or a vendor's code. */
public enum ErrorKind {
    /** A primary or unique key, or an exclusion constraint, is taken. */
    DUPLICATE_KEY,
    /** A row refers to a missing one, or a row that is referred to was to go. */
    FOREIGN_KEY,
    /** A value is missing where one is needed. */
    NOT_NULL,
    /** A CHECK constraint says no. */
    CHECK,
    /** A rule of the database, such as a trigger, says no. */
    RULE,
    /** A value cannot be stored or read as what it should be: range, form, length, U+0000, or a forged page cursor. */
    BAD_DATA,
    /** Another unit of work came in between. The same unit may succeed when run again from its start. */
    CONFLICT,
    /** A lock was held by others for longer than the configured time. */
    LOCK_TIMEOUT,
    /** A deadline passed, of a statement, or of waiting for a free connection. */
    TIMEOUT,
    /** Somebody cancelled the statement. */
    CANCELLED,
    /** The database, or the unit of work, takes no writes. */
    READ_ONLY,
    /** The database cannot be reached or refuses the connection; nothing was committed. */
    UNREACHABLE,
    /** The connection was lost while committing: the unit is stored whole or not at all, and it is not known which. */
    OUTCOME_UNKNOWN,
    /** The row was changed since it was read. */
    STALE_VERSION,
    /** The disk is full, or the database is damaged or no database. */
    STORAGE,
    /** The backend lacks a capability that was asked for. */
    UNSUPPORTED,
    /** A defect of the calling code: wrong SQL, wrong use of this API, a schema that is not the expected one. */
    PROGRAMMING
}
