package org.liftlock.migration.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;
import org.liftlock.migration.translate.Translation.Absent;
import org.liftlock.migration.translate.Translation.Refused;
import org.liftlock.migration.translate.Translation.Translated;

class DefaultsTest {

    private static TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        database = TestPostgres.freshDatabase();
    }

    @AfterAll
    static void dropDatabase() throws SQLException {
        database.close();
    }

    private static final SqlTranslator TRANSLATOR = new SqlTranslator(List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0|bigint|0",
                "'0'|bigint|0",
                "\"0\"|bigint|0",
                "0x10|bigint|16",
                "1+2|bigint|3",
                "-1|integer|-1",
                "' 7 '|bigint|7",
                "3.0|bigint|3",
                "60*60*24|integer|86400",
                "TRUE|bigint|1",
                "0|boolean|f",
                "'1'|boolean|t",
                "'t'|boolean|t",
                "'f'|boolean|f",
                "true|boolean|t",
                "FALSE|boolean|f",
                "18446744073709551615|numeric|18446744073709551616",
                "-1e23|numeric(30,2)|-99999999999999991611392.00",
                "9e999|numeric|Infinity",
                "0|text|0",
                "''|text|",
                "\"\"|text|",
                "\"abc\"|text|abc",
                "undefined|text|undefined",
                "'it''s'|text|it's",
                "'a\\b'|text|a\\b",
                "1.5|text|1.5",
                "0|double precision|0",
                "'1.25'|double precision|1.25",
                "1.10|numeric(10,2)|1.10",
                "0|numeric|0",
                "x'0a'|bytea|\\x0a",
                "'{}'|bytea|\\x7b7d",
                "'{}'|jsonb|{}",
                "'[]'|json|[]",
                "'2020-01-31'|date|2020-01-31",
                "'2020-01-31 10:00:00'|timestamp|2020-01-31 10:00:00",
                "'2000-01-01 00:00:00.000000000+00:00'|timestamptz|2000-01-01 00:00:00+00",
                "'2020-01-31 10:00:00'|timestamptz|2020-01-31 10:00:00+00",
                "'abc'|varchar(3)|abc",
                "upper('x')|text|X",
            })
    void isTypedForItsColumn(String expression, String type, String value) throws SQLException {
        assertThat(insertedDefault(expression, type)).isEqualTo(value == null ? "" : value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CURRENT_TIMESTAMP|timestamptz|statement_timestamp()",
                        "CURRENT_TIMESTAMP|timestamp|(now() at time zone 'UTC')",
                "current_timestamp|text|(now() at time zone 'UTC')", "CURRENT_DATE|date|(now() at time zone 'UTC')",
                "datetime('now')|text|(now() at time zone 'UTC')",
                        "datetime('now')|timestamp|(now() at time zone 'UTC')",
                "date('now')|text|(now() at time zone 'UTC')",
                        "strftime('%Y-%m-%d %H:%M:%f','NOW')|text|(now() at time zone 'UTC')",
                "strftime('%Y-%m-%dT%H:%M:%fZ','now')|timestamptz|now()",
                        "strftime('%Y-%m-%dT%H:%M:%SZ','now')|timestamp|(now() at time zone 'UTC')",
            })
    void isTheCurrentTimeInTheSpellingOfItsColumn(String expression, String type, String now) throws SQLException {
        assertThat(insertedDefault(expression, type)).matches("\\d{4}-\\d\\d-\\d\\d.*");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            Translated translated = (Translated) TRANSLATOR.defaultValue(expression, PgType.parse(type));
            try (ResultSet result = statement.executeQuery("SELECT abs(extract(epoch FROM ((" + translated.sql()
                    + ")::text::timestamptz - " + now + "::timestamptz)))")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getDouble(1)).isLessThanOrEqualTo(86400);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "strftime('%s','now')|bigint", "unixepoch()|bigint", "strftime('%s', 'now') * 1000|bigint",
                "CAST(strftime('%s','now') AS INTEGER)|bigint", "strftime('%s','now')|text",
                        "unixepoch('now')|double precision",
            })
    void isTheNumberOfSeconds(String expression, String type) throws SQLException {
        assertThat(insertedDefault(expression, type)).matches("\\d{10,13}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"hex(randomblob(16))|[0-9A-F]{32}", "lower(hex(randomblob(16)))|[0-9a-f]{32}"})
    void isRandom(String expression, String pattern) throws SQLException {
        assertThat(insertedDefault(expression, "text")).matches(pattern);
        assertThat(((Translated) TRANSLATOR.defaultValue(expression, PgType.TEXT)).notes())
                .hasSize(1);
    }

    @Test
    void isAbsentForNull() {
        for (String expression : List.of("null", "NULL", "(null)", "NuLL")) {
            assertThat(TRANSLATOR.defaultValue(expression, PgType.TIMESTAMP)).isEqualTo(new Absent());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unixepoch()|numeric(10,2)",
                "random()|numeric(18)",
                "strftime('%s','now')|numeric(10,0)",
                "CURRENT_TIMESTAMP|varchar(18)",
                "lower(hex(randomblob(16)))|varchar(31)",
                "'abc'|bigint",
                "'\"0\"'|bigint",
                "2|boolean",
                "''|boolean",
                "''|bigint",
                "0|timestamp",
                "'0000-00-00 00:00:00'|timestamp",
                "'2020-02-31'|date",
                "'2020-01-01 00:00:00+05:30'|timestamp",
                "''|jsonb",
                "'{'|json",
                "'abcd'|varchar(3)",
                "1.234|numeric(4,2)",
                "70000|smallint",
                "9223372036854775808|bigint",
                "1.5|integer",
                "x'00'|text",
                "'abc'|double precision",
                "1e300|text",
                "datetime('now','localtime')|text",
                "random()|bigint",
                "randomblob(8)|bytea",
                "(SELECT 1)|bigint",
                "count(*)|bigint",
                "datetime('now')|bigint",
            })
    void refusesWhatDoesNotFit(String expression, String type) {
        assertThat(TRANSLATOR.defaultValue(expression, PgType.parse(type))).isInstanceOf(Refused.class);
    }

    private static String insertedDefault(String expression, String type) throws SQLException {
        Translation translation = TRANSLATOR.defaultValue(expression, PgType.parse(type));
        assertThat(translation).as(expression).isInstanceOf(Translated.class);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            statement.execute(
                    "CREATE TEMP TABLE d (id int, v " + type + " DEFAULT " + ((Translated) translation).sql() + ")");
            statement.execute("INSERT INTO d (id) VALUES (1)");
            try (ResultSet result = statement.executeQuery("SELECT v::text FROM d")) {
                assertThat(result.next()).isTrue();
                String value = result.getString(1);
                return value.equals("true") ? "t" : value.equals("false") ? "f" : value;
            }
        }
    }
}
