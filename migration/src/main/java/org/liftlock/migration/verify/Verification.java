package org.liftlock.migration.verify;

import java.util.List;
import org.liftlock.migration.finding.Finding;

/**
 * What comparing two databases gave.
 *
 * @param tables a result for each table
 * @param findings differences, each naming the first rows that differ
 */
public record Verification(List<TableVerification> tables, List<Finding> findings) {

    public Verification {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
    }
}
