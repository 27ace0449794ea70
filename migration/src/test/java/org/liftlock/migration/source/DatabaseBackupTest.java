package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.testing.BackupProcess;
import org.liftlock.migration.testing.FolderImage;
import org.liftlock.migration.testing.InPhase;
import org.liftlock.migration.testing.OtherApplication;
import org.liftlock.migration.testing.Sqlite;

/** A copy of a file in use is one state of it, whole or not there, and the file is as before. */
class DatabaseBackupTest {

    private static final String WAL = "PRAGMA journal_mode = WAL";
    private static final String TABLES = "CREATE TABLE one (n INTEGER, filler TEXT); CREATE TABLE two (n INTEGER);"
            + "INSERT INTO two VALUES (0);"
            + "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 500)"
            + " INSERT INTO one SELECT 0, hex(randomblob(200)) FROM i";

    @TempDir
    Path temporary;

    private Path folder;
    private Path file;
    private Path backups;
    private Path copy;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectory(temporary.resolve("source"));
        backups = Files.createDirectory(temporary.resolve("backups"));
        file = folder.resolve("app.db");
        copy = backups.resolve("copy.db");
    }

    private DatabaseBackup.Result make(boolean replace) {
        return DatabaseBackup.make(file, copy, replace, false, RunListener.NONE);
    }

    private MigrationException refusal(boolean replace, RunListener listener) {
        return catchThrowableOfType(
                MigrationException.class, () -> DatabaseBackup.make(file, copy, replace, false, listener));
    }

    private static String content(Path database) throws SQLException {
        try (Connection connection = Sqlite.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT group_concat(n || filler), (SELECT n FROM two),"
                        + " (SELECT group_concat(sql) FROM sqlite_schema) FROM one")) {
            row.next();
            return row.getString(1) + row.getString(2) + row.getString(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WAL, "PRAGMA journal_mode = DELETE"})
    void copiesAQuietFileWithoutATrace(String journal) throws Exception {
        Sqlite.run(file, journal, TABLES);
        Map<String, String> before = FolderImage.of(folder);

        DatabaseBackup.Result result = make(false);

        assertThat(result.findings()).isEmpty();
        assertThat(result.bytes()).isEqualTo(Files.size(copy));
        assertThat(FolderImage.of(folder)).isEqualTo(before);
        assertThat(FolderImage.of(backups)).containsOnlyKeys("copy.db");
        assertThat(content(copy)).isEqualTo(content(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {WAL, "PRAGMA journal_mode = DELETE"})
    void copiesOneStateWhileAnApplicationWrites(String journal) throws Exception {
        Sqlite.run(file, journal, TABLES);
        try (OtherApplication other = OtherApplication.writing(file, "PRAGMA synchronous = OFF")) {
            for (int i = 0; i < 5; i++) {
                assertThat(make(true).findings()).isEmpty();
                try (Connection connection = Sqlite.connect(copy);
                        Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(
                                "SELECT min(n), max(n), (SELECT n FROM two), count(*) FROM one")) {
                    row.next();
                    assertThat(row.getLong(1))
                            .isPositive()
                            .isEqualTo(row.getLong(2))
                            .isEqualTo(row.getLong(3));
                    assertThat(row.getInt(4)).isEqualTo(500);
                }
            }
            assertThat(other.stop()).isEqualTo("many commits, 0 refusals");
        }
    }

    @Test
    void takesWhatAKilledApplicationLeftInTheLog() throws Exception {
        Sqlite.run(file, WAL, TABLES);
        try (OtherApplication other = OtherApplication.holding(file, "UPDATE two SET n = -4711")) {
            other.kill();
        }
        Map<String, String> before = FolderImage.of(folder);

        make(false);

        assertThat(FolderImage.of(folder)).isEqualTo(before).containsKey("app.db-wal");
        assertThat(FolderImage.of(backups)).containsOnlyKeys("copy.db");
        assertThat(content(copy)).contains("-4711");
    }

    @Test
    void leavesOutATransactionThatIsUnderWay() throws Exception {
        Sqlite.run(file, TABLES);
        try (OtherApplication other = OtherApplication.holding(
                file, "PRAGMA cache_size = 5", "BEGIN EXCLUSIVE", "UPDATE one SET n = -4711")) {
            Map<String, String> before = FolderImage.of(folder);
            make(false);
            assertThat(FolderImage.of(folder)).isEqualTo(before);
            assertThat(content(copy)).doesNotContain("-4711");
            other.stop();
        }
    }

    @Test
    void replacesOnlyWhenToldTo() throws Exception {
        Sqlite.run(file, TABLES);
        Files.writeString(copy, "the copy of yesterday");

        MigrationException refusal = refusal(false, RunListener.NONE);

        assertThat(refusal.reason()).isEqualTo(Cause.INPUT);
        assertThat(refusal.line()).contains("copy.db", "--replace");
        assertThat(copy).hasContent("the copy of yesterday");
        make(true);
        assertThat(content(copy)).isEqualTo(content(file));
        assertThat(FolderImage.of(backups)).containsOnlyKeys("copy.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.db", "app.db-wal", "app.db-journal", "app.db-shm", "linked.db", "../source/app.db"})
    void refusesThePlaceOfTheSource(String place) throws Exception {
        Sqlite.run(file, TABLES);
        Files.createLink(folder.resolve("linked.db"), file);
        Map<String, String> before = FolderImage.of(folder);
        copy = folder.resolve(place);

        MigrationException refusal = refusal(true, RunListener.NONE);

        assertThat(refusal.reason()).isEqualTo(Cause.INPUT);
        assertThat(refusal.line()).contains("must not take the place");
        assertThat(FolderImage.of(folder)).isEqualTo(before);
    }

    @Test
    void refusesAPlaceWithTheLogOfAnotherDatabase() throws Exception {
        Sqlite.run(file, TABLES);
        Files.writeString(backups.resolve("copy.db-wal"), "of another");

        assertThat(refusal(false, RunListener.NONE).line()).contains("log or journal", "copy.db");
        assertThat(FolderImage.of(backups)).containsOnlyKeys("copy.db-wal");
    }

    @Test
    void keepsTheCopyAsPrivateAsTheSource() throws Exception {
        Sqlite.run(file, TABLES);
        assumeThat(Files.getFileStore(file).supportsFileAttributeView("posix"))
                .as("a file system with permissions")
                .isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        make(false);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {WAL, "PRAGMA journal_mode = DELETE"})
    void clearsUpWhenInterrupted(String journal) throws Exception {
        Sqlite.run(file, journal, TABLES);
        Files.writeString(copy, "the copy of yesterday");
        Map<String, String> before = FolderImage.of(folder);
        for (Phase phase : new Phase[] {Phase.BACKUP, Phase.CHECK}) {
            Thread thread = Thread.currentThread();
            RunListener interrupting = new RunListener() {
                @Override
                public void begins(Phase begun, long total) {
                    if (begun == phase) {
                        thread.interrupt();
                    }
                }
            };

            MigrationException failure = refusal(true, interrupting);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.reason()).isEqualTo(Cause.INTERRUPTED);
            assertThat(copy).hasContent("the copy of yesterday");
            assertThat(FolderImage.of(backups)).containsOnlyKeys("copy.db");
            assertThat(FolderImage.of(folder)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WAL, "PRAGMA journal_mode = DELETE"})
    void leavesNothingUnderTheNameWhenKilled(String journal) throws Exception {
        Sqlite.run(file, journal, TABLES);
        BackupProcess.killInTheMiddle(file, copy);
        assertThat(copy).doesNotExist();

        make(false);

        assertThat(content(copy)).isEqualTo(content(file));
        try (var left = Files.list(backups)) {
            assertThat(left).containsExactly(copy);
        }
    }

    @Test
    void namesRowsThatBreakForeignKeysAndRules() throws Exception {
        Sqlite.run(
                file,
                "CREATE TABLE album (id INTEGER PRIMARY KEY);"
                        + "CREATE TABLE track (id INTEGER PRIMARY KEY, album_id INTEGER REFERENCES album (id), name TEXT);"
                        + "CREATE TABLE odd (x INTEGER REFERENCES track (name));"
                        + "INSERT INTO track VALUES (1, 9, 'a'), (2, NULL, NULL), (3, 9, 'c');"
                        + "INSERT INTO odd VALUES (1)",
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT', 'name TEXT NOT NULL') WHERE name = 'track'");

        DatabaseBackup.Result result = make(false);

        assertThat(result.saysNo()).isTrue();
        assertThat(result.findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        FindingCode.COPY_BREAKS_RULE,
                        FindingCode.COPY_BREAKS_FOREIGN_KEY,
                        FindingCode.COPY_NOT_CHECKED);
        assertThat(result.findings())
                .extracting(Finding::line)
                .anyMatch(line ->
                        line.startsWith("track.album_id: ") && line.endsWith("album(id): 2 rows (rowid 1, rowid 3)"))
                .anyMatch(line -> line.startsWith("track.name: ") && line.endsWith("NULL value in track.name: 1 row"))
                .anyMatch(line -> line.startsWith("odd: ") && line.contains(": foreign key mismatch - "));
        assertThat(copy).exists();
    }

    @Test
    void leavesNoCopyOfADamagedFile() throws Exception {
        Sqlite.run(
                file,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); CREATE INDEX t_v ON t (v);"
                        + "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = 'CREATE INDEX t_v ON t (v DESC)' WHERE name = 't_v'");

        MigrationException failure = refusal(false, RunListener.NONE);

        assertThat(failure.reason()).isEqualTo(Cause.INPUT);
        assertThat(failure.line()).contains("damaged", "app.db", "REINDEX", ".recover");
        assertThat(FolderImage.of(backups)).isEmpty();

        Files.delete(file);
        Sqlite.run(file, TABLES);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4 * 4096, 6 * 4096, (byte) 0x5a);
        Files.write(file, bytes);
        assertThat(refusal(false, RunListener.NONE).line()).contains("damaged", "app.db");
        assertThat(FolderImage.of(backups)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {WAL, "PRAGMA journal_mode = DELETE"})
    void leavesNothingOnAFullDisk(String journal) throws Exception {
        Sqlite.run(
                file,
                journal,
                "CREATE TABLE big AS WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 12)"
                        + " SELECT randomblob(1000000) AS b FROM i");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", backups.toString());
        assumeThat(mounted).as("this user may mount a small file system").isTrue();
        try {
            Path other = backups.resolve("of others");
            InPhase filling = InPhase.of(Phase.BACKUP, () -> {
                try (OutputStream out = Files.newOutputStream(other)) {
                    out.write(new byte[11_000_000]);
                }
            });

            MigrationException failure = refusal(false, filling);

            assertThat(filling.isDone()).isTrue();
            assertThat(failure.reason()).isEqualTo(Cause.ENVIRONMENT);
            assertThat(failure.line()).containsAnyOf("cannot be written", "cannot be copied");
            try (var left = Files.list(backups)) {
                assertThat(left).containsExactly(other);
            }
        } finally {
            run("umount", backups.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
