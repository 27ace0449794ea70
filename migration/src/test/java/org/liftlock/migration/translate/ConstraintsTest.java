package org.liftlock.migration.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.translate.Translation.Refused;
import org.liftlock.migration.translate.Translation.Translated;

/** What is translated for constraints, indexes and generated columns is accepted there and chooses the same rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConstraintsTest {

    private TwoDatabases databases;

    @BeforeAll
    void open() throws SQLException {
        databases = new TwoDatabases();
    }

    @AfterAll
    void close() throws SQLException {
        databases.close();
    }

    private static String sql(Translation translation) {
        assertThat(translation).isInstanceOf(Translated.class);
        return ((Translated) translation).sql();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flag IN (0,1)",
                "n > 0",
                "flag",
                "NOT flag",
                "n",
                "(n IS NOT NULL) + (m IS NOT NULL) <= 2",
                "length(name) <= 4",
                "typeof(n) = 'integer' OR n IS NULL",
                "code GLOB '[A-Z][0-9]*'",
                "at = strftime('%Y-%m-%d %H:%M:%S', at)",
                "json_valid(doc)",
                "name LIKE '%b%'",
                "n = 0 OR n = 7",
                "flag = FALSE AND (name = 'abc' OR name = 'ABC')",
                "date(day) IS NOT NULL",
                "item.n < item.id"
            })
    void checksTheSameRows(String expression) throws SQLException {
        String check = sql(databases.translator().check(expression, "ITEM"));
        databases.postgresExecute(
                "ALTER TABLE \"translate test\".\"items\" ADD CONSTRAINT c CHECK (" + check + ") NOT VALID");
        databases.postgresExecute("ALTER TABLE \"translate test\".\"items\" DROP CONSTRAINT c");
        assertThat(databases.postgres("SELECT id FROM \"translate test\".\"items\" WHERE " + check + " ORDER BY 1"))
                .isEqualTo(databases.sqlite("SELECT id FROM item WHERE " + expression + " ORDER BY 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n IS NULL",
                "flag",
                "flag = 0",
                "n IN (1, 7)",
                "name <> ''",
                "name = 'abc' AND n IS NOT NULL",
                "nick = 'BOB'",
                "day >= '2000-01-01'",
                "strftime('%Y', at) = '2021'",
                "lower(code) = 'a1'",
                "name LIKE 'a%'",
                "n % 2 = 0",
                "kind_id NOT IN (1, 2)",
                "json_extract(doc, '$.a') = 'foo'"
            })
    void indexesTheSameRows(String expression) throws SQLException {
        String where = sql(databases.translator().condition(expression, "item"));
        databases.postgresExecute("CREATE INDEX i ON \"translate test\".\"items\" (id) WHERE " + where);
        databases.postgresExecute("DROP INDEX \"translate test\".i");
        assertThat(databases.postgres("SELECT id FROM \"translate test\".\"items\" WHERE " + where + " ORDER BY 1"))
                .isEqualTo(databases.sqlite("SELECT id FROM item WHERE " + expression + " ORDER BY 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "lower(name) => lower(\"name\")",
                "name COLLATE NOCASE => lower(\"name\")",
                "nick => lower(\"nick\")",
                "\"Odd Name\" => \"odd_name\"",
                "n + m => ",
                "substr(name, 1, 3) => ",
                "date(at) => ",
                "strftime('%Y-%m', day) => ",
                "coalesce(n, 0) => ",
                "length(code) => ",
                "json_extract(doc, '$.a') => ",
                "name || ' ' || code => ",
                "CASE region WHEN '' THEN '' ELSE name END => ",
            })
    void isAnIndexKey(String expression, String expected) throws SQLException {
        String known = expression.replace("region", "code");
        String key = sql(databases.translator().indexKey(known, "item"));
        databases.postgresExecute("CREATE INDEX i ON \"translate test\".\"items\" ((" + key + "))");
        databases.postgresExecute("DROP INDEX \"translate test\".i");
        if (expected != null) {
            assertThat(key).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "n * 2 => bigint", "name || ' ' || code => text", "n + r => double precision", "n > 0 => boolean",
                        "strftime('%Y', at) => integer",
                "date(at) => date", "date(at) => text", "lower(nick) => text", "datetime(at, '+1 day') => timestamp",
                        "round(r, 1) => double precision",
                "code || (CASE name WHEN '' THEN '' ELSE ('-' || name) END) => text"
            })
    void isAGeneratedColumn(String expression, String type) throws SQLException {
        String sql = sql(databases.translator().generated(expression, "item", PgType.parse(type)));
        databases.postgresExecute("ALTER TABLE \"translate test\".\"items\" ADD COLUMN gen " + type
                + " GENERATED ALWAYS AS (" + sql + ") STORED");
        try {
            assertThat(databases
                            .postgres("SELECT id, gen FROM \"translate test\".\"items\" ORDER BY 1")
                            .toString())
                    .isEqualTo(databases
                            .sqlite("SELECT id, " + expression + " FROM item ORDER BY 1")
                            .toString());
        } finally {
            databases.postgresExecute("ALTER TABLE \"translate test\".\"items\" DROP COLUMN gen");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "name REGEXP 'x' => REGEXP",
                "name MATCH 'x' => MATCH",
                "printf('%d', n) = '1' => function printf()",
                "quote(name) = '' => function quote()",
                "random() > 0 => function random()",
                "nope = 1 => column nope",
                "name COLLATE RTRIM = 'x' => COLLATE RTRIM",
                "(n, m) = (1, 2) => row value",
                "n IN () => IN ()",
                "name GLOB code => GLOB",
                "r || 'x' = '' => double precision as text",
                "dec || '' = '' => numeric as text",
                "typeof(dec) = 'real' => typeof() of numeric",
                "n = 'abc' => bigint = the constant 'abc'",
                "n + 1 = '5' => bigint = the constant '5'",
                "name => text as a condition",
                "date(name) = '' => a date function of text",
                "date(n) = '' => a date function of bigint",
                "datetime(at, 'localtime') = '' => 'localtime'",
                "date(at, '+1 month') = '' => date modifier '+1 month'",
                "strftime('%W', at) = '' => strftime() format %W",
                "json_extract(name, '$.a') = 1 => json_extract() of text",
                "json_extract(doc, name) = 1 => JSON path \"name\"",
                "?1 = n => ?1",
                "n = (SELECT 1) => subquery",
                "count(n) > 1 => aggregate function",
                "n << m > 1 => <<",
                "'2020' < data => the constant '2020' < bytea",
                "CASE WHEN n > 0 THEN 'a' ELSE 1 END = 'a' => CASE",
                "lower(name, 1) = '' => function lower()",
                "likelihood(n) = 1 => function likelihood()",
                "x'0' = data => x'0'",
                "(dec + 1) / 2 > 0 => division of double precision",
                "coalesce(r, 7) / 2 > 0 => division of double precision",
                "digits / 2 > 0 => division of text",
                "abs(dec) / 2 > 0 => division of double precision",
                "typeof(dec + 1) = 'real' => typeof() of double precision",
            })
    void refusesByName(String expression, String construct) {
        Translation translation = databases.translator().check(expression, "item");
        assertThat(translation).isInstanceOf(Refused.class);
        assertThat(((Refused) translation).construct()).isEqualTo(construct);
        assertThat(((Refused) translation).reason()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"day = date('now')", "at > CURRENT_TIMESTAMP", "hex(name) = ''"})
    void refusesInAnIndexWhatMayChange(String expression) {
        assertThat(databases.translator().condition(expression, "item")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM nowhere",
                "SELECT value FROM json_each('[1]')",
                "SELECT id FROM item WHERE name MATCH 'x'",
                "SELECT DISTINCT nick FROM item",
                "SELECT nick FROM item UNION SELECT name FROM item",
                "SELECT max(nick) FROM item",
                "SELECT sum(name) FROM item",
                "SELECT max(data) FROM item",
                "SELECT id FROM item LIMIT n",
                "SELECT a.id FROM item b",
                "SELECT id FROM item JOIN kind ON item.id = kind.id",
                "SELECT 1 UNION SELECT 'a'",
                "SELECT id FROM other.item",
                "SELECT id, name FROM item WHERE",
                "SELECT",
                "SELECT * FROM item RIGHT JOIN kind USING (id)"
            })
    void refusesViews(String select) {
        assertThat(databases.translator().view("CREATE VIEW v AS " + select, name -> name))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SELECT", "'", "((", "1 +", "a.b.c.d", "CASE", "f(", "\"", "x IN (1,", "--", "NOT", "/* "})
    void refusesWhatCannotBeRead(String expression) {
        assertThat(databases.translator().check(expression, "item")).isInstanceOf(Refused.class);
    }

    @Test
    void refusesWhatNestsTooDeeply() {
        String endless = "(".repeat(100_000) + "n" + ")".repeat(100_000);
        assertThat(databases.translator().check(endless, "item")).isInstanceOf(Refused.class);
    }
}
