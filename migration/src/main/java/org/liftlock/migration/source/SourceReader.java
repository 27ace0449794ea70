package org.liftlock.migration.source;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection into the snapshot that all readers of a {@link SqliteSource} share. For one thread at a time; closing it
 * gives it back.
 */
public final class SourceReader implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final Charset encoding;
    private final Consumer<SourceReader> giveBack;

    SourceReader(Path file, Connection connection, Charset encoding, Consumer<SourceReader> giveBack) {
        this.file = file;
        this.connection = connection;
        this.encoding = encoding;
        this.giveBack = giveBack;
    }

    /**
     * Opens a cursor over all rows of a table, in no particular order.
     *
     * @param table the table
     * @param columns the names of the columns wanted, generated ones too
     * @return the cursor, to be closed before the reader is
     */
    public RowCursor rows(SourceTable table, List<String> columns) {
        try {
            return new RowCursor(file, connection, table, columns, RowLocator.of(table), encoding);
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table.name(), e);
        }
    }

    /**
     * The connection itself, inside a read transaction that must not be ended.
     *
     * @return a read-only connection
     */
    public Connection connection() {
        return connection;
    }

    /**
     * How the database stores text.
     *
     * @return UTF-8, UTF-16LE or UTF-16BE
     */
    public Charset encoding() {
        return encoding;
    }

    @Override
    public void close() {
        giveBack.accept(this);
    }
}
