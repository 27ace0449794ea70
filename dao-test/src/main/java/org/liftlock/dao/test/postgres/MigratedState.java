package org.liftlock.dao.test.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a database was left by its migrations. Immutable.
 *
 * @param emptyTables the tables without rows, as SQL writes their names, those that refer before those that are referred
 *     to; partitions are part of their table
 * @param referenceRows the other tables, those that are referred to first
 * @param simple whether the empty tables can be emptied again in their order by a user without further rights: no circle
 *     of foreign keys, no trigger of the user's, no other table that refers to them
 * @param sequences rows of VALUES: the sequence's oid, its last value or NULL, its start
 * @param fingerprint what {@link #FINGERPRINT} gives
 */
record MigratedState(
        List<String> emptyTables,
        List<ReferenceRows> referenceRows,
        boolean simple,
        List<String> sequences,
        String fingerprint) {

    private static final String OF_USER = " n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'"
            + " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ";

    private static final String TABLES = "SELECT c.oid, format('%I.%I', n.nspname, c.relname),"
            + " (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE"
            + " a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),"
            + " EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND" + OF_USER + "ORDER BY 2";

    private static final String REFERENCES =
            "SELECT DISTINCT conrelid, confrelid FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid";

    private static final String SEQUENCES = "SELECT format('(%s::oid, %s::bigint, %s::bigint)', c.oid,"
            + " coalesce(pg_sequence_last_value(c.oid)::text, 'NULL'), s.seqstart)"
            + " FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE" + OF_USER + "ORDER BY c.oid";

    /** Changes with tables, views, indexes, columns, checks and triggers that come or go. */
    static final String FINGERPRINT = "SELECT concat_ws(' ', count(*), sum(c.oid::bigint), sum(c.relnatts),"
            + " sum(c.relchecks), count(*) FILTER (WHERE c.relhastriggers))"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

    static MigratedState read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<Long, String> names = new LinkedHashMap<>();
            Map<Long, ReferenceRows> filled = new LinkedHashMap<>();
            boolean simple = true;
            try (ResultSet rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    long table = rows.getLong(1);
                    names.put(table, rows.getString(2));
                    simple &= !rows.getBoolean(4);
                    String columns = rows.getString(3);
                    if (columns != null) {
                        ReferenceRows.of(connection, rows.getString(2), columns)
                                .ifPresent(found -> filled.put(table, found));
                    }
                }
            }
            TableOrder order = TableOrder.of(names.keySet(), references(statement));
            simple &= !order.circular() && order.isClosed(filled.keySet());
            List<Long> filledInOrder = new ArrayList<>(order.referredFirst());
            filledInOrder.retainAll(filled.keySet());
            Set<Long> empty = new LinkedHashSet<>(order.referringFirst());
            empty.removeAll(filled.keySet());
            return new MigratedState(
                    empty.stream().map(names::get).toList(),
                    filledInOrder.stream().map(filled::get).toList(),
                    simple,
                    texts(statement, SEQUENCES),
                    texts(statement, FINGERPRINT).get(0));
        }
    }

    private static List<TableOrder.Reference> references(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(REFERENCES)) {
            List<TableOrder.Reference> references = new ArrayList<>();
            while (rows.next()) {
                references.add(new TableOrder.Reference(rows.getLong(1), rows.getLong(2)));
            }
            return references;
        }
    }

    static List<String> texts(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
