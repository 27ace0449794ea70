package org.liftlock.migration.profile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;

/**
 * Parents whose INTEGER PRIMARY KEY has each number from its lowest to its highest. Whether all rows of a child have a parent
 * there can be told from the lowest and highest number in the child, instead of by looking each of them up. Thread-safe.
 */
final class GapFreeKeys {

    private final Map<String, Optional<Range>> known = new ConcurrentHashMap<>();

    /** The numbers that a key has: all of them between two. */
    record Range(long first, long last) {

        /** Whether each row of a child, of which this is the column, has a parent or refers to none. */
        boolean holds(ColumnProfile child) {
            return child.isEmpty()
                    || (child.holdsOnly(StorageClass.INTEGER)
                            && child.numbers().minInteger() >= first
                            && child.numbers().maxInteger() <= last);
        }
    }

    /** The numbers in the column that a foreign key refers to, if it is such a key. */
    Optional<Range> of(SourceTable parent, SourceForeignKey key, Connection connection) throws SQLException {
        String alias = parent.rowidAlias();
        if (alias == null
                || key.parentColumns().size() != 1
                || !SqliteSql.same(alias, key.parentColumns().get(0))) {
            return Optional.empty();
        }
        Optional<Range> range = known.get(parent.name());
        if (range == null) {
            range = read(parent.name(), alias, connection);
            known.put(parent.name(), range);
        }
        return range;
    }

    private static Optional<Range> read(String table, String column, Connection connection) throws SQLException {
        String name = SqliteSql.name(column);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (SELECT min(" + name + ") FROM " + SqliteSql.name(table)
                        + "), (SELECT max(" + name + ") FROM " + SqliteSql.name(table) + "), (SELECT count(*) FROM "
                        + SqliteSql.name(table) + ")")) {
            row.next();
            long first = row.getLong(1);
            long last = row.getLong(2);
            long count = row.getLong(3);
            // The difference of the two may be beyond a long, and is negative then.
            return count > 0 && last - first == count - 1 ? Optional.of(new Range(first, last)) : Optional.empty();
        }
    }
}
