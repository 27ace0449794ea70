package org.liftlock.migration.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Steps through the rows of a table and hands out each value in the storage class that it really has.
 *
 * <p>It goes below JDBC, because {@code ResultSet} converts before one can ask: text is decoded with replacement
 * characters there, and a value's own class is not told apart from its column's. Not thread-safe; to be closed.
 */
public final class RowCursor implements AutoCloseable {

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
    private int steps;

    RowCursor(
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

    /**
     * Steps to the next row.
     *
     * @return false behind the last row
     * @throws MigrationException if a page cannot be read
     */
    public boolean next() {
        if ((++steps & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
        }
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

    /**
     * The storage class of a value in the current row.
     *
     * @param column its index in the columns asked for, from 0
     * @return the class
     */
    public StorageClass storageClass(int column) {
        try {
            return StorageClass.ofCode(database.column_type(handle, column + offset));
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    /**
     * An INTEGER value.
     *
     * @param column its index from 0
     * @return the value
     */
    public long integer(int column) {
        try {
            return database.column_long(handle, column + offset);
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    /**
     * A REAL value.
     *
     * @param column its index from 0
     * @return the value, bit by bit
     */
    public double real(int column) {
        try {
            return database.column_double(handle, column + offset);
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    /**
     * The bytes of a BLOB.
     *
     * @param column its index from 0
     * @return the bytes; the array is the caller's
     */
    public byte[] blob(int column) {
        return bytes(column);
    }

    /**
     * The bytes of a TEXT value in UTF-8, as they are stored and not checked; those of a database in UTF-16 are recoded,
     * what cannot be recoded staying as it is.
     *
     * @param column its index from 0
     * @return the bytes; the array is the caller's
     */
    public byte[] text(int column) {
        byte[] bytes = bytes(column);
        if (encoding.equals(StandardCharsets.UTF_8)) {
            return bytes;
        }
        return StrictText.recode(bytes, encoding);
    }

    private byte[] bytes(int column) {
        try {
            byte[] bytes = database.column_blob(handle, column + offset);
            return bytes == null ? EMPTY : bytes;
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table, e);
        }
    }

    /**
     * Says where the current row stands, for a person: its rowid, or its primary key.
     *
     * @return for instance {@code rowid 17}
     */
    public RowAddress address() {
        Object[] values = new Object[offset];
        for (int i = 0; i < offset; i++) {
            int shifted = i - offset;
            values[i] = switch (storageClass(shifted)) {
                case INTEGER -> integer(shifted);
                case REAL -> real(shifted);
                case TEXT -> StrictText.lenient(text(shifted));
                case BLOB -> blob(shifted);
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
