package org.liftlock.migration.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one table.
 *
 * @param source its name in SQLite
 * @param target its name in PostgreSQL
 * @param rowsRead rows read from SQLite
 * @param rowsLoaded rows that PostgreSQL says it took
 * @param rowsQuarantined rows set aside; read = loaded + quarantined + kept
 * @param bytes bytes of its values as read
 * @param copyTime how long copying took
 * @param differingRows rows that the verifier found different, or null if it did not run
 * @param rowsKept rows that were not loaded because the target keeps rows of its own with their keys
 */
public record TableReport(
        String source,
        String target,
        long rowsRead,
        long rowsLoaded,
        long rowsQuarantined,
        long bytes,
        Duration copyTime,
        @Nullable Long differingRows,
        long rowsKept) {

    /**
     * A table of which the target keeps no row instead of the source's.
     *
     * @param source its name in SQLite
     * @param target its name in PostgreSQL
     * @param rowsRead rows read from SQLite
     * @param rowsLoaded rows that PostgreSQL says it took
     * @param rowsQuarantined rows set aside
     * @param bytes bytes of its values as read
     * @param copyTime how long copying took
     * @param differingRows rows that the verifier found different, or null if it did not run
     */
    public TableReport(
            String source,
            String target,
            long rowsRead,
            long rowsLoaded,
            long rowsQuarantined,
            long bytes,
            Duration copyTime,
            @Nullable Long differingRows) {
        this(source, target, rowsRead, rowsLoaded, rowsQuarantined, bytes, copyTime, differingRows, 0);
    }
}
