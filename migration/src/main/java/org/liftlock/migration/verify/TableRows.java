package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import org.liftlock.migration.source.SourceReader;

/**
 * The rows of a table, or of a part of it.
 *
 * @param reader reads SQLite
 * @param connection reads PostgreSQL
 * @param table which rows
 * @param range which part of them
 * @param ordered whether they are to come in the order of the key
 */
record TableRows(SourceReader reader, Connection connection, ComparedTable table, KeyRange range, boolean ordered)
        implements ComparedRows {

    TableRows inOrder() {
        return new TableRows(reader, connection, table, range, true);
    }

    @Override
    public RowShape shape() {
        return table.shape();
    }

    @Override
    public RowStream source() throws SQLException {
        return new SourceRows(
                reader,
                table.columns().stream()
                        .map(column -> new SourceValue(column, reader.encoding()))
                        .toList(),
                table.sourceQuery(range, ordered),
                table.hasRowid());
    }

    @Override
    public RowStream target() throws SQLException {
        return new TargetRows(
                connection,
                table.columns().stream()
                        .map(column -> new TargetValue(column.type().kind()))
                        .toList(),
                table.targetQuery(range, ordered));
    }
}
