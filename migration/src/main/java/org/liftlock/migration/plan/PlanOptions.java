package org.liftlock.migration.plan;

import java.time.ZoneId;
import java.util.List;
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
 * @param choices the options that the user takes: {@code table.column=word}, or a word for all columns that it suits best;
 *     no part of a written plan, which has the types that follow
 * @param tables which tables are brought over; no part of a written plan, which leaves out the others
 */
public record PlanOptions(
        NameStyle names,
        @Nullable ZoneId zone,
        boolean strictFractions,
        boolean unstorableTextAsBytea,
        boolean redact,
        OrphanPolicy orphans,
        List<String> choices,
        TableSelection tables) {

    public PlanOptions {
        choices = List.copyOf(choices);
    }

    /**
     * Options for all tables.
     *
     * @param names how names follow from those in SQLite
     * @param zone the zone that times without one are in, or null if nothing is assumed
     * @param strictFractions whether digits below the microsecond keep a column text
     * @param unstorableTextAsBytea whether text with U+0000 makes its column bytea instead of a blocker
     * @param redact whether findings must show no values
     * @param orphans what becomes of rows that break foreign keys
     * @param choices the options that the user takes
     */
    public PlanOptions(
            NameStyle names,
            @Nullable ZoneId zone,
            boolean strictFractions,
            boolean unstorableTextAsBytea,
            boolean redact,
            OrphanPolicy orphans,
            List<String> choices) {
        this(names, zone, strictFractions, unstorableTextAsBytea, redact, orphans, choices, TableSelection.ALL);
    }

    /**
     * Options under which findings may show values.
     *
     * @param names how names follow from those in SQLite
     * @param zone the zone that times without one are in, or null if nothing is assumed
     * @param strictFractions whether digits below the microsecond keep a column text
     * @param unstorableTextAsBytea whether text with U+0000 makes its column bytea instead of a blocker
     */
    public PlanOptions(NameStyle names, @Nullable ZoneId zone, boolean strictFractions, boolean unstorableTextAsBytea) {
        this(names, zone, strictFractions, unstorableTextAsBytea, false, OrphanPolicy.KEEP, List.of());
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
        return new PlanOptions(names, zone, strictFractions, unstorableTextAsBytea, value, orphans, choices, tables);
    }

    /**
     * The same with another policy for rows that break foreign keys.
     *
     * @param value the policy
     * @return a copy
     */
    public PlanOptions withOrphans(OrphanPolicy value) {
        return new PlanOptions(names, zone, strictFractions, unstorableTextAsBytea, redact, value, choices, tables);
    }

    /**
     * The same with choices.
     *
     * @param words the options that the user takes
     * @return a copy
     */
    public PlanOptions withChoices(List<String> words) {
        return new PlanOptions(names, zone, strictFractions, unstorableTextAsBytea, redact, orphans, words, tables);
    }

    /**
     * The same for some tables.
     *
     * @param some which
     * @return a copy
     */
    public PlanOptions withTables(TableSelection some) {
        return new PlanOptions(names, zone, strictFractions, unstorableTextAsBytea, redact, orphans, choices, some);
    }

    /**
     * These, where they were chosen, else those of a plan.
     *
     * @param planned the options of the plan
     * @return for each option its value here, unless that is the default
     */
    public PlanOptions over(PlanOptions planned) {
        PlanOptions defaults = defaults();
        return new PlanOptions(
                names == defaults.names ? planned.names : names,
                zone == null ? planned.zone : zone,
                strictFractions || planned.strictFractions,
                unstorableTextAsBytea || planned.unstorableTextAsBytea,
                redact,
                orphans == defaults.orphans ? planned.orphans : orphans,
                choices,
                tables);
    }
}
