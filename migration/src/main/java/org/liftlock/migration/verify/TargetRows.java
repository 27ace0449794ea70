package org.liftlock.migration.verify;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.ByteConverter;

/**
 * The rows of a query in PostgreSQL, as a stream of binary COPY (postgresql.org/docs/current/sql-copy.html, "Binary
 * Format"). Messages may end anywhere, though PostgreSQL sends one for each row.
 */
final class TargetRows implements RowStream {

    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FLAGS = 4;
    private static final byte[] NOTHING = {};
    private static final int INTERRUPT_MASK = 0xff;

    private final CopyOut copy;
    private final TargetCell[] values;
    private byte[] data = NOTHING;
    private int at;
    private boolean ended;
    private int rows;

    /**
     * Begins to read.
     *
     * @param connection to PostgreSQL
     * @param values readers of the columns
     * @param copy the COPY statement
     */
    TargetRows(Connection connection, List<? extends TargetCell> values, String copy) throws SQLException {
        this.values = values.toArray(TargetCell[]::new);
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
        need(SIGNATURE.length + FLAGS + Integer.BYTES);
        if (!Arrays.equals(SIGNATURE, 0, SIGNATURE.length, data, at, at + SIGNATURE.length)) {
            throw broken();
        }
        at += SIGNATURE.length + FLAGS;
        int extension = ByteConverter.int4(data, at);
        at += Integer.BYTES;
        need(extension);
        at += extension;
    }

    @Override
    public boolean next(CanonicalRow row) throws SQLException {
        if ((++rows & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
        }
        need(Short.BYTES);
        int fields = ByteConverter.int2(data, at);
        at += Short.BYTES;
        if (fields == -1) {
            drain();
            return false;
        }
        if (fields != values.length) {
            throw broken();
        }
        row.clear();
        for (TargetCell value : values) {
            need(Integer.BYTES);
            int size = ByteConverter.int4(data, at);
            at += Integer.BYTES;
            if (size < 0) {
                row.writeNull();
            } else {
                need(size);
                value.write(data, at, size, row);
                at += size;
            }
            row.endColumn(false);
        }
        return true;
    }

    @Override
    public String address() {
        return "";
    }

    /** Makes so many bytes available from {@link #at} on. */
    private void need(int count) throws SQLException {
        while (data.length - at < count) {
            if (data.length == at) {
                data = NOTHING;
                at = 0;
            }
            byte @Nullable [] message = copy.readFromCopy();
            if (message == null) {
                ended = true;
                throw broken();
            }
            int rest = data.length - at;
            if (rest == 0) {
                data = message;
            } else {
                byte[] joined = Arrays.copyOfRange(data, at, at + rest + message.length);
                System.arraycopy(message, 0, joined, rest, message.length);
                data = joined;
            }
            at = 0;
        }
    }

    private void drain() throws SQLException {
        while (!ended) {
            ended = copy.readFromCopy() == null;
        }
    }

    private static SQLException broken() {
        return new SQLException("the stream of rows is not what COPY's documentation says");
    }

    @Override
    public void close() throws SQLException {
        if (!ended && copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
