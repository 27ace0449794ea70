package org.liftlock.migration.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says which times a zone's clocks skip and which they show twice. Transitions up to {@link #LAST_YEAR} are looked up once;
 * immutable and thread-safe.
 */
public final class ZoneClock {

    private static final int LAST_YEAR = 2100;

    /** How a time without a zone stands in the zone. */
    public enum Standing {
        /** The clocks show it once. */
        ONCE,
        /** The clocks are put forward over it. */
        GAP,
        /** The clocks are put back, and show it twice. */
        OVERLAP
    }

    private final ZoneRules rules;
    private final long[] begins;
    private final long[] ends;
    private final boolean[] gaps;
    private final long lastSecond;

    /**
     * Creates a clock.
     *
     * @param zone its zone
     */
    public ZoneClock(ZoneId zone) {
        this.rules = zone.getRules();
        LocalDateTime last = LocalDateTime.of(LAST_YEAR, 1, 1, 0, 0);
        this.lastSecond = last.toEpochSecond(ZoneOffset.UTC);
        ZoneOffsetTransition[] transitions = transitions(last);
        this.begins = new long[transitions.length];
        this.ends = new long[transitions.length];
        this.gaps = new boolean[transitions.length];
        for (int i = 0; i < transitions.length; i++) {
            long before = transitions[i].getDateTimeBefore().toEpochSecond(ZoneOffset.UTC);
            long after = transitions[i].getDateTimeAfter().toEpochSecond(ZoneOffset.UTC);
            begins[i] = Math.min(before, after);
            ends[i] = Math.max(before, after);
            gaps[i] = transitions[i].isGap();
        }
    }

    private ZoneOffsetTransition[] transitions(LocalDateTime last) {
        Instant end = last.toInstant(ZoneOffset.UTC);
        List<ZoneOffsetTransition> found = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        while (next != null && next.getInstant().isBefore(end)) {
            found.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return found.toArray(new ZoneOffsetTransition[0]);
    }

    /**
     * How a time stands.
     *
     * @param localSecond seconds since 1970-01-01T00:00 by the clock on the wall
     * @return whether the zone's clocks show it once, never or twice
     */
    public Standing standing(long localSecond) {
        if (localSecond >= lastSecond) {
            int offsets = rules.getValidOffsets(LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC))
                    .size();
            return offsets == 1 ? Standing.ONCE : offsets == 0 ? Standing.GAP : Standing.OVERLAP;
        }
        int found = Arrays.binarySearch(begins, localSecond);
        int at = found >= 0 ? found : -found - 2;
        if (at < 0 || localSecond >= ends[at]) {
            return Standing.ONCE;
        }
        return gaps[at] ? Standing.GAP : Standing.OVERLAP;
    }
}
