package org.liftlock.cli;

/** How the program ends. Scripts rely on these numbers. */
final class ExitCode {

    /** Done; there may be notes and warnings. */
    static final int DONE = 0;

    /** The data or a check says no. */
    static final int NO = 1;

    /** Wrong usage, or an input that is no readable SQLite database. */
    static final int USAGE = 2;

    /** A database, a file system or a lock refused or vanished. */
    static final int ENVIRONMENT = 3;

    /** A defect of Liftlock. */
    static final int DEFECT = 4;

    /** The user interrupted. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
