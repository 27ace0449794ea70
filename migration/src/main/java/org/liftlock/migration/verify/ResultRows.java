package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.liftlock.migration.source.SourceReader;

/**
 * What a query gives.
 *
 * @param name what findings call it
 * @param reader reads SQLite
 * @param limit how long each reading of SQLite may take
 * @param sqlite the query in SQLite's SQL
 * @param connection reads PostgreSQL
 * @param postgres the query in PostgreSQL's SQL
 * @param columns its columns
 */
record ResultRows(
        String name,
        SourceReader reader,
        SqliteTimeLimit limit,
        String sqlite,
        Connection connection,
        String postgres,
        ResultColumns columns)
        implements ComparedRows {

    @Override
    public RowShape shape() {
        return new RowShape(name, columns.names(), 0, false);
    }

    @Override
    public RowStream source() throws SQLException {
        limit.restart();
        return new SourceRows(reader, columns.source(), sqlite, false);
    }

    /** Its order is kept, since a query around one that is ordered only passes its rows on. */
    @Override
    public RowStream target() throws SQLException {
        String names = IntStream.range(0, columns.names().size())
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", "));
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < columns.names().size(); i++) {
            selected.add("c" + i + columns.casts().get(i));
        }
        return new TargetRows(
                connection,
                columns.target(),
                "COPY (SELECT " + String.join(", ", selected) + " FROM (" + postgres + "\n) AS liftlock_q (" + names
                        + ")) TO STDOUT (FORMAT binary)");
    }
}
