package org.liftlock.migration.construct;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one schema of PostgreSQL has, as its catalogue lists it.
 *
 * @param tables ordinary tables by name
 * @param views names of views with the number of their columns
 * @param triggers names of triggers
 */
record PostgresObjects(Map<String, Table> tables, Map<String, Integer> views, List<String> triggers) {

    record Table(
            List<Column> columns,
            List<String> primaryKey,
            List<Index> indexes,
            List<ForeignKey> foreignKeys,
            List<String> checks) {

        @Nullable
        Column column(String name) {
            return columns.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The default is what it evaluates to, where that is the same each time, otherwise its expression. */
    record Column(
            String name,
            String type,
            boolean notNull,
            boolean identity,
            @Nullable Long nextId,
            boolean generated,
            @Nullable String defaultSql,
            @Nullable String defaultValue) {}

    record Index(String name, boolean unique, boolean partial, List<Key> keys) {}

    /** A column's name, or PostgreSQL's spelling of an expression. */
    record Key(String sql, boolean isColumn, boolean descending) {}

    record ForeignKey(
            List<String> columns,
            String parent,
            List<String> parentColumns,
            String onUpdate,
            String onDelete,
            boolean deferrable,
            boolean deferred) {}

    static PostgresObjects read(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return new Reading(statement, schema).read();
        }
    }

    private static final class Reading {

        private static final String ACTION =
                "CASE %s WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'"
                        + " WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END";
        private static final String NAMES = "ARRAY(SELECT attname FROM unnest(%s) WITH ORDINALITY k(num, place)"
                + " JOIN pg_attribute ON attrelid = %s AND attnum = k.num ORDER BY k.place)::text[]";

        private final Statement statement;
        private final String schema;

        Reading(Statement statement, String schema) {
            this.statement = statement;
            this.schema = schema;
        }

        PostgresObjects read() throws SQLException {
            Map<String, Table> tables = new HashMap<>();
            Map<String, Integer> views = new HashMap<>();
            Map<Long, Table> byOid = new HashMap<>();
            try (ResultSet row = query(
                    "SELECT c.oid, relname, relkind, (SELECT count(*) FROM pg_attribute a WHERE"
                            + " a.attrelid = c.oid AND attnum > 0) FROM pg_class c WHERE relnamespace = %s AND relkind IN ('r', 'v')")) {
                while (row.next()) {
                    if (row.getString(3).equals("v")) {
                        views.put(row.getString(2), row.getInt(4));
                    } else {
                        Table table = new Table(
                                new ArrayList<>(),
                                new ArrayList<>(),
                                new ArrayList<>(),
                                new ArrayList<>(),
                                new ArrayList<>());
                        tables.put(row.getString(2), table);
                        byOid.put(row.getLong(1), table);
                    }
                }
            }
            columns(byOid);
            indexes(byOid);
            constraints(byOid);
            List<String> triggers = new ArrayList<>();
            try (ResultSet row = query("SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
                    + " WHERE relnamespace = %s AND NOT tgisinternal")) {
                while (row.next()) {
                    triggers.add(row.getString(1));
                }
            }
            return new PostgresObjects(tables, views, triggers);
        }

        private void columns(Map<Long, Table> byOid) throws SQLException {
            record Read(long table, @Nullable String sequence, Column column) {}
            List<Read> read = new ArrayList<>();
            try (ResultSet row = query("SELECT attrelid, attname, format_type(atttypid, atttypmod), attnotnull,"
                    + " attidentity <> '', attgenerated <> '', pg_get_expr(adbin, adrelid),"
                    + " CASE WHEN attidentity <> '' THEN pg_get_serial_sequence(attrelid::regclass::text, attname) END"
                    + " FROM pg_attribute JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid"
                    + " AND adnum = attnum WHERE relnamespace = %s AND relkind = 'r' AND attnum > 0 AND NOT attisdropped"
                    + " ORDER BY attrelid, attnum")) {
                while (row.next()) {
                    read.add(new Read(
                            row.getLong(1),
                            row.getString(8),
                            new Column(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getBoolean(4),
                                    row.getBoolean(5),
                                    null,
                                    row.getBoolean(6),
                                    row.getString(7),
                                    null)));
                }
            }
            for (Read found : read) {
                Table table = byOid.get(found.table());
                if (table != null) {
                    table.columns().add(withValue(found.column(), found.sequence()));
                }
            }
        }

        private Column withValue(Column column, @Nullable String sequence) throws SQLException {
            boolean hasDefault = column.defaultSql() != null && !column.generated();
            return new Column(
                    column.name(),
                    column.type(),
                    column.notNull(),
                    column.identity(),
                    sequence == null ? null : Long.valueOf(value("last_value + is_called::int FROM " + sequence)),
                    column.generated(),
                    column.defaultSql(),
                    hasDefault ? value("(" + column.defaultSql() + ")::text") : null);
        }

        private String value(String expression) throws SQLException {
            try (ResultSet row = statement.executeQuery("SELECT " + expression)) {
                row.next();
                return row.getString(1);
            }
        }

        private void indexes(Map<Long, Table> byOid) throws SQLException {
            try (ResultSet row = query(
                    "SELECT indrelid, i.relname, indisunique, indisprimary, indpred IS NOT NULL,"
                            + " ARRAY(SELECT coalesce(attname::text, pg_get_indexdef(indexrelid, k::int, false))"
                            + " FROM generate_series(1, indnkeyatts) k LEFT JOIN pg_attribute ON attrelid = indrelid"
                            + " AND attnum = indkey[k - 1] AND attnum > 0 ORDER BY k),"
                            + " ARRAY(SELECT indkey[k - 1] <> 0 FROM generate_series(1, indnkeyatts) k ORDER BY k),"
                            + " ARRAY(SELECT indoption[k - 1] & 1 = 1 FROM generate_series(1, indnkeyatts) k ORDER BY k)"
                            + " FROM pg_index JOIN pg_class i ON i.oid = indexrelid WHERE i.relnamespace = %s AND indisvalid")) {
                while (row.next()) {
                    Table table = byOid.get(row.getLong(1));
                    if (table == null) {
                        continue;
                    }
                    String[] keys = (String[]) row.getArray(6).getArray();
                    Boolean[] columns = (Boolean[]) row.getArray(7).getArray();
                    Boolean[] descending = (Boolean[]) row.getArray(8).getArray();
                    List<Key> list = new ArrayList<>();
                    for (int i = 0; i < keys.length; i++) {
                        list.add(new Key(keys[i], columns[i], descending[i]));
                    }
                    table.indexes().add(new Index(row.getString(2), row.getBoolean(3), row.getBoolean(5), list));
                    if (row.getBoolean(4)) {
                        table.primaryKey().addAll(List.of(keys));
                    }
                }
            }
        }

        private void constraints(Map<Long, Table> byOid) throws SQLException {
            try (ResultSet row = query("SELECT conrelid, contype, conname, "
                    + String.format(NAMES, "conkey", "conrelid") + ", p.relname, "
                    + String.format(NAMES, "confkey", "confrelid") + ", " + String.format(ACTION, "confupdtype")
                    + ", " + String.format(ACTION, "confdeltype") + ", condeferrable, condeferred FROM pg_constraint"
                    + " JOIN pg_class c ON c.oid = conrelid LEFT JOIN pg_class p ON p.oid = confrelid"
                    + " WHERE c.relnamespace = %%s AND contype IN ('c', 'f')")) {
                while (row.next()) {
                    Table table = byOid.get(row.getLong(1));
                    if (table == null) {
                        continue;
                    }
                    if (row.getString(2).equals("c")) {
                        table.checks().add(row.getString(3));
                    } else {
                        table.foreignKeys()
                                .add(new ForeignKey(
                                        List.of((String[]) row.getArray(4).getArray()),
                                        row.getString(5),
                                        List.of((String[]) row.getArray(6).getArray()),
                                        row.getString(7),
                                        row.getString(8),
                                        row.getBoolean(9),
                                        row.getBoolean(10)));
                    }
                }
            }
        }

        private ResultSet query(String sql) throws SQLException {
            return statement.executeQuery(sql.replace("%%s", "%s").replace("%s", "'\"" + schema + "\"'::regnamespace"));
        }
    }
}
