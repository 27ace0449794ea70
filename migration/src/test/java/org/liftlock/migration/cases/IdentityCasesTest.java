package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Cases of ids that the database gives, and of targets that an application has prepared. */
class IdentityCasesTest {

    @TempDir
    Path folder;

    @Test
    void neverGivesAnIdThatWasUsed() throws SQLException {
        try (Carried b09 = Carried.failureCase(folder, "b09")) {
            assertThat(b09.report().saysNo()).isFalse();
            assertThat(b09.everyRowProved()).isTrue();
            assertThat(b09.database().rows("SELECT * FROM b09 ORDER BY id")).containsExactly("1|a", "5|b");
            assertThat(b09.database().value("INSERT INTO b09 (v) VALUES ('next') RETURNING id"))
                    .isEqualTo("10");
        }
    }

    @Test
    void givesIdsForEmptyTablesAndOnlyForRowidAliases() throws SQLException {
        try (Carried b10 = Carried.failureCase(folder, "b10")) {
            assertThat(b10.report().saysNo()).isFalse();
            assertThat(b10.database().columns("b10")).containsExactly("id bigint not null identity", "name text");
            assertThat(b10.database().columns("b10b")).containsExactly("a bigint not null", "b bigint not null");
            assertThat(b10.database().columns("b10c")).containsExactly("key bigint not null identity", "v text");
            assertThat(b10.database().constraints("b10b")).containsExactly("b10b_pkey PRIMARY KEY (b, a)");
            assertThat(b10.database().value("INSERT INTO b10 (name) VALUES ('first') RETURNING id"))
                    .isEqualTo("1");
            assertThat(b10.database().value("INSERT INTO b10c (v) VALUES ('first') RETURNING key"))
                    .isEqualTo("1");
        }
    }

    @Test
    void beginsAtOneBehindZeroAndNegativeIds() throws SQLException {
        try (Carried b11 = Carried.failureCase(folder, "b11")) {
            assertThat(b11.report().saysNo()).isFalse();
            assertThat(b11.everyRowProved()).isTrue();
            assertThat(b11.database().rows("SELECT * FROM b11 ORDER BY id")).containsExactly("-7|neg", "0|zero");
            assertThat(b11.database().value("INSERT INTO b11 (v) VALUES ('next') RETURNING id"))
                    .isEqualTo("1");
            assertThat(b11.database().value("INSERT INTO b11e (v) VALUES ('next') RETURNING id"))
                    .isEqualTo("1");
        }
    }

    @Test
    void leavesTablesOfAnApplicationAlone() throws SQLException {
        assertRefused(
                "b06",
                "CREATE TABLE b06 (uuid text PRIMARY KEY, kdf integer NOT NULL, atype integer NOT NULL)",
                "INSERT INTO b06 VALUES ('theirs', 1, 2)");
        assertRefused("b12", "CREATE TABLE b12 (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text)");
        assertRefused(
                "b13",
                "CREATE TABLE b13 (id bigint PRIMARY KEY, name text UNIQUE)",
                "INSERT INTO b13 VALUES (1, 'default'), (7, 'mine')");
    }

    private void assertRefused(String name, String... prepared) throws SQLException {
        Path file = Sqlite.run(folder.resolve(name + ".sqlite"), Sqlite.failureCase(name));
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            database.execute(prepared);
            String before = image(database, name);

            MigrationException refusal =
                    catchThrowableOfType(MigrationException.class, () -> Carried.into(database, file));

            assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
            assertThat(refusal.line()).contains(name, "--schema", "--replace", "verify");
            assertThat(image(database, name)).isEqualTo(before);
            assertThat(database.relations()).containsExactly("public." + name);
            assertThat(database.hasLedger()).isFalse();
        }
    }

    private static String image(TestDatabase database, String table) throws SQLException {
        return database.columns(table) + "\n" + database.constraints(table) + "\n"
                + database.rows("SELECT * FROM " + table + " ORDER BY 1");
    }
}
