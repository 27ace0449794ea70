package org.liftlock.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liftlock.migration.verify.TwoDatabases.column;
import static org.liftlock.migration.verify.TwoDatabases.table;
import static org.liftlock.migration.verify.TwoDatabases.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.plan.Reading;
import org.liftlock.migration.plan.ViewPlan;

/** What views and the user's own queries give. */
class ResultsTest {

    private TwoDatabases databases;
    private Path file;

    @BeforeEach
    void create(@TempDir Path folder) throws SQLException {
        databases = new TwoDatabases(folder);
        file = folder.resolve("own.sql");
        databases.sqlite(
                "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, price REAL, sold BOOLEAN, made INTEGER, seen TEXT)",
                "INSERT INTO item VALUES (1, 'Ä', 0.1, 1, 1700000000, '2024-01-02 03:04:05'),"
                        + " (2, 'b', 0.2, 0, 1700000001, '2024-01-02'), (3, NULL, 0.3, NULL, NULL, NULL)");
        databases.postgres(
                "CREATE TABLE item (id bigint PRIMARY KEY, name text, price numeric, sold boolean, made timestamptz,"
                        + " seen timestamp)",
                "INSERT INTO item VALUES (1, 'Ä', 0.1, true, to_timestamp(1700000000), '2024-01-02 03:04:05'),"
                        + " (2, 'b', 0.2, false, to_timestamp(1700000001), '2024-01-02'), (3, NULL, 0.3, NULL, NULL, NULL)");
        databases.plan(table(
                "item",
                List.of("id"),
                column("id", "bigint"),
                column("name", "text"),
                column("price", "numeric"),
                column("sold", "boolean"),
                time("made", "timestamptz", Reading.UNIX_SECONDS, null),
                column("seen", "timestamp")));
    }

    @AfterEach
    void drop() throws SQLException {
        databases.close();
    }

    private List<String> view(String columns, String sqlite, String postgres) throws SQLException {
        databases.sqlite("CREATE VIEW v AS " + sqlite);
        databases.postgres("CREATE VIEW v AS " + postgres);
        databases.plan(new ViewPlan("v", "v", List.of(columns.split(" ")), postgres));
        return databases.lines();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT * FROM item                            | SELECT * FROM item
            SELECT sum(price) AS a FROM item              | SELECT sum(price) AS a FROM item
            SELECT avg(id) AS a, max(id) / 2 AS b FROM item | SELECT avg(id) AS a, max(id) / 2 AS b FROM item
            SELECT sum(price) / 7 AS a FROM item          | SELECT sum(price::double precision) / 7 AS a FROM item
            SELECT id > 1 AS a FROM item                  | SELECT id > 1 AS a FROM item
            SELECT count(*) AS a FROM item GROUP BY sold  | SELECT count(*)::smallint AS a FROM item GROUP BY sold
            SELECT max(made) AS last FROM item            | SELECT max(made) AS last FROM item
            SELECT upper(name) AS a FROM item WHERE id = 2 | SELECT upper(name)::varchar(9) AS a FROM item WHERE id = 2
            SELECT 0.1 AS a, -0.0 AS b                    | SELECT 0.1::real AS a, 0::bigint AS b
            SELECT seen FROM item                         | SELECT seen FROM item
            """)
    void takesEqualResultsForEqual(String sqlite, String postgres) throws SQLException {
        String columns = sqlite.startsWith("SELECT * ")
                ? "id name price sold made seen"
                : sqlite.contains("AS last")
                        ? "last"
                        : sqlite.contains("AS b") ? "a b" : sqlite.contains("AS a") ? "a" : "seen";
        assertThat(view(columns, sqlite, postgres)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT id, price FROM item     | SELECT id, price + 0.0000001 AS price FROM item | 6 rows differ; a row (id = 1, price = 0.1) is only in SQLite
            SELECT id, name FROM item      | SELECT id, coalesce(name, '') AS name FROM item | 2 rows differ; a row (id = 3, name = NULL) is only in SQLite
            SELECT id, made FROM item      | SELECT id, made + interval '1 microsecond' AS made FROM item | 4 rows differ
            SELECT id, name FROM item      | SELECT id, name FROM item WHERE id < 3          | 1 row differs; SQLite has 3 rows, PostgreSQL has 2; a row (id = 3, name = NULL) is only in SQLite
            """)
    void findsOtherValuesInAView(String sqlite, String postgres, String words) throws SQLException {
        String columns =
                sqlite.substring("SELECT ".length(), sqlite.indexOf(" FROM")).replace(",", "");
        assertThat(view(columns, sqlite, postgres))
                .singleElement()
                .asString()
                .startsWith("rows-differ v: ")
                .contains(words);
    }

    @Test
    void saysWhyAViewCannotBeCompared() throws SQLException {
        assertThat(view("a", "SELECT random() AS a FROM item", "SELECT random() AS a FROM item"))
                .singleElement()
                .asString()
                .startsWith("view-not-compared v: ")
                .contains("it uses random", "only counted");
    }

    @Test
    void doesNotBlameAViewForWhatSqlLeavesOpen() throws SQLException {
        assertThat(view(
                        "a",
                        "SELECT group_concat(id) AS a FROM item",
                        "SELECT string_agg(id::text, ',' ORDER BY id DESC) AS a FROM item"))
                .singleElement()
                .asString()
                .startsWith("view-not-compared v: ")
                .contains("it uses group_concat");
    }

    private List<String> ask(String text) throws IOException {
        Files.writeString(file, text);
        databases.ask(file);
        return databases.lines();
    }

    @Test
    void comparesTheUsersOwnQueries() throws IOException {
        assertThat(ask("""
                        -- What the shop asks for most often.
                        -- name: all items
                        SELECT id, name, price FROM item ORDER BY id;
                        -- name: per day
                        -- sqlite:
                        SELECT date(made, 'unixepoch') AS day, count(*) FROM item WHERE made > 0 GROUP BY 1
                        -- postgres:
                        SELECT to_char(made AT TIME ZONE 'UTC', 'YYYY-MM-DD'), count(*) FROM item WHERE made IS NOT NULL GROUP BY 1
                        -- name: backwards
                        -- sqlite:
                        SELECT id FROM item ORDER BY id
                        -- postgres:
                        SELECT id FROM item ORDER BY id DESC
                        -- name: dearer
                        -- sqlite:
                        SELECT id, name, price FROM item ORDER BY id
                        -- postgres:
                        SELECT id, name, CASE id WHEN 2 THEN 7 ELSE price END FROM item ORDER BY id
                        -- name: more
                        SELECT id FROM item WHERE name <> 'zz' OR name IS NULL
                        """))
                .containsExactly(
                        "query-same all items: your query gives the same in both databases: 3 rows",
                        "query-same per day: your query gives the same in both databases: 1 row",
                        "query-differs backwards: your query does not give the same in both databases: the same rows in"
                                + " another order; where its ORDER BY leaves the order of rows open, add a column that decides"
                                + " it; 2 rows differ; row 1 (id = 1): column id: SQLite has 1, PostgreSQL has 3; row 3 (id ="
                                + " 3): column id: SQLite has 3, PostgreSQL has 1",
                        "query-differs dearer: your query does not give the same in both databases: 1 row differs; row 2 (id"
                                + " = 2, name = 'b', price = 0.2): column price: SQLite has 0.2, PostgreSQL has 7",
                        "query-same more: your query gives the same in both databases: 3 rows");
    }

    @Test
    void saysWhatPostgresHasAgainstAQuery() throws IOException {
        assertThat(
                        ask(
                                "-- name: odd\n-- sqlite:\nSELECT 1\n-- postgres:\nSELECT nothing FROM nowhere\n-- name: fine\nSELECT 1"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("query-differs odd: ")
                                .contains("PostgreSQL cannot run it (line 5 of the file)", "nowhere"),
                        line -> assertThat(line).startsWith("query-same fine"));
    }

    @Test
    void changesNothingWhateverAQueryTries() throws IOException {
        assertThat(
                        ask(
                                "-- name: sly\n-- sqlite:\nSELECT 1\n-- postgres:\nWITH d AS (DELETE FROM item RETURNING 1) SELECT 1"))
                .singleElement()
                .asString()
                .contains("PostgreSQL cannot run it");
        assertThat(databases.verify().tables().get(0).targetRows()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT 1                                                     | own.sql:1 | has to begin with a line
            -- name: a\\nSELECT 1; DELETE FROM item                       | own.sql:2 | more than one statement
            -- name: a\\nDELETE FROM item                                 | own.sql:2 | no SELECT
            -- name: a\\n\\n-- name: b\\nSELECT 1                           | own.sql:1 | There is no SQL
            -- name: a\\nSELECT 1\\n-- name: a\\nSELECT 1                   | own.sql:3 | this name already
            -- name:\\nSELECT 1                                           | own.sql:1 | has no name
            -- name: a\\n-- sqlite:\\nSELECT 1\\n-- sqlite:\\nSELECT 2       | own.sql:4 | two such spellings
            -- nothing                                                   | own.sql:1 | no query
            -- name: a\\nSELECT nothing FROM item                         | own.sql:2 | SQLite cannot run
            """)
    void namesTheLineOfAMistake(String text, String place, String words) throws IOException {
        assertThatThrownBy(() -> ask(text.replace("\\n", "\n"))).isInstanceOfSatisfying(MigrationException.class, e -> {
            assertThat(e.reason()).isEqualTo(Cause.INPUT);
            assertThat(e.line()).contains(place, words);
        });
    }
}
