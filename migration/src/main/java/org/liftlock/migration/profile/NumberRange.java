package org.liftlock.migration.profile;

/**
 * The numbers of a column.
 *
 * @param minInteger smallest INTEGER value, meaningless without one
 * @param maxInteger largest INTEGER value, meaningless without one
 * @param minReal smallest finite REAL value, meaningless without one
 * @param maxReal largest finite REAL value, meaningless without one
 * @param beyondDouble INTEGER values that no double holds exactly
 * @param infinities REAL values of ±Infinity
 * @param unlikeDeclaredDecimal values that do not fit the declared {@code DECIMAL(p,s)}, if there is one
 */
public record NumberRange(
        long minInteger,
        long maxInteger,
        double minReal,
        double maxReal,
        Occurrences beyondDouble,
        Occurrences infinities,
        Occurrences unlikeDeclaredDecimal) {}
