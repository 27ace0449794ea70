package org.liftlock.migration.plan;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The policies that a user may choose for a whole plan.
 *
 * @param names how names follow from those in SQLite
 * @param zone the zone that times without one are in, or null if nothing is assumed
 * @param strictFractions whether digits below the microsecond keep a column text
 * @param unstorableTextAsBytea whether text with U+0000 makes its column bytea instead of a blocker
 * @param redact whether findings must show no values; no part of a written plan
 * @param orphans what becomes of rows that break foreign keys, where the plan does not say it for a key
 */
public record PlanOptions(
        NameStyle names,
        @Nullable ZoneId zone,
        boolean strictFractions,
        boolean unstorableTextAsBytea,
        boolean redact,
        OrphanPolicy orphans) {

    /**
     * Options under which findings may show values.
     *
     * @param names how names follow from those in SQLite
     * @param zone the zone that times without one are in, or null if nothing is assumed
     * @param strictFractions whether digits below the microsecond keep a column text
     * @param unstorableTextAsBytea whether text with U+0000 makes its column bytea instead of a blocker
     */
    public PlanOptions(NameStyle names, @Nullable ZoneId zone, boolean strictFractions, boolean unstorableTextAsBytea) {
        this(names, zone, strictFractions, unstorableTextAsBytea, false, OrphanPolicy.KEEP);
    }

    /**
     * The documented defaults.
     *
     * @return lower-case names, no zone assumed, fractions rounded, unstorable text refused
     */
    public static PlanOptions defaults() {
        return new PlanOptions(NameStyle.FOLD, null, false, false);
    }

    /**
     * The same, showing values in findings or not.
     *
     * @param value whether findings must show no values
     * @return a copy
     */
    public PlanOptions withRedact(boolean value) {
        return new PlanOptions(names, zone, strictFractions, unstorableTextAsBytea, value, orphans);
    }

    /**
     * The same with another policy for rows that break foreign keys.
     *
     * @param value the policy
     * @return a copy
     */
    public PlanOptions withOrphans(OrphanPolicy value) {
        return new PlanOptions(names, zone, strictFractions, unstorableTextAsBytea, redact, value);
    }
}
