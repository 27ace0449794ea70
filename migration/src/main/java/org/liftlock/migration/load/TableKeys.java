package org.liftlock.migration.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.schema.SchemaStatement;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.RunProgress;
import org.liftlock.migration.target.RunProgress.Loaded;

/**
 * Gives a loaded table its primary key, unique constraints, indexes and checks: indexes side by side, then the constraints
 * that are made of them, then its statistics. Thread-safe.
 */
final class TableKeys {

    private final StatementRunner runner;
    private final RowLoad rows;
    private final Statistics statistics;
    private final String schema;
    private final Runnable told;

    /** {@code told} is called whenever statements were run. */
    TableKeys(StatementRunner runner, RowLoad rows, Statistics statistics, String schema, Runnable told) {
        this.runner = runner;
        this.rows = rows;
        this.statistics = statistics;
        this.schema = schema;
        this.told = told;
    }

    /** Submits what builds them. */
    void build(TargetWorkers workers, TableLoad table) {
        List<SchemaStatement> builds = new ArrayList<>();
        table.keyPlans().forEach(key -> builds.add(table.indexOf(key)));
        table.keys().stream().filter(key -> key.kind() == Kind.INDEX).forEach(builds::add);
        List<SchemaStatement> due = runner.due(table.keys()).isEmpty() ? List.of() : runner.due(builds);
        AtomicInteger left = new AtomicInteger(due.size());
        if (due.isEmpty()) {
            workers.submit(table.bytes(), session -> constrain(session, table));
        }
        for (SchemaStatement build : due) {
            workers.submit(table.bytes(), session -> {
                runner.runAlone(session, build);
                told.run();
                if (left.decrementAndGet() == 0) {
                    constrain(session, table);
                }
            });
        }
    }

    /** A constraint whose index the server refused is tried as a whole, so that the refusal is told in its name. */
    private void constrain(TargetSession session, TableLoad table) throws SQLException {
        List<SchemaStatement> constraints = new ArrayList<>();
        for (SchemaStatement key : table.keys()) {
            KeyPlan ofIndex = table.keyPlans().stream()
                    .filter(plan -> plan.name().equals(key.name()) && key.kind() != Kind.INDEX)
                    .findFirst()
                    .orElse(null);
            boolean built = ofIndex != null
                    && runner.isDone(table.indexOf(ofIndex))
                    && !runner.isRefused(table.indexOf(ofIndex));
            constraints.add(built ? fromIndex(key, table) : key);
        }
        runner.run(session, constraints);
        loadAgainUnder(session, table);
        told.run();
        statistics.gather(session, List.of(table));
    }

    private static SchemaStatement fromIndex(SchemaStatement key, TableLoad table) {
        String name = PgSql.name(key.name());
        String sql = "ALTER TABLE " + PgSql.name(table.plan().target()) + " ADD CONSTRAINT " + name + " "
                + (key.kind() == Kind.PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE") + " USING INDEX " + name;
        return new SchemaStatement(key.kind(), key.table(), key.name(), sql);
    }

    /**
     * Where rows break a key or check, all of them are loaded again under it, so that each refusal belongs to a row. One
     * transaction does all of it: until then the rows are there and the key is due.
     */
    void loadAgainUnder(TargetSession session, TableLoad table) throws SQLException {
        if (!runner.isRefusedForRows(table.keys())) {
            return;
        }
        List<SchemaStatement> due = runner.due(table.keys());
        session.execute("TRUNCATE " + PgSql.name(schema, table.plan().target()) + ";\n"
                + QuarantineTable.forgetting(schema, table.plan().source()) + ";\n" + runner.script(due));
        List<Loaded> parts = new ArrayList<>();
        for (int part = 0; part < table.ranges().size(); part++) {
            Loaded loaded = rows.carefully(session, table, part);
            RunProgress.loaded(session.connection(), table.plan().source(), part, loaded);
            parts.add(loaded);
        }
        session.commit();
        runner.noted(due);
        for (int part = 0; part < parts.size(); part++) {
            table.loadedAgain(part, parts.get(part));
        }
    }
}
