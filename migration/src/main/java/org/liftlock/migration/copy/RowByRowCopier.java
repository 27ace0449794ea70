package org.liftlock.migration.copy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RetryRows;
import org.liftlock.migration.quarantine.RowRefusals;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.sql.PgSql;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads rows that were in quarantine, each under a savepoint of its own: one that is taken leaves quarantine, one that is
 * refused stays with the new reason. For one table.
 */
public final class RowByRowCopier {

    private static final int ROW_BYTES = 64;

    private final SourceTable source;
    private final RowEncoder encoder;
    private final String copyIn;
    private final boolean redact;

    /**
     * A row that was refused again.
     *
     * @param line its line in the file
     * @param table its table in SQLite
     * @param address where it stood
     * @param reason why
     * @param state the SQLSTATE
     */
    public record Refused(int line, String table, String address, String reason, String state) {}

    /** Who hears of refused rows. */
    public interface Listener {

        /**
         * Hears of a row.
         *
         * @param row the row
         */
        void refused(Refused row);
    }

    /**
     * Creates a copier.
     *
     * @param source the table that {@link RetryRows} has made
     * @param plan what becomes of it
     * @param schema the target schema
     * @param redact whether reasons must show no values
     */
    public RowByRowCopier(SourceTable source, TablePlan plan, String schema, boolean redact) {
        this.source = source;
        this.redact = redact;
        this.encoder = new RowEncoder(plan, RowsAside.NONE);
        String columns = plan.copiedColumns().stream()
                .map(column -> PgSql.name(column.target()))
                .collect(Collectors.joining(", "));
        this.copyIn = "COPY " + PgSql.name(schema, plan.target()) + " (" + columns + ") FROM STDIN (FORMAT binary)";
    }

    /**
     * Loads the rows in the connection's transaction, which the caller ends.
     *
     * @param reader where the rows come from
     * @param target where they go, in a transaction
     * @param done lines that were loaded; those of rows that are taken are added
     * @param listener who hears of rows that are refused
     * @throws SQLException if PostgreSQL refuses what does not belong to a row
     */
    public void copy(SourceReader reader, Connection target, BitSet done, Listener listener) throws SQLException {
        List<String> selected = new ArrayList<>(encoder.selected());
        int first = selected.size();
        selected.add(RetryRows.LINE);
        selected.add(RetryRows.ID);
        selected.add(RetryRows.PLACE);
        try (Statement statement = target.createStatement();
                RowCursor cursor = reader.rows(source, selected)) {
            while (cursor.next()) {
                int line = (int) cursor.integer(first);
                if (done.get(line)) {
                    continue;
                }
                long id = cursor.integer(first + 1);
                Refused refused = attempt(cursor, statement, target, line, id, first + 2);
                if (refused == null) {
                    done.set(line);
                } else {
                    statement.execute("UPDATE liftlock.quarantine SET reason = " + PgSql.string(refused.reason())
                            + ", sqlstate = " + PgSql.string(refused.state()) + " WHERE id = " + id);
                    listener.refused(refused);
                }
            }
        }
    }

    private @Nullable Refused attempt(
            RowCursor cursor, Statement statement, Connection target, int line, long id, int place)
            throws SQLException {
        CopyBuffer out = CopyBuffer.inParts(ROW_BYTES);
        RowEncoder.header(out);
        String address = new String(cursor.text(place), StandardCharsets.UTF_8);
        try {
            encoder.encode(cursor, out);
        } catch (UnfitValueException e) {
            return new Refused(line, source.name(), address, e.reason(redact), RowRefusals.UNFIT);
        }
        RowEncoder.trailer(out);
        statement.execute("SAVEPOINT liftlock_row");
        try {
            copy(out, target);
            statement.execute("DELETE FROM liftlock.quarantine WHERE id = " + id);
        } catch (SQLException e) {
            if (!RowRefusals.isOfRow(e)) {
                throw e;
            }
            statement.execute("ROLLBACK TO SAVEPOINT liftlock_row; RELEASE SAVEPOINT liftlock_row");
            return new Refused(
                    line,
                    source.name(),
                    address,
                    RowRefusals.reason(e, redact),
                    Objects.requireNonNullElse(e.getSQLState(), RowRefusals.UNFIT));
        }
        statement.execute("RELEASE SAVEPOINT liftlock_row");
        return null;
    }

    private void copy(CopyBuffer out, Connection target) throws SQLException {
        CopyIn copy = target.unwrap(PGConnection.class).getCopyAPI().copyIn(copyIn);
        try {
            out.writeTo(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
