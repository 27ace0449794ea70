package org.liftlock.dao.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liftlock.dao.jooq.schema.ColumnDescription;
import org.liftlock.dao.jooq.schema.ColumnMeaning;
import org.liftlock.dao.jooq.schema.ForeignKeyAction;
import org.liftlock.dao.jooq.schema.ForeignKeyDescription;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.dao.jooq.schema.TableDescription;

/**
 * Describes the current schema of a session by PostgreSQL's catalogs, which every role may read.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalogs.html">System catalogs</a>
 */
final class PostgresSchema {

    /** Tables and partitioned tables; neither their partitions nor what belongs to Flyway or us. */
    private static final String TABLES = " from pg_class c where c.relkind in ('r', 'p') and not c.relispartition"
            + " and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())"
            + " and c.relname <> 'flyway_schema_history' and c.relname not like 'liftlock\\_%'";

    private static final String NAMES = "select c.oid, c.relname" + TABLES;

    /** A column of a domain is NOT NULL where its domain is. */
    private static final String COLUMNS = "select a.attrelid, a.attname, a.attnotnull or t.typnotnull,"
            + " b.typname, b.typtype, b.typcategory"
            + " from pg_attribute a join pg_type t on t.oid = a.atttypid"
            + " join pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end"
            + " where a.attnum > 0 and not a.attisdropped and b.typname <> 'tsvector'"
            + " and a.attrelid in (select c.oid" + TABLES + ")";

    private static final String KEYS = "select i.indrelid, i.indisprimary, array("
            + "select a.attname::text from generate_series(0, i.indnkeyatts - 1) as n"
            + " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[n] order by n)"
            + " from pg_index i where i.indisunique and i.indpred is null and i.indexprs is null"
            + " and i.indrelid in (select c.oid" + TABLES + ")";

    private static final String FOREIGN_KEYS = "select k.conrelid, r.relname, k.confdeltype, k.confupdtype, array("
            + "select a.attname::text from unnest(k.conkey) with ordinality as u (num, n)"
            + " join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by n), array("
            + "select a.attname::text from unnest(k.confkey) with ordinality as u (num, n)"
            + " join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by n)"
            // A key of or to a partitioned table has children, one for each partition.
            + " from pg_constraint k join pg_class r on r.oid = k.confrelid where k.contype = 'f' and k.conparentid = 0"
            + " and k.conrelid in (select c.oid" + TABLES + ")";

    private final Connection connection;
    private final Map<Long, Table> tables = new LinkedHashMap<>();

    private PostgresSchema(Connection connection) {
        this.connection = connection;
    }

    static SchemaDescription read(Connection connection) throws SQLException {
        return new PostgresSchema(connection).read();
    }

    private SchemaDescription read() throws SQLException {
        each(NAMES, row -> tables.put(row.getLong(1), new Table(row.getString(2))));
        eachOfTable(COLUMNS, (row, table) -> {
            ColumnMeaning meaning = PostgresTypes.meaning(row.getString(4), row.getString(5), row.getString(6));
            table.columns.add(ColumnDescription.of(row.getString(2), meaning, !row.getBoolean(3)));
        });
        eachOfTable(KEYS, (row, table) -> {
            if (row.getBoolean(2)) {
                table.primaryKey.addAll(names(row, 3));
            } else {
                table.uniqueKeys.add(names(row, 3));
            }
        });
        eachOfTable(
                FOREIGN_KEYS,
                (row, table) -> table.foreignKeys.add(new ForeignKeyDescription(
                        names(row, 5),
                        row.getString(2),
                        names(row, 6),
                        action(row.getString(3)),
                        action(row.getString(4)))));
        return new SchemaDescription(
                tables.values().stream().map(Table::description).toList(), Set.of());
    }

    private void eachOfTable(String sql, TableRow action) throws SQLException {
        each(sql, row -> {
            Table table = tables.get(row.getLong(1));
            // A table may come while the catalogs are read.
            if (table != null) {
                action.read(row, table);
            }
        });
    }

    private void each(String sql, Row action) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                action.read(row);
            }
        }
    }

    private static List<String> names(ResultSet row, int index) throws SQLException {
        Array array = row.getArray(index);
        return List.of((String[]) array.getArray());
    }

    private static ForeignKeyAction action(String code) {
        return switch (code) {
            case "r" -> ForeignKeyAction.RESTRICT;
            case "c" -> ForeignKeyAction.CASCADE;
            case "n" -> ForeignKeyAction.SET_NULL;
            case "d" -> ForeignKeyAction.SET_DEFAULT;
            default -> ForeignKeyAction.NO_ACTION;
        };
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface TableRow {
        void read(ResultSet row, Table table) throws SQLException;
    }

    private static final class Table {

        private final String name;
        private final List<ColumnDescription> columns = new ArrayList<>();
        private final List<String> primaryKey = new ArrayList<>();
        private final List<List<String>> uniqueKeys = new ArrayList<>();
        private final List<ForeignKeyDescription> foreignKeys = new ArrayList<>();

        Table(String name) {
            this.name = name;
        }

        TableDescription description() {
            return new TableDescription(name, columns, primaryKey, uniqueKeys, foreignKeys);
        }
    }
}
