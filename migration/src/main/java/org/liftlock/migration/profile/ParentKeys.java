package org.liftlock.migration.profile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;

/**
 * The numbers that INTEGER PRIMARY KEYs of parents have, read once for all children. With them a child's rows are held against
 * its parents as they are read, instead of looking each of them up: of three million rows that took 1.5 s. Thread-safe.
 */
final class ParentKeys {

    /** As many as 8 MB have bits. */
    private static final long MOST_NUMBERS = 1L << 26;

    private static final long MOST_NUMBERS_IN_ALL = 4 * MOST_NUMBERS;

    private final Map<String, SourceTable> tables;
    private final Map<String, Optional<KeyNumbers>> known = new HashMap<>();
    private long numbers;

    /** Tables are looked up by their folded names. */
    ParentKeys(Map<String, SourceTable> tables) {
        this.tables = tables;
    }

    /** Watches over those foreign keys of a table whose parents' numbers can be had; its columns are read in their order. */
    List<KeyWatch> watches(SourceTable child, SourceReader reader) {
        List<KeyWatch> watches = new ArrayList<>();
        for (SourceForeignKey key : child.foreignKeys()) {
            child.column(key.columns().get(0))
                    .map(child.columns()::indexOf)
                    .ifPresent(column -> numbers(child, key, reader)
                            .ifPresent(parents -> watches.add(new KeyWatch(key, column, parents))));
        }
        return watches;
    }

    /** One at a time, since two that ask at once would read the same twice. */
    private synchronized Optional<KeyNumbers> numbers(SourceTable child, SourceForeignKey key, SourceReader reader) {
        SourceTable parent = tables.get(SqliteSql.folded(key.parentTable()));
        String alias = parent == null ? null : parent.rowidAlias();
        if (parent == null
                || alias == null
                || key.parentColumns().size() != 1
                || !SqliteSql.same(alias, key.parentColumns().get(0))) {
            return Optional.empty();
        }
        Optional<KeyNumbers> found = known.get(parent.name());
        if (found == null) {
            try {
                found = Optional.ofNullable(read(parent, alias, reader));
            } catch (SQLException e) {
                throw OrphanFinder.unreadable(child, e);
            }
            known.put(parent.name(), found);
        }
        return found;
    }

    private @Nullable KeyNumbers read(SourceTable parent, String alias, SourceReader reader) throws SQLException {
        String table = SqliteSql.name(parent.name());
        String column = SqliteSql.name(alias);
        long first;
        long last;
        long count;
        Connection connection = reader.connection();
        try (Statement statement = connection.createStatement();
                // SQLite looks up a minimum or maximum at once only where it is asked for alone.
                ResultSet row = statement.executeQuery("SELECT (SELECT min(" + column + ") FROM " + table
                        + "), (SELECT max(" + column + ") FROM " + table + "), (SELECT count(*) FROM " + table + ")")) {
            row.next();
            first = row.getLong(1);
            last = row.getLong(2);
            count = row.getLong(3);
        }
        // The difference of the two may be beyond a long, and is negative then.
        if (count == 0 || last - first < 0) {
            return null;
        }
        if (last - first == count - 1) {
            return KeyNumbers.all(first, last);
        }
        long between = last - first + 1;
        if (between > MOST_NUMBERS || numbers + between > MOST_NUMBERS_IN_ALL) {
            return null;
        }
        numbers += between;
        KeyNumbers found = KeyNumbers.none(first, last);
        try (RowCursor rows = reader.rows(parent, List.of(column))) {
            while (takesIn(rows, found)) {
                // Some rows in each call.
            }
        }
        return found;
    }

    /** False behind the last row. Called again and again, for the reason that {@link PartProfiler#add} has. */
    private static boolean takesIn(RowCursor rows, KeyNumbers found) {
        for (int i = 0; i < 10_000; i++) {
            if (!rows.next()) {
                return false;
            }
            found.add(rows.integer(0));
        }
        return true;
    }
}
