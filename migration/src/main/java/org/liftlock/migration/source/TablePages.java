package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.pages.LeftToSqliteException;
import org.liftlock.migration.pages.PageReader;
import org.liftlock.migration.pages.Snapshot;
import org.liftlock.migration.pages.TableScan;

/** The pages of all tables in one snapshot. For one thread at a time. */
final class TablePages {

    private final PageReader reader;
    private final Map<String, Integer> roots;

    private TablePages(PageReader reader, Map<String, Integer> roots) {
        this.reader = reader;
        this.roots = roots;
    }

    /** Takes the first page of each table by name; nothing if there is no snapshot, or its files cannot be opened. */
    static @Nullable TablePages of(@Nullable Snapshot snapshot, Map<String, Integer> roots) {
        try {
            return snapshot == null ? null : new TablePages(snapshot.reader(), roots);
        } catch (IOException e) {
            return null;
        }
    }

    /** Where the b-tree of each table begins; tables without one are left out, and any of which there are two. */
    static Map<String, Integer> roots(Connection connection) throws SQLException {
        Map<String, Integer> roots = new HashMap<>();
        Set<String> twice = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, rootpage FROM main.sqlite_schema"
                        + " WHERE type = 'table' AND typeof(rootpage) = 'integer' AND rootpage > 1")) {
            while (rows.next()) {
                if (roots.put(rows.getString(1), rows.getInt(2)) != null) {
                    twice.add(rows.getString(1));
                }
            }
        }
        roots.keySet().removeAll(twice);
        return Map.copyOf(roots);
    }

    /** Opens a cursor, or none where SQLite has to be asked. The supplier opens the statement that gives the same rows. */
    @Nullable
    RowCursor rows(
            SourceTable table, List<String> selected, RowRange range, Charset encoding, Supplier<RowCursor> statement) {
        Integer root = roots.get(table.name());
        RecordColumns columns = RecordColumns.of(table, selected).orElse(null);
        if (root == null || columns == null) {
            return null;
        }
        try {
            TableScan scan = new TableScan(reader, root, columns.width(), range.first(), range.last());
            return new PageCursor(scan, columns, RowLocator.of(table).byRowid(), encoding, statement);
        } catch (IOException | LeftToSqliteException e) {
            return null;
        }
    }
}
