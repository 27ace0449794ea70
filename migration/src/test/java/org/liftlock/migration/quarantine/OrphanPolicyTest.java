package org.liftlock.migration.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.OrphanPolicy;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

class OrphanPolicyTest {

    /** Child 2 refers to nothing, 3 to the empty text; grandchild 2 hangs on child 2, 3 on nothing, the leaf on grandchild 2. */
    private static final String TREE = """
            CREATE TABLE parent (id TEXT PRIMARY KEY);
            CREATE TABLE child (id INTEGER PRIMARY KEY, pid TEXT REFERENCES parent (id));
            CREATE TABLE grand (id INTEGER PRIMARY KEY, cid INTEGER NOT NULL REFERENCES child (id), data BLOB, x REAL);
            CREATE TABLE leaf (a TEXT, b INTEGER, gid INTEGER REFERENCES grand (id), PRIMARY KEY (a, b)) WITHOUT ROWID;
            CREATE TABLE chain (id INTEGER PRIMARY KEY, previous INTEGER REFERENCES chain (id));
            CREATE VIEW children AS SELECT id FROM child;
            INSERT INTO parent VALUES ('p1');
            INSERT INTO child VALUES (1, 'p1'), (2, 'gone'), (3, ''), (4, NULL);
            INSERT INTO grand VALUES (1, 1, x'00ff', 0.1), (2, 2, x'0a', 2.5), (3, 99, NULL, 1e300);
            INSERT INTO leaf VALUES ('o''k', 1, 1), ('lost', 2, 2);
            INSERT INTO chain VALUES (1, NULL), (2, 1), (5, 4), (6, 5), (7, 6), (8, 2);
            """;

    @TempDir
    private Path folder;

    private Path file;
    private TestDatabase database;

    @BeforeEach
    void make() throws SQLException {
        file = Sqlite.run(folder.resolve("tree.db"), TREE);
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private Carried carry(OrphanPolicy policy) {
        return Carried.into(database, file, PlanOptions.defaults().withOrphans(policy), MigrateOptions.defaults());
    }

    @Test
    void keepsThemAndSaysWhatWouldFollowIfTheyWereDeleted() throws SQLException {
        Carried carried = carry(OrphanPolicy.KEEP);

        assertThat(carried.everyRowProved()).isTrue();
        assertThat(carried.details(FindingCode.ORPHANS, "child.pid"))
                .containsExactly("parent(id): 2 rows (rowid 2, rowid 3)");
        assertThat(carried.details(FindingCode.ORPHANS_DRAW_OTHERS, "grand")).containsExactly("1 row (rowid 2)");
        assertThat(carried.details(FindingCode.ORPHANS_DRAW_OTHERS, "leaf")).containsExactly("1 row (key ('lost', 2))");
        assertThat(carried.details(FindingCode.ORPHANS_DRAW_OTHERS, "chain"))
                .containsExactly("2 rows (rowid 6, rowid 7)");
        assertThat(database.rows(
                        "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated ORDER BY 1"))
                .containsExactly("chain_previous_fkey", "child_pid_fkey", "grand_cid_fkey");
    }

    @Test
    void setsThemAsideWithTheRowsThatNeedThem() throws SQLException {
        Carried carried = carry(OrphanPolicy.QUARANTINE);

        assertThat(carried.report().saysNo()).isTrue();
        assertThat(database.rows("SELECT id FROM child ORDER BY 1")).containsExactly("1", "4");
        assertThat(database.rows("SELECT id FROM grand")).containsExactly("1");
        assertThat(database.rows("SELECT a FROM leaf")).containsExactly("o'k");
        assertThat(database.rows("SELECT id FROM chain ORDER BY 1")).containsExactly("1", "2", "8");
        assertThat(database.rows("SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"))
                .isEmpty();
        assertThat(carried.report().tables())
                .extracting("source", "rowsRead", "rowsLoaded", "rowsQuarantined", "differingRows")
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("parent", 1L, 1L, 0L, 0L),
                        org.assertj.core.groups.Tuple.tuple("child", 4L, 2L, 2L, 0L),
                        org.assertj.core.groups.Tuple.tuple("grand", 3L, 1L, 2L, 0L),
                        org.assertj.core.groups.Tuple.tuple("leaf", 2L, 1L, 1L, 0L),
                        org.assertj.core.groups.Tuple.tuple("chain", 6L, 3L, 3L, 0L));
        assertThat(carried.details(FindingCode.ROWS_QUARANTINED, "grand"))
                .containsExactly("2 rows (rowid 2, rowid 3): 1 without a parent in cid → child; 1 whose parent in cid →"
                        + " child is set aside");
    }

    @Test
    void keepsWhatIsSetAsideByteForByte() throws SQLException {
        carry(OrphanPolicy.QUARANTINE);

        assertThat(database.rows("SELECT source_row, columns, classes, contents FROM liftlock.quarantine"
                        + " WHERE source_table = 'grand' ORDER BY 1"))
                .containsExactly(
                        "rowid 2|{id,cid,data,x}|{integer,integer,blob,real}|{\"\\\\x32\",\"\\\\x32\",\"\\\\x0a\",\"\\\\x322e35\"}",
                        "rowid 3|{id,cid,data,x}|{integer,integer,\"null\",real}|{\"\\\\x33\",\"\\\\x3939\",NULL,\"\\\\x31652b333030\"}");
        assertThat(database.rows("SELECT source_row FROM liftlock.quarantine WHERE source_table = 'leaf'"))
                .containsExactly("key (lost, 2)");
    }

    @Test
    void saysOfEachRowWhyItIsSetAside() throws SQLException {
        carry(OrphanPolicy.QUARANTINE);

        assertThat(database.rows("SELECT source_table, source_row, reason FROM liftlock.quarantine ORDER BY 1, 2"))
                .containsExactly(
                        "chain|rowid 5|no parent in previous → chain",
                        "chain|rowid 6|its parent in previous → chain is set aside",
                        "chain|rowid 7|its parent in previous → chain is set aside",
                        "child|rowid 2|no parent in pid → parent",
                        "child|rowid 3|no parent in pid → parent",
                        "grand|rowid 2|its parent in cid → child is set aside",
                        "grand|rowid 3|no parent in cid → child",
                        "leaf|key (lost, 2)|its parent in gid → grand is set aside");
    }

    @Test
    void emptiesTheKeyWhereItMayBeNull() throws SQLException {
        Sqlite.run(file, "DELETE FROM grand WHERE id = 3");

        Carried carried = carry(OrphanPolicy.SET_NULL);

        assertThat(carried.report().saysNo()).isFalse();
        assertThat(database.rows("SELECT id, pid FROM child ORDER BY 1"))
                .containsExactly("1|p1", "2|null", "3|null", "4|null");
        assertThat(database.rows("SELECT id, previous FROM chain ORDER BY 1"))
                .containsExactly("1|null", "2|1", "5|null", "6|5", "7|6", "8|2");
        assertThat(carried.details(FindingCode.ORPHANS_EMPTIED, "child.pid"))
                .containsExactly("2 rows (rowid 2, rowid 3) without a parent in parent");
        assertThat(carried.report().tables()).extracting("differingRows").containsOnly(0L);
        assertThat(database.rows("SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"))
                .isEmpty();
    }

    @Test
    void refusesToEmptyAKeyThatMayNotBeNull() {
        MigrationException refusal = catchThrowableOfType(MigrationException.class, () -> carry(OrphanPolicy.SET_NULL));

        assertThat(refusal.line()).contains("grand", "NOT NULL").doesNotContain("\n");
    }

    @Test
    void touchesNothingWhereTheyAreForbidden() throws SQLException {
        Carried carried = carry(OrphanPolicy.REFUSE);

        assertThat(carried.report().saysNo()).isTrue();
        assertThat(carried.where(FindingCode.ORPHANS_FORBIDDEN))
                .containsExactly("child.pid", "grand.cid", "chain.previous");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void followsThePlanKeyByKey() throws Exception {
        Path plans = folder.resolve("plan");
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            Migration.writePlan(
                    source, Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE), plans);
        }
        Path plan = plans.resolve("plan.yaml");
        String text = Files.readString(plan);
        Files.writeString(
                plan,
                text.replaceFirst("(?m)^( *)- name: child_pid_fkey$", "$0\n$1  orphans: set-null")
                        .replaceFirst("(?m)^( *)- name: grand_cid_fkey$", "$0\n$1  orphans: quarantine"));

        RunReport report;
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), plan, RunListener.NONE);
            report =
                    Migration.migrate(source, prepared, database.target(), MigrateOptions.defaults(), RunListener.NONE);
        }

        assertThat(database.rows("SELECT id, pid FROM child ORDER BY 1"))
                .containsExactly("1|p1", "2|null", "3|null", "4|null");
        assertThat(database.rows("SELECT id FROM grand ORDER BY 1")).containsExactly("1", "2");
        assertThat(database.rows("SELECT id FROM chain ORDER BY 1")).containsExactly("1", "2", "5", "6", "7", "8");
        assertThat(report.findings())
                .extracting(finding -> finding.code())
                .contains(FindingCode.ORPHANS_EMPTIED, FindingCode.ROWS_QUARANTINED, FindingCode.ORPHANS);
    }

    @Test
    void forgetsWhatAnEarlierRunHadSetAside() throws SQLException {
        carry(OrphanPolicy.QUARANTINE);
        Sqlite.run(
                file,
                "UPDATE child SET pid = 'p1' WHERE id > 1",
                "DELETE FROM chain",
                "DELETE FROM grand WHERE id = 3");

        Carried again = Carried.into(
                database,
                file,
                PlanOptions.defaults().withOrphans(OrphanPolicy.QUARANTINE),
                new MigrateOptions("public", false, true, true, null, false));

        assertThat(again.report().saysNo()).isFalse();
        assertThat(again.everyRowProved()).isTrue();
        assertThat(database.rows("SELECT nspname FROM pg_namespace WHERE nspname = 'liftlock'"))
                .isEmpty();
    }

    @Test
    void refusesToEmptyAKeyThatOtherRowsReferTo() throws SQLException {
        Sqlite.run(
                file,
                "DELETE FROM grand WHERE id = 3",
                "CREATE UNIQUE INDEX child_pid ON child (pid)",
                "CREATE TABLE nephew (pid TEXT REFERENCES child (pid))");

        MigrationException refusal = catchThrowableOfType(MigrationException.class, () -> carry(OrphanPolicy.SET_NULL));

        assertThat(refusal.line()).contains("child_pid_fkey", "referred to").doesNotContain("\n");
    }

    @Test
    void leavesNothingInTheWorkFolder() {
        SourceOptions options = new SourceOptions(2, true, folder);
        try (SqliteSource source = SqliteSource.open(file, options)) {
            Migration.prepare(
                    source, PlanOptions.defaults().withOrphans(OrphanPolicy.QUARANTINE), null, RunListener.NONE);

            assertThat(List.of(folder.toFile().list())).hasSize(2).contains("tree.db");
        }
        assertThat(List.of(folder.toFile().list())).containsExactly("tree.db");

        try (SqliteSource source = SqliteSource.open(file, options)) {
            PlanOptions impossible = PlanOptions.defaults().withOrphans(OrphanPolicy.SET_NULL);
            assertThat(catchThrowableOfType(
                            MigrationException.class,
                            () -> Migration.prepare(source, impossible, null, RunListener.NONE)))
                    .isNotNull();
        }
        assertThat(List.of(folder.toFile().list())).containsExactly("tree.db");
    }
}
