package org.liftlock.migration.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Rows by a statement of SQLite's.
 *
 * <p>It goes below JDBC, because {@code ResultSet} converts before one can ask: text is decoded with replacement
 * characters there, and a value's own class is not told apart from its column's.
 */
final class StatementCursor implements RowCursor {

    private static final byte[] EMPTY = {};
    private static final int INTERRUPT_MASK = 0x3ff;

    private final PreparedStatement statement;
    private final DB database;
    private final long handle;
    private final Path file;
    private final String table;
    private final int offset;
    private final boolean byRowid;
    private final Charset encoding;
    private final byte[] @Nullable [] shown;
    private int steps;

    StatementCursor(
            Path file,
            Connection connection,
            SourceTable table,
            List<String> selected,
            String where,
            RowLocator locator,
            Charset encoding)
            throws SQLException {
        this.file = file;
        this.table = table.name();
        this.encoding = encoding;
        this.offset = locator.selectList().size();
        this.byRowid = locator.byRowid();
        this.shown = new byte[selected.size()][];
        StringBuilder sql = new StringBuilder("SELECT ");
        locator.selectList().forEach(expression -> sql.append(expression).append(", "));
        selected.forEach(expression -> sql.append(expression).append(", "));
        sql.setLength(sql.length() - 2);
        sql.append(" FROM ")
                .append(SqliteSql.name(table.name()))
                .append(" NOT INDEXED")
                .append(where);
        this.statement = connection.prepareStatement(sql.toString());
        this.database = connection.unwrap(SQLiteConnection.class).getDatabase();
        this.handle = ((CoreStatement) statement).pointer.safeRunLong((db, pointer) -> pointer);
    }

    @Override
    public boolean next() {
        requireNotInterrupted(++steps);
        Arrays.fill(shown, null);
        try {
            int code = database.step(handle);
            if (code == Codes.SQLITE_ROW) {
                return true;
            }
            if (code == Codes.SQLITE_DONE) {
                return false;
            }
            // What SQLite says of it is known to the driver alone.
            database.throwex(code);
            throw new IllegalStateException("SQLite ended with code " + code);
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    /** Looks now and then whether the thread is to end. */
    static void requireNotInterrupted(int steps) {
        if ((steps & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
        }
    }

    @Override
    public StorageClass storageClass(int column) {
        try {
            return StorageClass.ofCode(database.column_type(handle, column + offset));
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    @Override
    public long integer(int column) {
        try {
            return database.column_long(handle, column + offset);
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    @Override
    public double real(int column) {
        try {
            return database.column_double(handle, column + offset);
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    @Override
    public byte[] blob(int column) {
        byte[] ready = shown[column];
        shown[column] = null;
        return ready == null ? stored(column) : ready;
    }

    @Override
    public byte[] text(int column) {
        byte[] ready = shown[column];
        shown[column] = null;
        return ready == null ? utf8(column) : ready;
    }

    private byte[] utf8(int column) {
        byte[] bytes = stored(column);
        return encoding.equals(StandardCharsets.UTF_8) ? bytes : StrictText.recode(bytes, encoding);
    }

    private byte[] stored(int column) {
        try {
            byte[] bytes = database.column_blob(handle, column + offset);
            return bytes == null ? EMPTY : bytes;
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    @Override
    public byte[] bytes(int column) {
        byte[] ready = shown[column];
        if (ready == null) {
            ready = storageClass(column) == StorageClass.TEXT ? utf8(column) : stored(column);
            shown[column] = ready;
        }
        return ready;
    }

    @Override
    public int offset(int column) {
        return 0;
    }

    @Override
    public int length(int column) {
        return bytes(column).length;
    }

    @Override
    public boolean hasRowid() {
        return byRowid;
    }

    @Override
    public long rowid() {
        return integer(-offset);
    }

    @Override
    public RowAddress address() {
        Object[] values = new Object[offset];
        for (int i = 0; i < offset; i++) {
            int shifted = i - offset;
            values[i] = switch (storageClass(shifted)) {
                case INTEGER -> integer(shifted);
                case REAL -> real(shifted);
                case TEXT -> StrictText.lenient(utf8(shifted));
                case BLOB -> stored(shifted);
                case NULL -> "NULL";
            };
        }
        return RowAddress.of(values, byRowid);
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }
}
