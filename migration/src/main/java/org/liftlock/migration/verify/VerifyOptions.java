package org.liftlock.migration.verify;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How two databases are compared.
 *
 * @param redact whether findings keep row values to themselves; integers of keys still say which row is meant
 * @param comparesSchema whether keys, indexes and constraints have to be those of the plan; not where the target's own
 *     schema was filled
 * @param amongOthers whether PostgreSQL may have other rows, too: those whose primary key SQLite has not are counted and not
 *     compared
 * @param jobs how many connections read PostgreSQL at a time, all of them one snapshot; 0 for one for each processor. There
 *     are never more than the source has readers
 * @param expectedRows rows in SQLite by the name of the table, for progress and order alone; those that are missing are
 *     counted
 * @param queries the user's own queries, or null; see {@link QueryFile}
 * @param memory where is kept which parts were found equal, so that a comparison that is cut off can go on; and whether
 *     this one does
 */
public record VerifyOptions(
        boolean redact,
        boolean comparesSchema,
        boolean amongOthers,
        int jobs,
        Map<String, Long> expectedRows,
        @Nullable QueryFile queries,
        @Nullable Memory memory) {

    public VerifyOptions {
        expectedRows = Map.copyOf(expectedRows);
    }

    /**
     * What outlives a comparison that is cut off.
     *
     * @param file where it is kept, beside nothing else; removed when a comparison reaches its end
     * @param resume whether parts found equal by an earlier comparison are passed over
     * @param fingerprint stands for the content of the source: another one when a value may have changed
     */
    public record Memory(Path file, boolean resume, String fingerprint) {}

    /**
     * A comparison of everything that shows row values, shortened.
     *
     * @return the defaults
     */
    public static VerifyOptions defaults() {
        return new VerifyOptions(false, true, false, 0, Map.of(), null, null);
    }

    int lanes(int readers) {
        int wanted = amongOthers ? 1 : jobs == 0 ? Runtime.getRuntime().availableProcessors() : jobs;
        return Math.max(1, Math.min(wanted, readers));
    }

    /** Rows in SQLite, if somebody has said it. */
    @Nullable
    Long expected(String table) {
        return expectedRows.get(Objects.requireNonNull(table));
    }
}
