package org.liftlock.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.TriggerPlan;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.quarantine.RefusedRows;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.TargetOccupancy;

/**
 * What a run has left that reached its end and was killed before it said so: the ledger is gone with the last commit, and
 * everything that the plan makes is there. That it is this source's, only a comparison can tell. Not thread-safe.
 */
final class FinishedRun {

    private final PreparedMigration prepared;
    private final MigrateOptions options;
    private final Connection connection;

    /** The connection commits by itself and is the caller's to close. */
    FinishedRun(PreparedMigration prepared, MigrateOptions options, Connection connection) {
        this.prepared = prepared;
        this.options = options;
        this.connection = connection;
    }

    /**
     * Whether it is to be proved instead of made: on the user's word to go on alone, never against that to replace, and only
     * if it will be compared.
     *
     * @param names the tables and views that the plan makes
     */
    boolean isThere(RunLedger ledger, List<String> names) throws SQLException {
        if (!options.load().resume() || options.replace() || !options.verify() || ledger.exists() || names.isEmpty()) {
            return false;
        }
        TargetOccupancy occupancy = new TargetOccupancy(connection, options.schema());
        Set<String> functions = new TreeSet<>(
                prepared.plan().triggers().stream().map(TriggerPlan::target).toList());
        return occupancy.taken(names).containsAll(names)
                && occupancy.takenFunctions(List.copyOf(functions)).containsAll(functions);
    }

    /** Its tables, with the rows that are in them now. */
    List<TableReport> tables(RefusedRows refused) throws SQLException {
        List<TableReport> tables = new ArrayList<>();
        for (TableProfile profile : prepared.profile().tables()) {
            TablePlan plan = prepared.plan().table(profile.table().name()).orElse(null);
            if (plan != null) {
                String name = plan.source();
                tables.add(new TableReport(
                        name,
                        plan.target(),
                        profile.rows(),
                        Jdbc.number(connection, "SELECT count(*) FROM " + PgSql.name(options.schema(), plan.target())),
                        prepared.aside().rows(name) + refused.rows(name),
                        profile.bytes(),
                        Duration.ZERO,
                        null));
            }
        }
        return tables;
    }
}
