package org.liftlock.dao.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.liftlock.dao.jooq.schema.ColumnDescription;
import org.liftlock.dao.jooq.schema.ForeignKeyAction;
import org.liftlock.dao.jooq.schema.ForeignKeyDescription;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.dao.jooq.schema.TableDescription;

/**
 * Describes the schema of a file by SQLite's table-valued pragmas.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragfunc">PRAGMA functions</a>
 */
final class SqliteSchema {

    /** Neither virtual tables nor their shadows, which are of other types; nor what belongs to SQLite, Flyway or us. */
    private static final String TABLES = "select name, wr, strict from pragma_table_list where schema = 'main'"
            + " and type = 'table' and lower(name) <> 'flyway_schema_history'"
            + " and lower(substr(name, 1, 7)) <> 'sqlite_' and lower(substr(name, 1, 9)) <> 'liftlock_'";

    private static final String COLUMNS =
            "select name, type, \"notnull\", pk from pragma_table_xinfo(?) where hidden <> 1";
    private static final String INDEXES =
            "select name from pragma_index_list(?) where \"unique\" = 1 and partial = 0 and origin <> 'pk'";
    private static final String INDEX_COLUMNS =
            "select cid, name, coll from pragma_index_xinfo(?) where \"key\" = 1 order by seqno";
    private static final String FOREIGN_KEYS = "select id, \"table\", \"from\", \"to\", on_update, on_delete"
            + " from pragma_foreign_key_list(?) order by id, seq";

    private SqliteSchema() {}

    static SchemaDescription read(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                tables.add(new Table(row.getString(1), row.getBoolean(2), row.getBoolean(3)));
            }
        }
        List<TableDescription> descriptions = new ArrayList<>();
        for (Table table : tables) {
            List<Column> columns = columns(connection, table);
            descriptions.add(new TableDescription(
                    table.name(),
                    columns.stream().map(column -> column.description(table)).toList(),
                    primaryKey(columns),
                    uniqueKeys(connection, table),
                    foreignKeys(connection, table)));
        }
        return new SchemaDescription(descriptions, Set.of());
    }

    private static List<Column> columns(Connection connection, Table table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = query(connection, COLUMNS, table.name());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                columns.add(new Column(row.getString(1), row.getString(2), row.getBoolean(3), row.getInt(4)));
            }
        }
        if (primaryKey(columns).size() == 1 && !table.withoutRowid()) {
            columns.replaceAll(Column::asRowid);
        }
        return columns;
    }

    private static List<String> primaryKey(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.keyPosition() > 0)
                .sorted(Comparator.comparingInt(Column::keyPosition))
                .map(Column::name)
                .toList();
    }

    private static List<List<String>> uniqueKeys(Connection connection, Table table) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        for (String index : strings(connection, INDEXES, table.name())) {
            List<String> columns = new ArrayList<>();
            boolean plain = true;
            try (PreparedStatement statement = query(connection, INDEX_COLUMNS, index);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    plain &= row.getInt(1) >= 0 && "BINARY".equalsIgnoreCase(row.getString(3));
                    columns.add(String.valueOf(row.getString(2)));
                }
            }
            if (plain) {
                keys.add(columns);
            }
        }
        return keys;
    }

    private static List<ForeignKeyDescription> foreignKeys(Connection connection, Table table) throws SQLException {
        Map<Integer, ForeignKey> keys = new LinkedHashMap<>();
        try (PreparedStatement statement = query(connection, FOREIGN_KEYS, table.name());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ForeignKey key = keys.get(row.getInt(1));
                if (key == null) {
                    key = new ForeignKey(
                            row.getString(2),
                            action(row.getString(5)),
                            action(row.getString(6)),
                            new ArrayList<>(),
                            new ArrayList<>());
                    keys.put(row.getInt(1), key);
                }
                key.columns().add(row.getString(3));
                String target = row.getString(4);
                if (target != null) {
                    key.targets().add(target);
                }
            }
        }
        List<ForeignKeyDescription> descriptions = new ArrayList<>();
        for (ForeignKey key : keys.values()) {
            descriptions.add(key.description(connection));
        }
        return descriptions;
    }

    private static ForeignKeyAction action(String words) {
        return ForeignKeyAction.valueOf(words.replace(' ', '_').toUpperCase(Locale.ROOT));
    }

    private static List<String> strings(Connection connection, String sql, String argument) throws SQLException {
        List<String> values = new ArrayList<>();
        try (PreparedStatement statement = query(connection, sql, argument);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private static PreparedStatement query(Connection connection, String sql, String argument) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, argument);
        return statement;
    }

    private record Table(String name, boolean withoutRowid, boolean strict) {}

    private record Column(String name, String type, boolean required, int keyPosition) {

        /** A sole primary key of the very type INTEGER is the rowid, which is never NULL. */
        Column asRowid() {
            return keyPosition == 1 && type.equalsIgnoreCase("INTEGER")
                    ? new Column(name, type, true, keyPosition)
                    : this;
        }

        ColumnDescription description(Table table) {
            return new ColumnDescription(name, SqliteTypes.meanings(type, table.strict()), !required);
        }
    }

    private record ForeignKey(
            String table,
            ForeignKeyAction onUpdate,
            ForeignKeyAction onDelete,
            List<String> columns,
            List<String> targets) {

        /** Where no columns are named, the primary key of the other table is meant. */
        ForeignKeyDescription description(Connection connection) throws SQLException {
            List<String> referred = targets.isEmpty()
                    ? primaryKey(SqliteSchema.columns(connection, new Table(table, true, false)))
                    : targets;
            if (referred.size() != columns.size()) {
                // A key that SQLite takes and no row can fulfil: said as it stands, so that it is found to differ.
                referred = columns.stream().map(column -> "?").toList();
            }
            return new ForeignKeyDescription(columns, table, referred, onDelete, onUpdate);
        }
    }
}
