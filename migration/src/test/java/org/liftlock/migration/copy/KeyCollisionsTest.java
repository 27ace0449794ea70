package org.liftlock.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

class KeyCollisionsTest {

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void make() throws SQLException {
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private Carried carry(String statements) throws SQLException {
        return Carried.into(database, Sqlite.run(folder.resolve("keys.db"), statements));
    }

    @Test
    void keepsAllRowsOfAKeyThatNumberAndTextShare() throws SQLException {
        Carried carried =
                carry("CREATE TABLE code (k PRIMARY KEY, v TEXT); INSERT INTO code VALUES (1, 'a'), ('1', 'b'),"
                        + " (2.5, 'c'), ('2.5', 'd'), ('x', 'e');"
                        + " CREATE TABLE uses (k REFERENCES code (k)); INSERT INTO uses VALUES ('x')");

        assertThat(carried.everyRowProved()).isTrue();
        assertThat(carried.report().saysNo()).isTrue();
        assertThat(carried.details(FindingCode.KEYS_COLLIDE, "code"))
                .containsExactly("primary key (k): 2 rows: rowid 2 meets rowid 1, rowid 4 meets rowid 3");
        assertThat(carried.where(FindingCode.FOREIGN_KEY_WITHOUT_PARENT)).containsExactly("uses");
        assertThat(carried.where(FindingCode.STATEMENT_FAILED)).isEmpty();
        assertThat(database.indexes("code")).containsExactly("CREATE INDEX code_pkey ON public.code USING btree (k)");
    }

    @Test
    void findsSpellingsOfOneTimeAlsoInAPartOfATable() throws SQLException {
        Carried carried = carry("CREATE TABLE run (at TIMESTAMP, kind INT);"
                + " CREATE UNIQUE INDEX run_at ON run (at) WHERE kind = 1;"
                + " CREATE UNIQUE INDEX run_both ON run (kind, at);"
                + " INSERT INTO run VALUES ('2021-01-01T00:00:00Z', 1), ('2021-01-01 01:00:00+01:00', 2),"
                + " ('2021-01-01T00:00:00.000Z', 3)");

        assertThat(carried.where(FindingCode.KEYS_COLLIDE)).isEmpty();
        assertThat(carried.report().saysNo()).isFalse();

        Sqlite.run(folder.resolve("keys.db"), "UPDATE run SET kind = 1 WHERE kind = 3");
        try (TestDatabase second = TestPostgres.freshDatabase()) {
            Carried again = Carried.into(second, folder.resolve("keys.db"));

            assertThat(again.details(FindingCode.KEYS_COLLIDE, "run"))
                    .containsExactlyInAnyOrder(
                            "unique index run_at: 1 row: rowid 3 meets rowid 1",
                            "unique index run_both: 1 row: rowid 3 meets rowid 1");
            assertThat(again.everyRowProved()).isTrue();
            assertThat(again.where(FindingCode.STATEMENT_FAILED)).isEmpty();
            assertThat(second.indexes("run"))
                    .containsExactly(
                            "CREATE INDEX run_at ON public.run USING btree (at) WHERE (kind = 1)",
                            "CREATE INDEX run_both ON public.run USING btree (kind, at)");
        }
    }

    @Test
    void testsKeysWithoutCaseByTheirLowerCase() throws SQLException {
        Carried carried = carry("CREATE TABLE mail (address COLLATE NOCASE UNIQUE, other TEXT COLLATE NOCASE UNIQUE);"
                + " INSERT INTO mail VALUES (17, 'É'), ('x', 'é'), (x'41', 'a')");

        assertThat(carried.where(FindingCode.KEYS_COLLIDE)).isEmpty();
        assertThat(carried.everyRowProved()).isTrue();

        Sqlite.run(
                folder.resolve("keys.db"),
                "DELETE FROM mail WHERE typeof(address) = 'blob'",
                "INSERT INTO mail VALUES ('17', 'b'), (1e20, 'c'), ('1E+20', 'd')");
        try (TestDatabase second = TestPostgres.freshDatabase()) {
            Carried again = Carried.into(second, folder.resolve("keys.db"));

            assertThat(again.details(FindingCode.KEYS_COLLIDE, "mail")).hasSize(1);
            assertThat(again.everyRowProved()).isTrue();
            assertThat(again.where(FindingCode.STATEMENT_FAILED)).isEmpty();
        }
    }
}
