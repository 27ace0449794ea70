package org.liftlock.migration.plan;

import java.util.List;
import org.liftlock.migration.finding.Finding;

/**
 * A plan with what there is to say about it.
 *
 * @param plan the plan
 * @param findings what the user should know, in the order of the source
 */
public record PlannedMigration(MigrationPlan plan, List<Finding> findings) {

    public PlannedMigration {
        findings = List.copyOf(findings);
    }
}
