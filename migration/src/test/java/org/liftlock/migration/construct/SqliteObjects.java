package org.liftlock.migration.construct;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.testing.Sqlite;

/**
 * Everything that a SQLite file has, as {@code sqlite_schema} and the pragmas list it.
 *
 * @param tables ordinary tables
 * @param views names of views with the number of their columns, -1 if SQLite cannot run them
 * @param triggers names of triggers with the table that they hang on
 * @param virtualTables names of virtual tables
 * @param shadowTables names of the tables in which these keep their index
 */
record SqliteObjects(
        List<Table> tables,
        Map<String, Integer> views,
        Map<String, String> triggers,
        List<String> virtualTables,
        List<String> shadowTables) {

    record Table(
            String name,
            boolean withoutRowid,
            boolean strict,
            List<Column> columns,
            List<String> primaryKey,
            boolean givesIds,
            @Nullable Long sequence,
            List<Index> indexes,
            List<ForeignKey> foreignKeys,
            DeclaredWords words) {}

    /** The default's value as SQLite itself gives it, {@code quote()}d, where it is the same each time. */
    record Column(
            String name,
            String type,
            boolean notNull,
            @Nullable String defaultSql,
            @Nullable String defaultValue,
            boolean generated,
            String collation) {}

    record Index(String name, char origin, boolean unique, boolean partial, List<Key> keys) {}

    /** The column is null where the key is an expression. */
    record Key(@Nullable String column, boolean descending, String collation) {}

    record ForeignKey(
            String parent,
            List<String> columns,
            List<@Nullable String> parentColumns,
            String onUpdate,
            String onDelete,
            DeclaredWords.Deferral deferral) {}

    /** Reads a file that nobody else needs: SQLite's own answers are had by changes, which are taken back. */
    static SqliteObjects read(Path file) throws SQLException {
        try (Connection connection = Sqlite.connect(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = MEMORY");
            statement.execute("PRAGMA synchronous = OFF");
            return new Reading(statement).read();
        }
    }

    private static final class Reading {

        private final Statement statement;

        Reading(Statement statement) {
            this.statement = statement;
        }

        SqliteObjects read() throws SQLException {
            Map<String, String> types = new LinkedHashMap<>();
            Map<String, boolean[]> flags = new LinkedHashMap<>();
            for (Map<String, @Nullable String> row : rows("PRAGMA main.table_list")) {
                String name = text(row, "name");
                if (!name.startsWith("sqlite_")) {
                    types.put(name, text(row, "type"));
                    flags.put(name, new boolean[] {is(row, "wr"), is(row, "strict")});
                }
            }
            List<Table> tables = new ArrayList<>();
            Map<String, Integer> views = new LinkedHashMap<>();
            List<String> virtualTables = new ArrayList<>();
            List<String> shadowTables = new ArrayList<>();
            Map<String, String> triggers = new LinkedHashMap<>();
            for (Map<String, @Nullable String> row :
                    rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid")) {
                String name = text(row, "name");
                if (name.startsWith("sqlite_")) {
                    continue;
                }
                switch (text(row, "type")) {
                    case "table" -> {
                        switch (types.getOrDefault(name, "")) {
                            case "virtual" -> virtualTables.add(name);
                            case "shadow" -> shadowTables.add(name);
                            default -> tables.add(table(name, text(row, "sql"), flags.get(name)));
                        }
                    }
                    case "view" -> views.put(name, viewColumns(name));
                    case "trigger" -> triggers.put(name, text(row, "tbl_name"));
                    default -> {
                        // Indexes come with their tables.
                    }
                }
            }
            return new SqliteObjects(tables, views, triggers, virtualTables, shadowTables);
        }

        private Table table(String name, String sql, boolean @Nullable [] flags) throws SQLException {
            DeclaredWords words = DeclaredWords.of(sql);
            Map<Integer, String> key = new TreeMap<>();
            List<Column> columns = new ArrayList<>();
            for (Map<String, @Nullable String> row : rows("PRAGMA main.table_xinfo(" + quoted(name) + ")")) {
                String column = text(row, "name");
                String type = text(row, "type");
                int place = Integer.parseInt(text(row, "pk"));
                if (place > 0) {
                    key.put(place, column);
                }
                String defaultSql = row.get("dflt_value");
                columns.add(new Column(
                        column,
                        type,
                        is(row, "notnull"),
                        defaultSql,
                        defaultSql == null ? null : value(type, defaultSql),
                        text(row, "hidden").equals("2") || text(row, "hidden").equals("3"),
                        collation(name, column)));
            }
            List<Index> indexes = new ArrayList<>();
            for (Map<String, @Nullable String> row : rows("PRAGMA main.index_list(" + quoted(name) + ")")) {
                indexes.add(index(row));
            }
            boolean withoutRowid = flags != null && flags[0];
            boolean keyIsIndexed = indexes.stream().anyMatch(index -> index.origin() == 'p');
            return new Table(
                    name,
                    withoutRowid,
                    flags != null && flags[1],
                    columns,
                    List.copyOf(key.values()),
                    key.size() == 1 && !withoutRowid && !keyIsIndexed,
                    sequence(name),
                    indexes,
                    foreignKeys(name, words.foreignKeys()),
                    words);
        }

        private Index index(Map<String, @Nullable String> row) throws SQLException {
            String name = text(row, "name");
            List<Key> keys = new ArrayList<>();
            for (Map<String, @Nullable String> key : rows("PRAGMA main.index_xinfo(" + quoted(name) + ")")) {
                if (is(key, "key")) {
                    keys.add(new Key(key.get("name"), is(key, "desc"), text(key, "coll")));
                }
            }
            return new Index(name, text(row, "origin").charAt(0), is(row, "unique"), is(row, "partial"), keys);
        }

        private List<ForeignKey> foreignKeys(String table, List<DeclaredWords.Deferral> deferrals) throws SQLException {
            Map<Integer, ForeignKey> keys = new TreeMap<>(Collections.reverseOrder());
            for (Map<String, @Nullable String> row :
                    rows("SELECT * FROM pragma_foreign_key_list(" + literal(table) + ", 'main') ORDER BY id, seq")) {
                ForeignKey key = keys.computeIfAbsent(
                        Integer.valueOf(text(row, "id")),
                        id -> new ForeignKey(
                                text(row, "table"),
                                new ArrayList<>(),
                                new ArrayList<>(),
                                text(row, "on_update"),
                                text(row, "on_delete"),
                                DeclaredWords.Deferral.NONE));
                key.columns().add(text(row, "from"));
                key.parentColumns().add(row.get("to"));
            }
            List<ForeignKey> inOrder = new ArrayList<>();
            for (ForeignKey key : keys.values()) {
                inOrder.add(new ForeignKey(
                        key.parent(),
                        key.columns(),
                        key.parentColumns(),
                        key.onUpdate(),
                        key.onDelete(),
                        deferrals.get(inOrder.size())));
            }
            return inOrder;
        }

        /** An index over a column compares as the column does. */
        private String collation(String table, String column) throws SQLException {
            statement.execute("SAVEPOINT collation");
            try {
                statement.execute("CREATE INDEX main.collation_of_one_column ON " + quoted(table) + " ("
                        + quoted(column) + ") WHERE 0");
                return text(
                        rows("PRAGMA main.index_xinfo(collation_of_one_column)").get(0), "coll");
            } catch (SQLException e) {
                String message = String.valueOf(e.getMessage());
                return message.contains("no such collation") ? message : "BINARY";
            } finally {
                statement.execute("ROLLBACK TO collation");
                statement.execute("RELEASE collation");
            }
        }

        private @Nullable String value(String type, String defaultSql) throws SQLException {
            if (defaultSql.toUpperCase(java.util.Locale.ROOT).matches("(?s).*(CURRENT_|NOW|RANDOM|UNIXEPOCH).*")) {
                return null;
            }
            for (String sql : List.of(defaultSql, "(" + defaultSql + ")")) {
                statement.execute("DROP TABLE IF EXISTS temp.one_default");
                try {
                    statement.execute("CREATE TABLE temp.one_default (c \"" + type.replace("\"", "\"\"") + "\" DEFAULT "
                            + sql + ")");
                    statement.execute("INSERT INTO temp.one_default DEFAULT VALUES");
                    return rows("SELECT quote(c) AS v FROM temp.one_default")
                            .get(0)
                            .get("v");
                } catch (SQLException e) {
                    // The pragma shows an expression without the parentheses that it needs.
                }
            }
            return null;
        }

        private @Nullable Long sequence(String table) throws SQLException {
            if (rows("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'")
                    .isEmpty()) {
                return null;
            }
            List<Map<String, @Nullable String>> found =
                    rows("SELECT max(seq) AS seq FROM sqlite_sequence WHERE typeof(seq) = 'integer'" + " AND name = "
                            + literal(table) + " COLLATE NOCASE");
            String value = found.get(0).get("seq");
            return value == null ? null : Long.valueOf(value);
        }

        private int viewColumns(String view) {
            try (ResultSet result = statement.executeQuery("SELECT * FROM " + quoted(view) + " LIMIT 0")) {
                return result.getMetaData().getColumnCount();
            } catch (SQLException e) {
                return -1;
            }
        }

        private List<Map<String, @Nullable String>> rows(String sql) throws SQLException {
            try (ResultSet result = statement.executeQuery(sql)) {
                List<Map<String, @Nullable String>> rows = new ArrayList<>();
                while (result.next()) {
                    Map<String, @Nullable String> row = new LinkedHashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.put(result.getMetaData().getColumnName(i), result.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }

        private static String text(Map<String, @Nullable String> row, String column) {
            String value = row.get(column);
            return value == null ? "" : value;
        }

        private static boolean is(Map<String, @Nullable String> row, String column) {
            return text(row, column).equals("1");
        }

        private static String quoted(String name) {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

        private static String literal(String text) {
            return '\'' + text.replace("'", "''") + '\'';
        }
    }
}
