package org.liftlock.migration.profile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.source.RowAddress;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceIndex;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;

/**
 * Finds the rows that break foreign keys. {@code PRAGMA foreign_key_check} gives up on a whole table as soon as one of its
 * keys has no proper parent, so each key is asked for by itself.
 */
final class OrphanFinder {

    private static final int KEPT = 3;

    private final Map<String, SourceTable> tables;
    private final Connection connection;
    private final boolean redact;

    /** Tables are looked up by their folded names. */
    OrphanFinder(Map<String, SourceTable> tables, Connection connection, boolean redact) {
        this.tables = tables;
        this.connection = connection;
        this.redact = redact;
    }

    /** Looks at some of a table's foreign keys. */
    List<OrphanProfile> find(SourceTable child, List<SourceForeignKey> keys) {
        List<OrphanProfile> found = new ArrayList<>();
        for (SourceForeignKey key : keys) {
            SourceTable parent = tables.get(SqliteSql.folded(key.parentTable()));
            if (parent != null && isProperParent(parent, key)) {
                Occurrences orphans = orphans(child, parent, key);
                if (orphans.any()) {
                    found.add(new OrphanProfile(key, orphans));
                }
            }
        }
        return found;
    }

    /** Only a unique parent key can be looked up quickly, and only such a key can be made in PostgreSQL. */
    private static boolean isProperParent(SourceTable parent, SourceForeignKey key) {
        List<String> wanted = key.parentColumns();
        if (wanted.isEmpty() || wanted.size() != key.columns().size()) {
            return false;
        }
        if (wanted.stream().anyMatch(column -> parent.column(column).isEmpty())) {
            return false;
        }
        return sameColumns(parent.primaryKey(), wanted)
                || parent.indexes().stream()
                        .filter(index -> index.unique() && index.isPlain())
                        .anyMatch(index -> sameColumns(
                                index.keys().stream()
                                        .map(SourceIndex.Key::column)
                                        .map(String::valueOf)
                                        .toList(),
                                wanted));
    }

    private static boolean sameColumns(List<String> one, List<String> other) {
        return one.size() == other.size()
                && other.stream().allMatch(column -> one.stream().anyMatch(name -> SqliteSql.same(name, column)));
    }

    private Occurrences orphans(SourceTable child, SourceTable parent, SourceForeignKey key) {
        String notNull = key.columns().stream()
                .map(column -> "c." + SqliteSql.name(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String match = IntStream.range(0, key.columns().size())
                .mapToObj(i -> "p." + SqliteSql.name(key.parentColumns().get(i)) + " = c."
                        + SqliteSql.name(key.columns().get(i)))
                .collect(Collectors.joining(" AND "));
        String identity = child.withoutRowid()
                ? child.primaryKey().stream()
                        .map(column -> "quote(c." + SqliteSql.name(column) + ")")
                        .collect(Collectors.joining(" || ', ' || ", "'key (' || ", " || ')'"))
                : "'rowid ' || c.rowid";
        String sql = "SELECT " + identity + " FROM " + SqliteSql.name(child.name()) + " AS c WHERE " + notNull
                + " AND NOT EXISTS (SELECT 1 FROM " + SqliteSql.name(parent.name()) + " AS p WHERE " + match + ")";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            long count = 0;
            List<RowAddress> first = new ArrayList<>(KEPT);
            while (rows.next()) {
                if (count++ < KEPT) {
                    RowAddress address = new RowAddress(rows.getString(1));
                    first.add(redact ? address.redacted() : address);
                }
            }
            return new Occurrences(count, first);
        } catch (SQLException e) {
            throw unreadable(child, e);
        }
    }

    static MigrationException unreadable(SourceTable child, SQLException e) {
        return new MigrationException(
                        Cause.INPUT,
                        "The rows of a foreign key cannot be read",
                        "Check the database with PRAGMA integrity_check",
                        e)
                .with("table", child.name())
                .with("SQLite says", String.valueOf(e.getMessage()));
    }
}
