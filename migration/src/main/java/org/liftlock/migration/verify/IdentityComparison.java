package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.sql.PgSql;

/** Asks whether the next id that PostgreSQL gives is a new one. Stateless. */
final class IdentityComparison {

    private IdentityComparison() {}

    static List<Finding> compare(
            Connection connection, String schema, TablePlan plan, ColumnPlan column, SourceTable source)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String sequence = sequence(connection, PgSql.name(schema, plan.target()), column.target());
        if (sequence == null) {
            return findings;
        }
        long used = Math.max(
                number(
                        connection,
                        "SELECT coalesce(max(" + PgSql.name(column.target()) + "), 0) FROM "
                                + PgSql.name(schema, plan.target())),
                source.highestId() == null ? 0 : source.highestId());
        if (used == Long.MAX_VALUE) {
            return findings;
        }
        long next = number(
                connection,
                "SELECT s.last_value + CASE WHEN s.is_called THEN q.seqincrement ELSE 0 END FROM " + sequence
                        + " s, pg_catalog.pg_sequence q WHERE q.seqrelid = " + PgSql.string(sequence) + "::regclass");
        if (next <= used) {
            findings.add(Finding.of(
                    FindingCode.OBJECT_DIFFERS,
                    plan.source(),
                    column.source(),
                    "the next id would be " + next + ", but " + used + " has been given already"));
        }
        return findings;
    }

    private static @Nullable String sequence(Connection connection, String table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_get_serial_sequence(?, ?)")) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
