package org.liftlock.migration.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;

/**
 * All that a run has to tell.
 *
 * @param command for instance {@code migrate}
 * @param source path of the SQLite file
 * @param target address of the PostgreSQL database without a password, or null if none was touched
 * @param schema the schema in it, or null
 * @param tables a report for each table
 * @param views how many views were carried over
 * @param findings what was found, in the order of the source
 * @param timings how long each phase took
 * @param structure both schemas, and what the values are
 * @param rowsBefore how many of the loaded rows an earlier run had loaded, which this one went on from
 */
public record RunReport(
        String command,
        String source,
        @Nullable String target,
        @Nullable String schema,
        List<TableReport> tables,
        int views,
        List<Finding> findings,
        Map<Phase, Duration> timings,
        SchemaReport structure,
        long rowsBefore) {

    public RunReport {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
        timings = Map.copyOf(timings);
    }

    /**
     * The same under the name of another command.
     *
     * @param name for instance {@code rehearse}
     * @return a copy
     */
    public RunReport named(String name) {
        return new RunReport(name, source, target, schema, tables, views, findings, timings, structure, rowsBefore);
    }

    /**
     * How many findings have a weight.
     *
     * @param weight the weight
     * @return their number
     */
    public long count(Weight weight) {
        return findings.stream().filter(finding -> finding.weight() == weight).count();
    }

    /**
     * Whether the run says no: a fault, a blocker, or rows that were read but not loaded.
     *
     * @return true if the exit code must be 1
     */
    public boolean saysNo() {
        return count(Weight.FAULT) > 0
                || count(Weight.BLOCKER) > 0
                || tables.stream()
                        .anyMatch(table -> table.rowsQuarantined() > 0
                                || table.rowsRead() != table.rowsLoaded() + table.rowsQuarantined() + table.rowsKept());
    }
}
