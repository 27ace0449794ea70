package org.liftlock.migration;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.plan.Choice;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanChange;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.quarantine.RowsAside;

/**
 * A source that has been read once, with the plan that follows.
 *
 * @param profile what its values are
 * @param plan what becomes of it
 * @param findings what the user should know
 * @param profileTime how long reading took
 * @param own what Liftlock itself has planned around what the user has decided; the plan if nothing was
 * @param changes what is not as it was when the user's plan was last written
 * @param aside the rows that are not loaded, and the keys that become NULL
 * @param choices what the user may choose instead
 */
public record PreparedMigration(
        DatabaseProfile profile,
        MigrationPlan plan,
        List<Finding> findings,
        Duration profileTime,
        MigrationPlan own,
        List<PlanChange> changes,
        RowsAside aside,
        List<Choice> choices) {

    /** Blockers about rows that could not be loaded, while others could. */
    private static final Set<FindingCode> OF_ROWS =
            Set.of(FindingCode.VALUE_DOES_NOT_FIT, FindingCode.NUL_IN_TEXT, FindingCode.EXISTING_KEYS_COLLIDE);

    public PreparedMigration {
        findings = List.copyOf(findings);
        changes = List.copyOf(changes);
        choices = List.copyOf(choices);
    }

    /**
     * The same with other changes.
     *
     * @param since what is not as it was
     * @return a copy
     */
    public PreparedMigration withChanges(List<PlanChange> since) {
        return new PreparedMigration(profile, plan, findings, profileTime, own, since, aside, choices);
    }

    /** The same with other rows set aside or kept out. */
    PreparedMigration withAside(RowsAside rows) {
        return new PreparedMigration(profile, plan, findings, profileTime, own, changes, rows, choices);
    }

    /**
     * The same where rows that are refused are set aside: what is known beforehand of such rows alone blocks nothing, since
     * each of them is told when it is refused.
     *
     * @return a copy without those blockers
     */
    public PreparedMigration settingRefusedAside() {
        List<Finding> others = findings.stream()
                .filter(finding -> !OF_ROWS.contains(finding.code()))
                .toList();
        return new PreparedMigration(profile, plan, others, profileTime, own, changes, aside, choices);
    }

    /**
     * Whether nothing may be touched.
     *
     * @return true if a finding is a blocker
     */
    public boolean isBlocked() {
        return findings.stream().anyMatch(finding -> finding.weight() == Weight.BLOCKER);
    }
}
