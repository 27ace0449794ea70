package org.liftlock.migration;

import java.time.Duration;

/**
 * How rows are brought into a target: how fast, and what happens when something fails.
 *
 * @param jobs how many connections are at work at a time, at least 1; 0 for one for each processor
 * @param bytesPerSecond how many bytes of rows are sent in a second at the most, over all connections; 0 for no limit
 * @param resume whether an unfinished run of the same source and plan goes on where it stopped; where all is there already, it
 *     is compared and nothing else
 * @param quarantinesBadRows whether rows that the target refuses are set aside, one by one, instead of ending the run
 * @param stallTime after what time without an answer the server is asked whether it still works for a connection; one that
 *     is cut off then is given up
 * @param partBytes into parts of about how many bytes the rows of a large table are cut, each loaded in a transaction of its
 *     own: what a connection has to do again at the most after a failure; at least 1
 */
public record LoadOptions(
        int jobs, long bytesPerSecond, boolean resume, boolean quarantinesBadRows, Duration stallTime, long partBytes) {

    private static final Duration STALL_TIME = Duration.ofSeconds(30);
    private static final long PART_BYTES = 1_000_000_000;
    /** Some two minutes of copying on two processors. */
    private static final long LARGE_PART_BYTES = 8 * PART_BYTES;

    /**
     * Large tables in parts of the usual size: 1 GB, or 8 GB where one or two connections are at work.
     *
     * @param jobs how many connections are at work at a time; 0 for one for each processor
     * @param bytesPerSecond how many bytes of rows are sent in a second at the most; 0 for no limit
     * @param resume whether an unfinished run goes on where it stopped
     * @param quarantinesBadRows whether rows that the target refuses are set aside
     * @param stallTime after what time without an answer the server is asked
     */
    public LoadOptions(int jobs, long bytesPerSecond, boolean resume, boolean quarantinesBadRows, Duration stallTime) {
        this(jobs, bytesPerSecond, resume, quarantinesBadRows, stallTime, partBytes(jobs));
    }

    /**
     * PostgreSQL writes rows frozen only in the transaction that makes their table, which is that of one connection, and is
     * spared a quarter of its processor time then, indexes included. Of two connections one alone is quicker so than both with
     * parts: 4 GB took 95 and 105 s instead of 113.
     */
    private static long partBytes(int jobs) {
        return connections(jobs) > 2 ? PART_BYTES : LARGE_PART_BYTES;
    }

    /**
     * How many connections are at work at a time.
     *
     * @return at least 1
     */
    public int connections() {
        return connections(jobs);
    }

    private static int connections(int jobs) {
        return jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
    }

    /**
     * One connection for each processor, no limit; what fails ends the run, and the next one begins anew.
     *
     * @return the defaults
     */
    public static LoadOptions defaults() {
        return new LoadOptions(0, 0, false, false, STALL_TIME);
    }
}
