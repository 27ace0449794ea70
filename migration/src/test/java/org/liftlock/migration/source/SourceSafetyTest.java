package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.FolderImage;
import org.liftlock.migration.testing.OtherApplication;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** A whole run leaves the bytes of the file, and the files beside it, as they were. */
class SourceSafetyTest {

    private static final String WAL = "PRAGMA journal_mode = WAL";
    private static final String TABLE = "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);"
            + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
            + " INSERT INTO t SELECT i, 'value ' || i FROM n";

    @TempDir
    Path temporary;

    private Path folder;
    private Path file;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("source"));
        file = folder.resolve("app.db");
    }

    @Test
    void leavesARollbackJournalFileAsItWas() throws Exception {
        Sqlite.run(file, TABLE);
        assertCarriedWithoutTrace("2000|value 2000");
    }

    @Test
    void leavesACleanWalFileAsItWas() throws Exception {
        Sqlite.run(file, WAL, TABLE);
        assertThat(folder).isDirectoryNotContaining(side -> side.toString().endsWith("-wal"));
        assertCarriedWithoutTrace("2000|value 2000");
    }

    @Test
    void readsTheLogThatAKilledApplicationLeft() throws Exception {
        Sqlite.run(file, WAL, TABLE);
        try (OtherApplication other =
                OtherApplication.holding(file, "INSERT INTO t VALUES (2001, 'only in the log')")) {
            other.kill();
        }
        assertThat(folder.resolve("app.db-wal")).isNotEmptyFile();
        assertCarriedWithoutTrace("2001|only in the log");
    }

    @Test
    void readsALogWithoutItsIndex() throws Exception {
        Sqlite.run(file, WAL, TABLE);
        try (OtherApplication other =
                OtherApplication.holding(file, "INSERT INTO t VALUES (2001, 'only in the log')")) {
            other.kill();
        }
        Files.delete(folder.resolve("app.db-shm"));
        assertCarriedWithoutTrace("2001|only in the log");
    }

    @Test
    void readsAWalFileThatIsInUse() throws Exception {
        Sqlite.run(file, WAL, TABLE);
        try (OtherApplication other =
                OtherApplication.holding(file, "INSERT INTO t VALUES (2001, 'only in the log')")) {
            Map<String, String> before = FolderImage.of(folder);
            assertThat(lastRow()).isEqualTo("2001|only in the log");
            Map<String, String> after = FolderImage.of(folder);
            assertThat(after.keySet()).isEqualTo(before.keySet());
            assertThat(after.get("app.db")).isEqualTo(before.get("app.db"));
            assertThat(after.get("app.db-wal")).isEqualTo(before.get("app.db-wal"));
            other.stop();
        }
        assertCarriedWithoutTrace("2001|only in the log");
    }

    @Test
    void rollsAHotJournalBackInACopy() throws Exception {
        makeHotJournal();
        assertCarriedWithoutTrace("2000|value 2000");
    }

    @Test
    void readsTheStateBeforeATransactionThatIsUnderWay() throws Exception {
        Sqlite.run(file, TABLE);
        try (OtherApplication other = OtherApplication.holding(
                file, "PRAGMA cache_size = 5", "BEGIN EXCLUSIVE", "UPDATE t SET v = 'not committed ' || id")) {
            assertThat(folder.resolve("app.db-journal")).isNotEmptyFile();
            assertCarriedWithoutTrace("2000|value 2000");
            other.stop();
        }
    }

    @Test
    void readsAFileThatIsLockedExclusively() throws Exception {
        Sqlite.run(file, TABLE);
        try (OtherApplication other = OtherApplication.holding(file, "BEGIN EXCLUSIVE")) {
            assertCarriedWithoutTrace("2000|value 2000");
            other.stop();
        }
    }

    @Test
    void takesAnyCharacterInAPath() throws Exception {
        Path odd = Files.createDirectory(temporary.resolve("100% a #folder? with=all & sundry %41"));
        Sqlite.run(file, WAL, TABLE);
        Files.move(file, odd.resolve("it's #1? 50%25.db"));
        folder = odd;
        file = odd.resolve("it's #1? 50%25.db");
        assertCarriedWithoutTrace("2000|value 2000");
        Sqlite.run(temporary.resolve("plain.db"), TABLE);
        Files.move(temporary.resolve("plain.db"), odd.resolve("ümläut #2?.db"));
        file = odd.resolve("ümläut #2?.db");
        assertCarriedWithoutTrace("2000|value 2000");
    }

    @Test
    void readsWalAndJournalFilesInAFolderThatCannotBeWritten() throws Exception {
        Sqlite.run(file, WAL, TABLE);
        try (ReadOnlyFolder readOnly = new ReadOnlyFolder(folder)) {
            assertCarriedWithoutTrace("2000|value 2000");
        }
        try (OtherApplication other =
                OtherApplication.holding(file, "INSERT INTO t VALUES (2001, 'only in the log')")) {
            other.kill();
        }
        try (ReadOnlyFolder readOnly = new ReadOnlyFolder(folder)) {
            assertCarriedWithoutTrace("2001|only in the log");
        }
        makeHotJournal();
        try (ReadOnlyFolder readOnly = new ReadOnlyFolder(folder)) {
            assertCarriedWithoutTrace("2000|value 2000");
        }
    }

    @Test
    void readsBothFormsOfUtf16() throws Exception {
        for (String encoding : new String[] {"UTF-16le", "UTF-16be"}) {
            file = folder.resolve(encoding + ".db");
            Sqlite.run(
                    file,
                    "PRAGMA encoding = '" + encoding + "'",
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT DEFAULT 'ö')",
                    "INSERT INTO t VALUES (1, 'a'), (2, 'grüße, 𝄞 and 日本')");
            assertCarriedWithoutTrace("2|grüße, 𝄞 and 日本");
        }
    }

    private void makeHotJournal() throws SQLException, IOException {
        for (Path left : Files.list(folder).toList()) {
            Files.delete(left);
        }
        Path original = temporary.resolve("original.db");
        Files.deleteIfExists(original);
        Sqlite.run(original, TABLE);
        byte[] before = Files.readAllBytes(original);
        try (Connection connection = Sqlite.connect(original);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = 5");
            connection.setAutoCommit(false);
            statement.execute("UPDATE t SET v = 'not committed ' || id");
            // The last connection of this process to it: nothing is lost with the locks that copying drops.
            Files.copy(original, file);
            Files.copy(temporary.resolve("original.db-journal"), folder.resolve("app.db-journal"));
            connection.rollback();
        }
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    }

    private void assertCarriedWithoutTrace(String lastRow) throws Exception {
        Map<String, String> before = FolderImage.of(folder);
        assertThat(lastRow()).isEqualTo(lastRow);
        assertThat(FolderImage.of(folder)).isEqualTo(before);
    }

    private String lastRow() throws SQLException {
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            Carried carried = Carried.into(database, file);
            assertThat(carried.report().saysNo()).isFalse();
            assertThat(carried.everyRowProved()).isTrue();
            return database.rows("SELECT id, v FROM t ORDER BY id DESC LIMIT 1").get(0);
        }
    }

    /** Permissions do not stop the superuser; there the folder is mounted read-only on itself. */
    private static final class ReadOnlyFolder implements AutoCloseable {

        private final Path folder;
        private final boolean mounted;

        ReadOnlyFolder(Path folder) throws IOException, InterruptedException {
            this.folder = folder;
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
            mounted = Files.isWritable(folder) && run("mount", "--bind", folder.toString(), folder.toString());
            if (mounted) {
                run("mount", "-o", "remount,ro,bind", folder.toString());
            }
            boolean writable = Files.isWritable(folder);
            if (writable) {
                close();
            }
            assumeThat(writable)
                    .as("permissions bind this user, or it may mount a folder read-only")
                    .isFalse();
        }

        private static boolean run(String... command) throws IOException, InterruptedException {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        }

        @Override
        public void close() throws IOException, InterruptedException {
            if (mounted) {
                run("umount", folder.toString());
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
