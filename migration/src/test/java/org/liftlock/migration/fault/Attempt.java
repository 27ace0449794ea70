package org.liftlock.migration.fault;

/**
 * How a run ended.
 *
 * @param exit the exit code that the command line gives for it; 137 for a process that was killed
 * @param line what it said, in one line; empty if it was done
 * @param resumed how many rows of an earlier run it found, or -1
 * @param phase how far it came
 */
record Attempt(int exit, String line, long resumed, String phase) {

    static final int KILLED = 137;

    /** Rows are set aside in every run, which is worth exit code 1. */
    boolean isDone() {
        return exit == 1 && line.isEmpty();
    }
}
