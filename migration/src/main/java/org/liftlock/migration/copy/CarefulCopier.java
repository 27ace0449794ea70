package org.liftlock.migration.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.QuarantineWriter;
import org.liftlock.migration.quarantine.RowContent;
import org.liftlock.migration.quarantine.RowRefusals;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.PgSql;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies rows of which some are refused: in batches under savepoints, a refused batch halved until single rows stand alone,
 * which are set aside with the reason, in the same transaction as the others. Where many are refused, batches get smaller.
 * Rows keep their order, but for those that refer to a later one. Use once.
 *
 * <p>It is over 300 lines because it is one thing: a row's way through batches, halves and savepoints.
 */
public final class CarefulCopier {

    private static final int BATCH_ROWS = 1_000;
    private static final long BATCH_BYTES = 1 << 20;
    private static final int PROGRESS_ROWS = 10_000;
    private static final int ROW_BYTES = 64;
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    /** How much may wait for rows that it refers to; what is beyond is set aside at once. */
    private static final long POSTPONED_BYTES = 1 << 24;

    private final SourceTable source;
    private final TablePlan plan;
    private final RowsAside aside;
    private final RowRange range;
    private final RunListener listener;
    private final Throttle throttle;
    private final boolean redact;
    private final @Nullable Stage stage;
    private final RowEncoder encoder;
    private final List<String> selected;
    private final List<Integer> stored;
    private final List<Waiting> postponed = new LinkedList<>();
    private long postponedBytes;
    private int batchRows = BATCH_ROWS;
    private long read;
    private long loaded;
    private long bytes;

    /**
     * What careful copying gave.
     *
     * @param copied what was copied; of the rows read, those that were not set aside
     * @param quarantined how many rows were set aside
     */
    public record Result(CopyResult copied, long quarantined) {}

    /**
     * A table where rows wait for one statement that brings them to their own.
     *
     * @param table its quoted name
     * @param move the statement, which empties it and says how many rows it has changed
     */
    public record Stage(String table, String move) {}

    /** A row that waits to be sent. */
    private record Waiting(CopyBuffer encoded, RowContent content) {}

    /**
     * Creates a copier.
     *
     * @param source the table as SQLite has it
     * @param plan what becomes of it
     * @param aside the rows that are not copied, and the keys that become NULL
     * @param range which rows
     * @param listener who hears of rows
     * @param throttle how fast they may go
     * @param redact whether reasons must show no values
     */
    public CarefulCopier(
            SourceTable source,
            TablePlan plan,
            RowsAside aside,
            RowRange range,
            RunListener listener,
            Throttle throttle,
            boolean redact) {
        this(source, plan, aside, range, listener, throttle, redact, null);
    }

    /**
     * Creates a copier of all rows for a connection that nobody watches.
     *
     * @param source the table as SQLite has it
     * @param plan what becomes of it
     * @param aside the rows that are not copied, and the keys that become NULL
     * @param listener who hears of rows
     * @param redact whether reasons must show no values
     * @param stage where rows are copied to first, or null
     */
    public CarefulCopier(
            SourceTable source,
            TablePlan plan,
            RowsAside aside,
            RunListener listener,
            boolean redact,
            @Nullable Stage stage) {
        this(source, plan, aside, RowRange.ALL, listener, new Throttle(0), redact, stage);
    }

    private CarefulCopier(
            SourceTable source,
            TablePlan plan,
            RowsAside aside,
            RowRange range,
            RunListener listener,
            Throttle throttle,
            boolean redact,
            @Nullable Stage stage) {
        this.source = source;
        this.plan = plan;
        this.aside = aside;
        this.range = range;
        this.listener = listener;
        this.throttle = throttle;
        this.redact = redact;
        this.stage = stage;
        this.encoder = new RowEncoder(plan, aside);
        this.selected = new ArrayList<>(encoder.selected());
        this.stored = RowContent.columns(source).stream()
                .map(column -> indexOf(SqliteSql.name(column)))
                .toList();
    }

    /** SQLite gives no more columns than a table may have, so none is asked for twice. */
    private int indexOf(String expression) {
        int index = selected.indexOf(expression);
        if (index < 0) {
            selected.add(expression);
        }
        return index < 0 ? selected.size() - 1 : index;
    }

    /**
     * Copies the rows in the connection's transaction, which the caller ends.
     *
     * @param reader where the rows come from
     * @param target where they go, in a transaction
     * @param schema the target schema
     * @return what was copied, and how many rows were set aside
     * @throws SQLException if PostgreSQL refuses what does not belong to a row
     * @throws MigrationException if the source cannot be read, or the thread is interrupted
     */
    public Result copy(SourceReader reader, Connection target, String schema) throws SQLException {
        long begin = System.nanoTime();
        String into = into(schema);
        List<Waiting> waiting = new ArrayList<>();
        long waitingBytes = 0;
        long refused;
        try (QuarantineWriter quarantine = new QuarantineWriter(target, schema, source, plan);
                RowCursor cursor = reader.rows(source, selected, range, aside.loaded(source.name()))) {
            while (cursor.next()) {
                if (++read % PROGRESS_ROWS == 0) {
                    listener.rows(source.name(), PROGRESS_ROWS);
                }
                CopyBuffer encoded = CopyBuffer.inParts(ROW_BYTES);
                try {
                    bytes += encoder.encode(cursor, encoded);
                } catch (UnfitValueException e) {
                    quarantine.add(RowContent.of(cursor, stored), e.reason(redact), RowRefusals.UNFIT);
                    continue;
                }
                waitingBytes += encoded.size();
                if (waiting.size() >= batchRows || waitingBytes > BATCH_BYTES) {
                    send(waiting, target, into, quarantine);
                    waiting.clear();
                    waitingBytes = encoded.size();
                }
                if (encoded.size() > BATCH_BYTES) {
                    SQLException refusal = attempt(List.of(encoded), target, into);
                    if (refusal != null) {
                        setAside(RowContent.of(cursor, stored), refusal, quarantine);
                    }
                    waitingBytes = 0;
                } else {
                    waiting.add(new Waiting(encoded, RowContent.of(cursor, stored)));
                }
            }
            send(waiting, target, into, quarantine);
            sendPostponed(target, into, quarantine);
            quarantine.flush();
            refused = quarantine.rows();
        }
        listener.rows(source.name(), read % PROGRESS_ROWS);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        return new Result(new CopyResult(read - refused, loaded, bytes, time), refused);
    }

    private String into(String schema) {
        String columns = plan.copiedColumns().stream()
                .map(column -> PgSql.name(column.target()))
                .collect(Collectors.joining(", "));
        String table = stage == null ? PgSql.name(schema, plan.target()) : stage.table();
        return "COPY " + table + " (" + columns + ") FROM STDIN (FORMAT binary)";
    }

    private void send(List<Waiting> rows, Connection target, String into, QuarantineWriter quarantine)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        long before = quarantine.rows();
        halve(rows, target, into, quarantine);
        long refused = quarantine.rows() - before;
        // With one refused row in ten, single rows cost no more attempts than halves do.
        batchRows = refused * 10 > rows.size() ? Math.max(1, batchRows / 8) : Math.min(BATCH_ROWS, batchRows * 4);
    }

    private void halve(List<Waiting> rows, Connection target, String into, QuarantineWriter quarantine)
            throws SQLException {
        SQLException refusal = attempt(rows.stream().map(Waiting::encoded).toList(), target, into);
        if (refusal == null) {
            return;
        }
        if (rows.size() == 1) {
            Waiting row = rows.get(0);
            if (FOREIGN_KEY_VIOLATION.equals(refusal.getSQLState()) && postponedBytes < POSTPONED_BYTES) {
                postponed.add(row);
                postponedBytes += 2 * row.encoded().size();
            } else {
                setAside(row.content(), refusal, quarantine);
            }
            return;
        }
        int half = rows.size() / 2;
        halve(rows.subList(0, half), target, into, quarantine);
        halve(rows.subList(half, rows.size()), target, into, quarantine);
    }

    /** Where a table refers to itself, a row may come before the one that it refers to. */
    private void sendPostponed(Connection target, String into, QuarantineWriter quarantine) throws SQLException {
        int before;
        do {
            before = postponed.size();
            for (Iterator<Waiting> rows = postponed.iterator(); rows.hasNext(); ) {
                if (attempt(List.of(rows.next().encoded()), target, into) == null) {
                    rows.remove();
                }
            }
        } while (!postponed.isEmpty() && postponed.size() < before);
        for (Waiting row : postponed) {
            SQLException refusal = attempt(List.of(row.encoded()), target, into);
            if (refusal != null) {
                setAside(row.content(), refusal, quarantine);
            }
        }
        postponed.clear();
    }

    private void setAside(RowContent row, SQLException refusal, QuarantineWriter quarantine) throws SQLException {
        quarantine.add(
                row,
                RowRefusals.reason(refusal, redact),
                Objects.requireNonNullElse(refusal.getSQLState(), RowRefusals.UNFIT));
    }

    /** Null if the server took the rows; it is as if they had not been sent if not. */
    private @Nullable SQLException attempt(List<CopyBuffer> rows, Connection target, String into) throws SQLException {
        CopyBuffer out = CopyBuffer.inParts(ROW_BYTES);
        RowEncoder.header(out);
        rows.forEach(out::put);
        RowEncoder.trailer(out);
        await(out.size());
        try (Statement statement = target.createStatement()) {
            statement.execute("SAVEPOINT liftlock_rows");
            try {
                long copied = copy(out, target, into);
                loaded += stage == null ? copied : statement.executeLargeUpdate(stage.move());
            } catch (SQLException e) {
                if (!RowRefusals.isOfRow(e)) {
                    throw e;
                }
                statement.execute("ROLLBACK TO SAVEPOINT liftlock_rows; RELEASE SAVEPOINT liftlock_rows");
                return e;
            }
            statement.execute("RELEASE SAVEPOINT liftlock_rows");
            return null;
        }
    }

    private static long copy(CopyBuffer out, Connection target, String into) throws SQLException {
        CopyIn copy = target.unwrap(PGConnection.class).getCopyAPI().copyIn(into);
        try {
            out.writeTo(copy);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void await(long size) {
        try {
            throttle.await(size);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        }
    }
}
