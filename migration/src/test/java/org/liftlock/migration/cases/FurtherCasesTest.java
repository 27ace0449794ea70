package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;
import org.sqlite.Collation;

/** Cases beside the twenty-five. */
class FurtherCasesTest {

    @TempDir
    Path folder;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void keepsSpellingsOfTimeThatAreNoSqlTimes() throws SQLException {
        String stamp = "2023-06-21 17:02:06.347726 +0545 +0545 m=+0.0145";
        Carried carried = Carried.into(
                database,
                Sqlite.run(
                        folder.resolve("stamps.sqlite"),
                        "CREATE TABLE t (at DATETIME)",
                        "INSERT INTO t VALUES ('" + stamp + "'), ('2023-06-21 17:02:06')"));

        assertThat(carried.report().saysNo()).isFalse();
        assertThat(database.columns("t")).containsExactly("at text");
        assertThat(database.rows("SELECT at FROM t ORDER BY 1 DESC")).containsExactly(stamp, "2023-06-21 17:02:06");
        assertThat(carried.where(FindingCode.MIXED_TEMPORAL_FORMS)).containsExactly("t.at");
    }

    @Test
    void keepsTheInstantsOfMixedOffsets() throws SQLException {
        Carried carried = Carried.into(
                database,
                Sqlite.run(
                        folder.resolve("offsets.sqlite"),
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, at TIMESTAMP)",
                        "INSERT INTO t (at) VALUES ('2023-06-21 17:02:06+05:45'), ('2023-06-21T17:02:06Z')"));

        assertThat(carried.report().saysNo()).isFalse();
        assertThat(database.rows("SELECT at FROM t ORDER BY id"))
                .containsExactly("2023-06-21 11:17:06+00", "2023-06-21 17:02:06+00");
    }

    @Test
    void indexesTextsThatAreTooLongForATree() throws SQLException {
        Carried carried = Carried.into(
                database,
                Sqlite.run(
                        folder.resolve("long.sqlite"),
                        "CREATE TABLE t (v TEXT)",
                        "CREATE INDEX i ON t (v)",
                        // Random digits, since PostgreSQL would compress others.
                        "INSERT INTO t VALUES (hex(randomblob(6000)))"));

        assertThat(carried.report().saysNo()).isFalse();
        assertThat(carried.everyRowProved()).isTrue();
        assertThat(database.indexes("t")).containsExactly("CREATE INDEX i ON public.t USING hash (v)");
        assertThat(carried.details(FindingCode.INDEX_AS_HASH, "t.v")).containsExactly("index i");
    }

    @Test
    void namesCollationsThatOnlyTheApplicationKnows() throws SQLException {
        Path file = folder.resolve("collation.sqlite");
        try (Connection connection = Sqlite.connect(file);
                Statement statement = connection.createStatement()) {
            Collation.create(connection, "NOCASE_UTF8", new Collation() {
                @Override
                protected int xCompare(String one, String other) {
                    return one.compareToIgnoreCase(other);
                }
            });
            statement.execute("CREATE TABLE t (v TEXT COLLATE NOCASE_UTF8)");
            statement.execute("INSERT INTO t VALUES ('É'), ('é')");
        }

        Carried carried = Carried.into(database, file);

        assertThat(carried.report().saysNo()).isFalse();
        assertThat(carried.everyRowProved()).isTrue();
        assertThat(carried.findings()).singleElement().asString().isEqualTo("collation-other t.v: NOCASE_UTF8");
    }
}
