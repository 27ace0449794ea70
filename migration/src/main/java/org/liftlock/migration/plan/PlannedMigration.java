package org.liftlock.migration.plan;

import java.util.List;
import org.liftlock.migration.finding.Finding;

/**
 * A plan with what there is to say about it.
 *
 * @param plan the plan
 * @param findings what the user should know, in the order of the source
 * @param choices what the user may choose instead, in the order of the source
 */
public record PlannedMigration(MigrationPlan plan, List<Finding> findings, List<Choice> choices) {

    public PlannedMigration {
        findings = List.copyOf(findings);
        choices = List.copyOf(choices);
    }
}
