package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a schema of PostgreSQL holds, by its system catalogue (postgresql.org/docs/current/catalogs.html). Immutable. */
public final class TargetCatalog {

    private static final String COLUMNS = """
            SELECT c.relname, c.relkind IN ('v', 'm') AS is_view, a.attname,
                   pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
                   a.attidentity <> '' AS identity, a.attgenerated <> '' AS generated, a.atthasdef
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm')
            ORDER BY c.oid, a.attnum
            """;
    private static final String INDEXES = """
            SELECT t.relname AS table, i.relname AS index, x.indisprimary, x.indisunique,
                   x.indisvalid AND x.indisready AS valid, x.indpred IS NOT NULL AS partial,
                   ARRAY(SELECT a.attname::text
                         FROM unnest(x.indkey) WITH ORDINALITY AS k(attnum, n)
                         LEFT JOIN pg_catalog.pg_attribute a
                           ON a.attrelid = x.indrelid AND a.attnum = k.attnum AND k.attnum > 0
                         WHERE k.n <= x.indnkeyatts ORDER BY k.n) AS keys
            FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = ?
            """;
    private static final String CONSTRAINTS = """
            SELECT t.relname AS table, c.conname, c.contype, p.relname AS parent,
                   ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(attnum, n)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
                         ORDER BY k.n) AS columns,
                   ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k(attnum, n)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum
                         ORDER BY k.n) AS parent_columns,
                   c.confdeltype, c.confupdtype, c.condeferrable, c.condeferred
            FROM pg_catalog.pg_constraint c
            JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
            LEFT JOIN pg_catalog.pg_class p ON p.oid = c.confrelid
            WHERE n.nspname = ? AND c.contype IN ('c', 'f')
            """;

    private static final String TRIGGERS = """
            SELECT t.relname AS table, g.tgname
            FROM pg_catalog.pg_trigger g
            JOIN pg_catalog.pg_class t ON t.oid = g.tgrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = ? AND NOT g.tgisinternal AND g.tgenabled <> 'D'
            """;

    private final Map<String, TargetTable> tables;

    private TargetCatalog(Map<String, TargetTable> tables) {
        this.tables = tables;
    }

    /**
     * Reads the catalogue.
     *
     * @param connection a connection to the database
     * @param schema the schema
     * @return what the schema holds; nothing if there is no such schema
     * @throws SQLException if the database refuses
     */
    public static TargetCatalog read(Connection connection, String schema) throws SQLException {
        Map<String, TargetTable> tables = new LinkedHashMap<>();
        Map<String, List<TargetTable.Column>> columns = new HashMap<>();
        each(connection, COLUMNS, schema, row -> {
            String name = row.getString("relname");
            List<TargetTable.Column> list = columns.computeIfAbsent(name, key -> new ArrayList<>());
            if (row.getString("attname") != null) {
                list.add(new TargetTable.Column(
                        row.getString("attname"),
                        row.getString("type"),
                        row.getBoolean("attnotnull"),
                        row.getBoolean("identity"),
                        row.getBoolean("generated"),
                        row.getBoolean("atthasdef")));
            }
            if (!tables.containsKey(name)) {
                tables.put(
                        name,
                        new TargetTable(
                                name,
                                row.getBoolean("is_view"),
                                list,
                                new HashMap<>(),
                                new HashMap<>(),
                                new HashSet<>(),
                                new HashSet<>()));
            }
        });
        each(connection, INDEXES, schema, row -> {
            TargetTable table = tables.get(row.getString("table"));
            if (table != null) {
                table.indexes().put(row.getString("index"), index(row));
            }
        });
        each(connection, CONSTRAINTS, schema, row -> {
            TargetTable table = tables.get(row.getString("table"));
            if (table != null && row.getString("contype").equals("c")) {
                table.checks().add(row.getString("conname"));
            } else if (table != null) {
                table.foreignKeys().put(row.getString("conname"), foreignKey(row));
            }
        });
        each(connection, TRIGGERS, schema, row -> {
            TargetTable table = tables.get(row.getString("table"));
            if (table != null) {
                table.triggers().add(row.getString("tgname"));
            }
        });
        return new TargetCatalog(Collections.unmodifiableMap(tables));
    }

    /**
     * Finds a table.
     *
     * @param name its name
     * @return the table, if there is one
     */
    public Optional<TargetTable> table(String name) {
        return Optional.ofNullable(tables.get(name)).filter(table -> !table.view());
    }

    /**
     * Finds a view.
     *
     * @param name its name
     * @return the view, if there is one
     */
    public Optional<TargetTable> view(String name) {
        return Optional.ofNullable(tables.get(name)).filter(TargetTable::view);
    }

    private static TargetTable.Index index(ResultSet row) throws SQLException {
        return new TargetTable.Index(
                row.getString("index"),
                row.getBoolean("indisprimary"),
                row.getBoolean("indisunique"),
                row.getBoolean("valid"),
                row.getBoolean("partial"),
                strings(row, "keys"));
    }

    private static TargetTable.ForeignKey foreignKey(ResultSet row) throws SQLException {
        return new TargetTable.ForeignKey(
                List.copyOf(strings(row, "columns")),
                String.valueOf(row.getString("parent")),
                List.copyOf(strings(row, "parent_columns")),
                action(row.getString("confdeltype")),
                action(row.getString("confupdtype")),
                row.getBoolean("condeferrable"),
                row.getBoolean("condeferred"));
    }

    private static String action(String code) {
        return switch (code) {
            case "r" -> "RESTRICT";
            case "c" -> "CASCADE";
            case "n" -> "SET NULL";
            case "d" -> "SET DEFAULT";
            default -> "NO ACTION";
        };
    }

    private static List<@Nullable String> strings(ResultSet row, String column) throws SQLException {
        return Collections.unmodifiableList(
                new ArrayList<>(Arrays.asList((String[]) row.getArray(column).getArray())));
    }

    private interface RowUser {
        void use(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, String schema, RowUser user) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    user.use(rows);
                }
            }
        }
    }
}
