package org.liftlock.migration.copy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.WorkingThread;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.sql.PgSql;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies one table: one thread reads and encodes into buffers, another sends them. Use once.
 */
public final class TableCopier {

    private static final int BUFFERS = 4;
    private static final int BUFFER_BYTES = 1 << 18;
    /** Most tables are small, and a buffer grows. */
    private static final int FIRST_BYTES = 1 << 13;

    private static final int LARGE_BYTES = 1 << 22;
    private static final int PROGRESS_ROWS = 10_000;

    private final SourceTable source;
    private final TablePlan plan;
    private final RowsAside aside;
    private final RowRange range;
    private final RunListener listener;
    private final Throttle throttle;
    private final BlockingQueue<CopyBuffer> empty = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<CopyBuffer> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final CopyBuffer end = new CopyBuffer(0);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private long rows;
    private long bytes;

    /**
     * Creates a copier.
     *
     * @param source the table as SQLite has it
     * @param plan what becomes of it
     * @param aside the rows that are not copied, and the keys that become NULL
     * @param listener who hears of rows
     */
    public TableCopier(SourceTable source, TablePlan plan, RowsAside aside, RunListener listener) {
        this(source, plan, aside, RowRange.ALL, listener, new Throttle(0));
    }

    /**
     * Creates a copier of some rows.
     *
     * @param source the table as SQLite has it
     * @param plan what becomes of it
     * @param aside the rows that are not copied, and the keys that become NULL
     * @param range which rows
     * @param listener who hears of rows
     * @param throttle how fast they may go
     */
    public TableCopier(
            SourceTable source,
            TablePlan plan,
            RowsAside aside,
            RowRange range,
            RunListener listener,
            Throttle throttle) {
        this.source = source;
        this.plan = plan;
        this.aside = aside;
        this.range = range;
        this.listener = listener;
        this.throttle = throttle;
        for (int i = 0; i < BUFFERS; i++) {
            empty.add(CopyBuffer.inParts(FIRST_BYTES));
        }
    }

    /**
     * Copies the rows in the connection's transaction, which the caller ends.
     *
     * @param reader where the rows come from
     * @param target where they go, in a transaction
     * @param schema the target schema
     * @param frozen whether rows are written frozen, which spares a later pass over the table; it must have been created or
     *     truncated in the same transaction then
     * @return what was copied
     * @throws SQLException if PostgreSQL refuses
     * @throws MigrationException if a value does not fit the plan, or the source cannot be read
     */
    public CopyResult copy(SourceReader reader, Connection target, String schema, boolean frozen) throws SQLException {
        long begin = System.nanoTime();
        Thread reading = WorkingThread.of(() -> read(reader), "liftlock-reader-" + plan.target());
        CopyIn copy = begin(target, statement(schema, frozen));
        long loaded;
        reading.start();
        try {
            send(copy);
            loaded = copy.endCopy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            stop(reading);
            if (copy.isActive()) {
                cancel(copy);
            }
        }
        return new CopyResult(rows, loaded, bytes, Duration.ofNanos(System.nanoTime() - begin));
    }

    /**
     * Whether a copy failed because a value does not fit its planned type.
     *
     * @param failure what {@link #copy} threw
     * @return true if it belongs to a row
     */
    public static boolean isOfRow(MigrationException failure) {
        return failure.getCause() instanceof UnfitValueException;
    }

    private CopyIn begin(Connection target, String sql) throws SQLException {
        return target.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    }

    private String statement(String schema, boolean frozen) {
        String columns = plan.copiedColumns().stream()
                .map(column -> PgSql.name(column.target()))
                .collect(Collectors.joining(", "));
        return "COPY " + PgSql.name(schema, plan.target()) + " (" + columns + ") FROM STDIN (FORMAT binary"
                + (frozen ? ", FREEZE)" : ")");
    }

    private void send(CopyIn copy) throws InterruptedException, SQLException, IOException {
        while (true) {
            CopyBuffer buffer = full.take();
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            if (buffer == end) {
                return;
            }
            throttle.await(buffer.size());
            buffer.writeTo(copy);
            buffer.clear();
            empty.put(buffer);
        }
    }

    private void read(SourceReader reader) {
        try {
            RowEncoder encoder = new RowEncoder(plan, aside);
            CopyBuffer buffer = empty.take();
            RowEncoder.header(buffer);
            try (RowCursor cursor = reader.rows(source, encoder.selected(), range, aside.loaded(source.name()))) {
                while (fill(cursor, encoder, buffer)) {
                    boolean large = buffer.size() >= LARGE_BYTES;
                    full.put(buffer);
                    if (large) {
                        awaitSent();
                    }
                    buffer = empty.take();
                }
            }
            listener.rows(source.name(), rows % PROGRESS_ROWS);
            RowEncoder.trailer(buffer);
            full.put(buffer);
        } catch (InterruptedException e) {
            // The sending side has failed already and asks for an end.
        } catch (UnfitValueException e) {
            failure.set(new MigrationException(
                            Cause.DATA,
                            "A value does not fit the type that the plan says",
                            "Plan again, or change the column's type in plan.yaml",
                            e)
                    .with("table", source.name())
                    .with("value", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            failure.set(e);
        } catch (OutOfMemoryError e) {
            failure.set(MigrationException.outOfMemory(e).with("table", source.name()));
        } finally {
            full.add(end);
        }
    }

    /**
     * Appends rows until the buffer is full; false behind the last row.
     *
     * <p>It is called anew for each buffer, not one loop over the whole table: HotSpot leaves a call that runs in code which it
     * has discarded, and calls out of such code end in the interpreter, since only those out of valid code are mended
     * ({@code SharedRuntime::fixup_callers_callsite}). When the copier of another table discards the code by reaching its last
     * row, one long loop stays three times slower to its end.
     */
    private boolean fill(RowCursor cursor, RowEncoder encoder, CopyBuffer buffer) throws UnfitValueException {
        while (buffer.size() < BUFFER_BYTES) {
            if (!cursor.next()) {
                return false;
            }
            bytes += encoder.encode(cursor, buffer);
            if (++rows % PROGRESS_ROWS == 0) {
                listener.rows(source.name(), PROGRESS_ROWS);
            }
        }
        return true;
    }

    /** Of large values one at a time is enough for the memory. */
    private void awaitSent() throws InterruptedException {
        List<CopyBuffer> all = new ArrayList<>();
        while (all.size() < BUFFERS) {
            all.add(empty.take());
        }
        empty.addAll(all);
    }

    /** The reader's statement lies below JDBC, so nobody may close its connection before the thread has ended. */
    private static void stop(Thread reading) {
        boolean interrupted = Thread.interrupted();
        reading.interrupt();
        while (reading.isAlive()) {
            try {
                reading.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel(CopyIn copy) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            // The connection is broken or the server has ended the COPY itself; the first failure tells more.
        }
    }
}
