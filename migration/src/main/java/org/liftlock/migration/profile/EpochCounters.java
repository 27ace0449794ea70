package org.liftlock.migration.profile;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.RowCursor;

/** Counts by which units the numbers of one column are plausible times. Not thread-safe. */
final class EpochCounters {

    private final OccurrenceCounter zeros;
    private final OccurrenceCounter[] implausible;
    private final long[] plausible = new long[EpochRange.all().length];
    private double earliest = Double.POSITIVE_INFINITY;
    private double latest = Double.NEGATIVE_INFINITY;

    EpochCounters(boolean redact) {
        this.zeros = new OccurrenceCounter(redact);
        this.implausible = new OccurrenceCounter[plausible.length];
        for (int i = 0; i < implausible.length; i++) {
            implausible[i] = new OccurrenceCounter(redact);
        }
    }

    void add(double number, RowCursor cursor) {
        if (number == 0) {
            zeros.add(cursor);
            return;
        }
        earliest = Math.min(earliest, number);
        latest = Math.max(latest, number);
        EpochRange[] ranges = EpochRange.all();
        for (int i = 0; i < ranges.length; i++) {
            if (ranges[i].holds(number)) {
                plausible[i]++;
            } else {
                implausible[i].add(cursor);
            }
        }
    }

    void add(EpochCounters later) {
        zeros.add(later.zeros);
        earliest = Math.min(earliest, later.earliest);
        latest = Math.max(latest, later.latest);
        for (int i = 0; i < plausible.length; i++) {
            plausible[i] += later.plausible[i];
            implausible[i].add(later.implausible[i]);
        }
    }

    /** Nothing if there is no number. */
    @Nullable
    EpochForms result() {
        Occurrences zero = zeros.result();
        if (!zero.any() && earliest > latest) {
            return null;
        }
        Map<EpochRange, Long> inside = new EnumMap<>(EpochRange.class);
        Map<EpochRange, Occurrences> outside = new EnumMap<>(EpochRange.class);
        for (EpochRange range : EpochRange.all()) {
            inside.put(range, plausible[range.ordinal()]);
            outside.put(range, implausible[range.ordinal()].result());
        }
        return new EpochForms(zero, earliest, latest, inside, outside);
    }
}
