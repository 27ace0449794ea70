package org.liftlock.migration.profile;

import java.util.Map;

/**
 * The numbers of a column that may count time.
 *
 * @param zeros those that are 0, which often stands for "never"
 * @param earliest the smallest other number, meaningless without one
 * @param latest the largest other number, meaningless without one
 * @param plausible how many others are plausible by each unit
 * @param implausible those that are not, by unit; 0 is not among them
 */
public record EpochForms(
        Occurrences zeros,
        double earliest,
        double latest,
        Map<EpochRange, Long> plausible,
        Map<EpochRange, Occurrences> implausible) {

    public EpochForms {
        plausible = Map.copyOf(plausible);
        implausible = Map.copyOf(implausible);
    }

    /**
     * How many numbers are plausible by a unit.
     *
     * @param range the unit
     * @return their number, without 0
     */
    public long plausible(EpochRange range) {
        return plausible.getOrDefault(range, 0L);
    }

    /**
     * Which numbers are not plausible by a unit.
     *
     * @param range the unit
     * @return their occurrences, without 0
     */
    public Occurrences implausible(EpochRange range) {
        return implausible.getOrDefault(range, Occurrences.NONE);
    }
}
