package org.liftlock.migration.assessment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.RunListener.Phase;

/**
 * What a move needs, measured on samples that went the whole way into a PostgreSQL server.
 *
 * @param rows rows of the database
 * @param sampleRows rows of a sample; as many as {@code rows} if the whole database was moved
 * @param samples how many samples there were
 * @param time from the first value read to the last row compared
 * @param phases the time of each phase; their extremes need not fall into one run
 * @param disk bytes of tables and indexes in PostgreSQL
 * @param leftOut tables of which no sample could be made; they are in no figure
 */
public record MoveEstimate(
        long rows,
        long sampleRows,
        int samples,
        TimeRange time,
        Map<Phase, TimeRange> phases,
        SizeRange disk,
        List<String> leftOut) {

    public MoveEstimate {
        phases = Collections.unmodifiableMap(new EnumMap<>(phases));
        leftOut = List.copyOf(leftOut);
    }
}
