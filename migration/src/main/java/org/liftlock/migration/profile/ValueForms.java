package org.liftlock.migration.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column look like beyond their storage class: what a user may choose another type by.
 *
 * @param emptyTexts texts of no character
 * @param uuids the UUIDs, or null if there is a value that is none
 * @param distinct each value with its rows if there are at most twelve, all of them integers or short texts; else empty
 * @param epochs by which units numbers are plausible times, or null if there are none or nothing points to times
 * @param inGap times without a zone that the zone's clocks never show, since they are put forward
 * @param inOverlap times without a zone that the zone's clocks show twice, since they are put back
 */
public record ValueForms(
        Occurrences emptyTexts,
        @Nullable UuidForms uuids,
        List<DistinctValue> distinct,
        @Nullable EpochForms epochs,
        Occurrences inGap,
        Occurrences inOverlap) {

    public ValueForms {
        distinct = List.copyOf(distinct);
    }
}
