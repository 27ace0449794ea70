package org.liftlock.migration.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.schema.SchemaStatement;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.schema.SchemaStatements;
import org.liftlock.migration.sql.PgSql;

/** Makes what joins tables: foreign keys, those of large tables side by side; then views and triggers. */
final class TableLinks {

    private static final int STATEMENTS_AT_A_TIME = 40;

    private final List<TableLoad> tables;
    private final SchemaStatements statements;
    private final StatementRunner runner;
    private final Runnable told;

    /** {@code told} is called whenever statements were run. */
    TableLinks(List<TableLoad> tables, SchemaStatements statements, StatementRunner runner, Runnable told) {
        this.tables = List.copyOf(tables);
        this.statements = statements;
        this.runner = runner;
        this.told = told;
    }

    /** Waits until all of it stands. */
    void make(TargetWorkers workers) throws SQLException {
        List<SchemaStatement> together = new ArrayList<>();
        List<TableLoad> large = new ArrayList<>();
        for (TableLoad table : tables) {
            if (runner.isRefused(table.table())) {
                continue;
            }
            if (table.isSmall()) {
                together.addAll(table.foreignKeys());
            } else if (!runner.due(table.foreignKeys()).isEmpty()) {
                large.add(table);
            }
        }
        workers.submit(0, session -> {
            runInGroups(session, together);
            for (TableLoad table : large) {
                runner.runUnchecked(session, table.foreignKeys());
            }
            told.run();
        });
        workers.await();
        for (TableLoad table : large) {
            workers.submit(table.bytes(), session -> {
                for (SchemaStatement key : table.foreignKeys()) {
                    runner.runAlone(
                            session,
                            key,
                            session.memoryForChecks() + "ALTER TABLE "
                                    + PgSql.name(table.plan().target()) + " VALIDATE CONSTRAINT "
                                    + PgSql.name(key.name()));
                    told.run();
                }
            });
        }
        List<SchemaStatement> rest = statements.keysAndViews().stream()
                .filter(statement -> statement.kind().compareTo(Kind.FOREIGN_KEY) > 0)
                .filter(statement -> statement.kind() != Kind.TRIGGER || !isRefused(statement.table()))
                .toList();
        workers.await();
        workers.submit(0, session -> {
            runInGroups(session, rest);
            told.run();
        });
        workers.await();
    }

    private boolean isRefused(String table) {
        return tables.stream().anyMatch(load -> load.plan().source().equals(table) && runner.isRefused(load.table()));
    }

    private void runInGroups(TargetSession session, List<SchemaStatement> all) throws SQLException {
        for (int from = 0; from < all.size(); from += STATEMENTS_AT_A_TIME) {
            runner.run(session, all.subList(from, Math.min(all.size(), from + STATEMENTS_AT_A_TIME)));
        }
    }
}
