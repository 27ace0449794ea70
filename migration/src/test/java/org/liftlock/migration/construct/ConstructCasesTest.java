package org.liftlock.migration.construct;

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

/** What counting the constructs of random schemas has found, one case each. */
class ConstructCasesTest {

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

    private Carried carry(String... statements) throws SQLException {
        return Carried.into(database, Sqlite.run(folder.resolve("case.sqlite"), statements));
    }

    @Test
    void takesTablesForVirtualOnesOnlyWhereSqliteDoes() throws SQLException {
        carry(
                "CREATE TABLE \"Ä\" (a INTEGER)",
                "CREATE TABLE \"Ä_data\" (a INTEGER)",
                "CREATE VIRTUAL TABLE \"ä\" USING fts5(x)");
        assertThat(database.relations()).containsExactly("public.Ä", "public.Ä_data");
    }

    @Test
    void readsForeignKeysThatPointToViews() throws SQLException {
        Carried carried = carry("CREATE TABLE t (a REFERENCES v)", "CREATE VIEW v AS SELECT * FROM nowhere");
        assertThat(carried.where(FindingCode.FOREIGN_KEY_WITHOUT_PARENT)).containsExactly("t.a");
        assertThat(carried.where(FindingCode.VIEW_BROKEN)).containsExactly("v");
    }

    @Test
    void keepsForeignKeysOfGeneratedColumnsWithoutTheActionsThatNeverWork() throws SQLException {
        Carried carried = carry(
                "CREATE TABLE p (k TEXT PRIMARY KEY)",
                "CREATE TABLE c (a TEXT, g TEXT AS (a || 'x') REFERENCES p ON DELETE SET NULL ON UPDATE CASCADE)");
        assertThat(database.constraints("c")).containsExactly("c_g_fkey FOREIGN KEY (g) REFERENCES p(k)");
        assertThat(carried.details(FindingCode.TRANSLATION_NOTE, "c.g"))
                .anyMatch(note -> note.startsWith("ON DELETE SET NULL "))
                .anyMatch(note -> note.startsWith("ON UPDATE CASCADE "));
    }

    @Test
    void givesIntegersTheTypeOfTheIdThatTheyPointTo() throws SQLException {
        Carried carried = carry(
                "CREATE TABLE p (id INTEGER PRIMARY KEY)",
                "CREATE TABLE c (p NUMERIC REFERENCES p, q BOOLEAN REFERENCES p)",
                "INSERT INTO p VALUES (1)",
                "INSERT INTO c VALUES (1, 1)");
        assertThat(database.columns("c")).containsExactly("p bigint", "q bigint");
        assertThat(database.constraints("c")).hasSize(2);
        assertThat(carried.where(FindingCode.WIDENED_BY_FOREIGN_KEY)).containsExactly("c.p", "c.q");
    }

    @Test
    void keepsForeignKeysOverIndexesWithoutCaseOnlyWhereSqliteTakesThem() throws SQLException {
        Carried carried = carry(
                "CREATE TABLE p (a TEXT, b TEXT COLLATE NOCASE)",
                "CREATE UNIQUE INDEX i ON p (a COLLATE NOCASE)",
                "CREATE UNIQUE INDEX j ON p (b)",
                "CREATE TABLE c (a TEXT REFERENCES p (a), b TEXT REFERENCES p (b))");
        assertThat(database.constraints("c")).containsExactly("c_b_fkey FOREIGN KEY (b) REFERENCES p(b)");
        assertThat(carried.where(FindingCode.FOREIGN_KEY_WITHOUT_PARENT)).containsExactly("c.a");
    }

    @Test
    void namesForeignKeysWhoseTypesPostgresqlCannotJoin() throws SQLException {
        Carried carried = carry(
                "CREATE TABLE P (id INTEGER PRIMARY KEY)",
                "CREATE TABLE C (a REAL REFERENCES P)",
                "INSERT INTO P VALUES (1)",
                "INSERT INTO C VALUES (1.0)");
        assertThat(carried.findings()).containsExactly("foreign-key-types C.a: P(id): double precision and bigint");
    }

    @Test
    void namesEmptyColumnsThatAForeignKeyGivesAnotherType() throws SQLException {
        Carried carried = carry(
                "CREATE TABLE P (code TEXT PRIMARY KEY)",
                "CREATE TABLE C (P_code INTEGER REFERENCES P) STRICT",
                "INSERT INTO P VALUES ('a')");
        assertThat(carried.findings()).containsExactly("widened-by-foreign-key C.P_code: bigint becomes text");
    }

    @Test
    void computesNoGeneratedColumnFromAnother() throws SQLException {
        Carried carried =
                carry("CREATE TABLE t (a INTEGER, g AS (a + 1), h INTEGER AS (\"G\" * 2))", "INSERT INTO t VALUES (3)");
        assertThat(carried.where(FindingCode.GENERATED_AS_VALUES)).containsExactly("t.h");
        assertThat(database.rows("SELECT * FROM t")).containsExactly("3|4|8");
    }

    @Test
    void takesAnIndexOfAllRowsForThat() throws SQLException {
        Carried carried = carry("CREATE TABLE t (a INTEGER)", "CREATE INDEX i ON t (a) WHERE 1");
        assertThat(carried.findings()).isEmpty();
        assertThat(database.indexes("t")).containsExactly("CREATE INDEX i ON public.t USING btree (a)");
    }

    @Test
    void foldsTheCaseOfExpressionsOnlyWhereTheyAreText() throws SQLException {
        Carried carried = carry(
                "CREATE TABLE t (a TEXT)",
                "CREATE INDEX i ON t (length(a) COLLATE NOCASE)",
                "CREATE INDEX j ON t ((a || 'x') COLLATE NOCASE)",
                "CREATE INDEX k ON t (a = 'x' COLLATE NOCASE)",
                "CREATE INDEX l ON t ((a || 'x') COLLATE RTRIM)");
        assertThat(database.indexes("t"))
                .containsExactly(
                        "CREATE INDEX i ON public.t USING btree (char_length(a))",
                        "CREATE INDEX j ON public.t USING btree (lower((a || 'x'::text)))",
                        "CREATE INDEX k ON public.t USING btree ((((lower(a) = 'x'::text))::integer))");
        assertThat(carried.where(FindingCode.COLLATION_NOCASE)).containsExactly("i", "j");
        assertThat(carried.where(FindingCode.INDEX_NOT_TRANSLATED)).containsExactly("l");
    }

    @Test
    void tellsStorageClassesOnlyWhereTheyAreKept() throws SQLException {
        Carried carried = carry(
                "CREATE TABLE t (a, b INTEGER AS (typeof(a) = 'text'), c BLOB, d AS (typeof(c)))",
                "INSERT INTO t (a, c) VALUES (1, x'00'), ('x', x'01')");
        assertThat(carried.where(FindingCode.GENERATED_AS_VALUES)).containsExactly("t.b");
        assertThat(database.rows("SELECT b, d FROM t ORDER BY c")).containsExactly("0|blob", "1|blob");
    }

    @Test
    void refusesViewsThatReadATableTwiceUnderOneName() throws SQLException {
        Carried carried = carry("CREATE TABLE t (a)", "CREATE VIEW v AS SELECT a FROM t LEFT JOIN T USING (a)");
        assertThat(carried.where(FindingCode.VIEW_NOT_TRANSLATED)).containsExactly("v");
    }
}
