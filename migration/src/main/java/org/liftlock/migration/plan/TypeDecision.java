package org.liftlock.migration.plan;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.sql.PgType;

/**
 * The type that the values of one column lead to.
 *
 * @param type the type
 * @param zone the zone of times without one when the type is timestamptz, otherwise null
 * @param reason why, in a few words
 * @param findings what the user should know
 * @param chosen what the user decided, otherwise null
 */
record TypeDecision(
        PgType type,
        @Nullable ZoneId zone,
        String reason,
        List<Finding> findings,
        @Nullable ChosenType chosen) {

    TypeDecision(PgType type, @Nullable ZoneId zone, String reason, List<Finding> findings) {
        this(type, zone, reason, findings, null);
    }

    TypeDecision {
        findings = List.copyOf(findings);
    }

    @Nullable
    Reading reading() {
        return chosen == null ? null : chosen.reading();
    }

    TypeDecision withType(PgType other, String otherReason) {
        return new TypeDecision(other, null, otherReason, findings);
    }
}
