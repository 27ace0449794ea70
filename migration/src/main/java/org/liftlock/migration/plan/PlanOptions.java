package org.liftlock.migration.plan;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The policies that a user may choose for a whole plan.
 *
 * @param keepNames whether names keep their case instead of becoming ASCII lower case
 * @param zone the zone that times without one are in, or null if nothing is assumed
 * @param strictFractions whether digits below the microsecond keep a column text
 * @param unstorableTextAsBytea whether text with U+0000 makes its column bytea instead of a blocker
 */
public record PlanOptions(
        boolean keepNames, @Nullable ZoneId zone, boolean strictFractions, boolean unstorableTextAsBytea) {

    /**
     * The documented defaults.
     *
     * @return lower-case names, no zone assumed, fractions rounded, unstorable text refused
     */
    public static PlanOptions defaults() {
        return new PlanOptions(false, null, false, false);
    }
}
