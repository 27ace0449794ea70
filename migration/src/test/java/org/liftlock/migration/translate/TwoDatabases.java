package org.liftlock.migration.translate;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.testing.TestPostgres;

/** The same small tables in SQLite and in a PostgreSQL schema of their own. */
final class TwoDatabases implements AutoCloseable {

    static final String SCHEMA = "translate test";

    private static final String SQLITE_ITEM =
            "CREATE TABLE item (id INTEGER PRIMARY KEY, n INTEGER, m INTEGER, r REAL, dec NUMERIC, name TEXT, code TEXT,"
                    + " nick TEXT COLLATE NOCASE, flag BOOLEAN, data BLOB, day DATE, at TIMESTAMP, doc JSON,"
                    + " digits TEXT, \"Odd Name\" INTEGER, kind_id INTEGER)";
    private static final String PG_ITEM =
            "CREATE TABLE \"translate test\".\"items\" (\"id\" bigint PRIMARY KEY, \"n\" bigint,"
                    + " \"m\" integer, \"r\" double precision, \"dec\" numeric, \"name\" text COLLATE \"C\", \"code\" varchar(20) COLLATE \"C\","
                    + " \"nick\" text COLLATE \"C\", \"flag\" boolean, \"data\" bytea, \"day\" date, \"at\" timestamp,"
                    + " \"doc\" jsonb, \"digits\" text COLLATE \"C\", \"odd_name\" bigint, \"kind_id\" bigint)";
    private static final List<List<String>> ROWS = List.of(
            List.of(
                    "1",
                    "7",
                    "2",
                    "2.5",
                    "10.5",
                    "'abc'",
                    "'A1'",
                    "'Bob'",
                    "1",
                    "x'0aff'",
                    "'2021-02-28'",
                    "'2021-02-28 23:59:58'",
                    "'{\"a\":\"foo\",\"b\":{\"c\":[1,2]},\"t\":true}'",
                    "'12'",
                    "5",
                    "1"),
            List.of(
                    "2",
                    "-7",
                    "0",
                    "-2.5",
                    "3",
                    "'ABC'",
                    "'b22'",
                    "'bob'",
                    "0",
                    "x''",
                    "'1999-12-31'",
                    "'1999-12-31 00:00:00'",
                    "'{\"a\":5,\"n\":null}'",
                    "'3.5x'",
                    "6",
                    "1"),
            List.of(
                    "3", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL",
                    "NULL", "NULL", "NULL"),
            List.of(
                    "4",
                    "0",
                    "3",
                    "0.125",
                    "0.1",
                    "'Äpfel % _ \\ x'",
                    "'C3x'",
                    "'ÄB'",
                    "1",
                    "x'414243'",
                    "'2024-02-29'",
                    "'2024-02-29 12:34:56'",
                    "'{\"a\":\"5\"}'",
                    "'abc'",
                    "NULL",
                    "2"),
            List.of(
                    "5",
                    "123456789",
                    "-3",
                    "1000000.75",
                    "-4.25",
                    "'  pad '",
                    "'A9'",
                    "'it''s'",
                    "0",
                    "x'00'",
                    "'1970-01-01'",
                    "'1970-01-01 00:00:01'",
                    "'[]'",
                    "' 7 '",
                    "1",
                    "3"),
            List.of(
                    "6",
                    "2",
                    "2",
                    "3.0",
                    "2",
                    "''",
                    "'z'",
                    "'BOB'",
                    "1",
                    "x'FF'",
                    "'1997-01-01'",
                    "'1997-01-01 10:00:00'",
                    "'{\"a\":1}'",
                    "'1e2'",
                    "2",
                    "2"));

    private final Connection sqlite;
    private final Connection postgres;
    private final SqlTranslator translator;

    TwoDatabases() throws SQLException {
        sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
        postgres = TestPostgres.freshDatabase().connect();
        execute(sqlite, SQLITE_ITEM);
        execute(sqlite, "CREATE TABLE kind (id INTEGER PRIMARY KEY, label TEXT, parent INTEGER)");
        execute(postgres, "DROP SCHEMA IF EXISTS \"translate test\" CASCADE");
        execute(postgres, "CREATE SCHEMA \"translate test\"");
        execute(postgres, "SET search_path = \"translate test\"");
        execute(postgres, PG_ITEM);
        execute(
                postgres,
                "CREATE TABLE \"translate test\".\"kind\" (\"id\" bigint PRIMARY KEY, \"label\" text COLLATE \"C\", \"parent\" bigint)");
        for (List<String> row : ROWS) {
            execute(sqlite, "INSERT INTO item VALUES (" + String.join(", ", row) + ")");
            List<String> own = new ArrayList<>(row);
            own.set(8, row.get(8).equals("NULL") ? "NULL" : row.get(8).equals("1") ? "true" : "false");
            own.set(9, row.get(9).equals("NULL") ? "NULL" : "'\\" + row.get(9).replace("'", "") + "'");
            execute(postgres, "INSERT INTO \"translate test\".\"items\" VALUES (" + String.join(", ", own) + ")");
        }
        for (String kind : List.of("(1, 'tree', NULL)", "(2, 'oak', 1)", "(4, 'Elm', 1)", "(5, 'holm oak', 2)")) {
            execute(sqlite, "INSERT INTO kind VALUES " + kind);
            execute(postgres, "INSERT INTO \"translate test\".\"kind\" VALUES " + kind);
        }
        translator = new SqlTranslator(List.of(item(), kind()));
    }

    SqlTranslator translator() {
        return translator;
    }

    private static TranslationTable item() {
        return new TranslationTable(
                "item",
                "items",
                List.of(
                        new TranslationColumn("id", "id", PgType.BIGINT, false),
                        new TranslationColumn("n", "n", PgType.BIGINT, false),
                        new TranslationColumn("m", "m", PgType.INTEGER, false),
                        new TranslationColumn("r", "r", PgType.DOUBLE, false),
                        new TranslationColumn("dec", "dec", PgType.NUMERIC, false),
                        new TranslationColumn("name", "name", PgType.TEXT, false),
                        new TranslationColumn("code", "code", PgType.varchar(20), false),
                        new TranslationColumn("nick", "nick", PgType.TEXT, true),
                        new TranslationColumn("flag", "flag", PgType.BOOLEAN, false, "BOOLEAN"),
                        new TranslationColumn("data", "data", PgType.BYTEA, false),
                        new TranslationColumn("day", "day", PgType.DATE, false, "DATE"),
                        new TranslationColumn("at", "at", PgType.TIMESTAMP, false, "TIMESTAMP", 0),
                        new TranslationColumn("doc", "doc", PgType.JSONB, false, "JSON"),
                        new TranslationColumn("digits", "digits", PgType.TEXT, false),
                        new TranslationColumn("Odd Name", "odd_name", PgType.BIGINT, false),
                        new TranslationColumn("kind_id", "kind_id", PgType.BIGINT, false)),
                List.of("id"),
                "id");
    }

    private static TranslationTable kind() {
        return new TranslationTable(
                "kind",
                "kind",
                List.of(
                        new TranslationColumn("id", "id", PgType.BIGINT, false),
                        new TranslationColumn("label", "label", PgType.TEXT, false),
                        new TranslationColumn("parent", "parent", PgType.BIGINT, false)),
                List.of("id"),
                "id");
    }

    List<List<@Nullable Object>> sqlite(String sql) throws SQLException {
        return rows(sqlite, sql);
    }

    List<List<@Nullable Object>> postgres(String sql) throws SQLException {
        return rows(postgres, sql);
    }

    List<String> sqliteColumns(String sql) throws SQLException {
        try (Statement statement = sqlite.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnName(i));
            }
            return names;
        }
    }

    void sqliteExecute(String sql) throws SQLException {
        execute(sqlite, sql);
    }

    void postgresExecute(String sql) throws SQLException {
        execute(postgres, sql);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<List<@Nullable Object>> rows(Connection connection, String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(canonical(result.getObject(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Numbers as numbers, truth as 0 and 1, bytes as digits, dates as SQLite spells them here. */
    private static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return canonical(truth ? 1 : 0);
        }
        if (value instanceof Number number) {
            if (!Double.isFinite(number.doubleValue())) {
                return number.toString();
            }
            // sqlite-jdbc gives every real number as Double.
            BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
            return exact.signum() == 0 ? "0" : exact.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toString().replaceFirst("\\.0$", "");
        }
        return value == null ? null : value.toString();
    }

    @Override
    public void close() throws SQLException {
        sqlite.close();
        execute(postgres, "DROP SCHEMA IF EXISTS \"translate test\" CASCADE");
        postgres.close();
    }
}
