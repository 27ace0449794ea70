package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.testing.FolderImage;
import org.liftlock.migration.testing.OtherApplication;
import org.liftlock.migration.testing.Sqlite;

/** What is no readable database is refused in one line that says what to do, and stays as it was. */
class BadInputTest {

    private static final String WAL = "PRAGMA journal_mode = WAL";
    private static final String TABLE = "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);"
            + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
            + " INSERT INTO t SELECT i, 'value ' || i FROM n";

    @TempDir
    Path folder;

    @Test
    void refusesWhatIsMissing() throws IOException {
        assertRefused(folder.resolve("missing.db"), Cause.INPUT, "no such file", "Check the path");
    }

    @Test
    void refusesAFolder() throws IOException {
        assertRefused(folder, Cause.INPUT, "a folder", "Give the path of the database file");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertRefused(Files.createFile(folder.resolve("empty.db")), Cause.INPUT, "0 bytes", "Give the path");
    }

    @Test
    void refusesAnotherKindOfFile() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "SQLite format 3, they said\n".repeat(100));
        assertRefused(file, Cause.INPUT, "not a SQLite database", "Give the path of an unencrypted SQLite 3 file");
    }

    @Test
    void refusesEncryptedBytes() throws IOException {
        byte[] bytes = new byte[8192];
        new Random(20).nextBytes(bytes);
        assertRefused(
                Files.write(folder.resolve("secret.db"), bytes),
                Cause.INPUT,
                "it is encrypted",
                "unencrypted SQLite 3");
    }

    @Test
    void refusesAHeaderAlone() throws Exception {
        byte[] whole = Files.readAllBytes(Sqlite.run(folder.resolve("whole.db"), TABLE));
        Path file = folder.resolve("header.db");
        Files.write(file, Arrays.copyOf(whole, 60));
        assertRefused(file, Cause.INPUT, "not a SQLite database", "Give the path");
        Files.write(file, Arrays.copyOf(whole, 100));
        assertRefused(file, Cause.INPUT, "truncated", "Copy it again");
    }

    @Test
    void refusesATruncatedFile() throws Exception {
        for (String mode : new String[] {"PRAGMA journal_mode = DELETE", WAL}) {
            Path file = Sqlite.run(Files.createTempFile(folder, "truncated", ".db"), mode, TABLE);
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 12288));
            assertRefused(file, Cause.INPUT, "truncated", "Copy it again");
        }
    }

    @Test
    void refusesCorruptPages() throws Exception {
        for (String mode : new String[] {"PRAGMA journal_mode = DELETE", WAL}) {
            Path file = Sqlite.run(Files.createTempFile(folder, "corrupt", ".db"), mode, TABLE);
            byte[] bytes = Files.readAllBytes(file);
            Arrays.fill(bytes, 5 * 4096, 6 * 4096, (byte) 0x5a);
            Files.write(file, bytes);
            assertRefused(file, Cause.INPUT, "damaged", "table: t", "Recover it");
        }
    }

    @Test
    void refusesACorruptSchema() throws Exception {
        Path file = Sqlite.run(folder.resolve("schema.db"), TABLE);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 100, 4096, (byte) 0x5a);
        Files.write(file, bytes);
        assertRefused(file, Cause.INPUT, "damaged", "Recover it");
    }

    @Test
    void refusesAFileThatThisUserMustNotRead() throws Exception {
        Path file = Sqlite.run(folder.resolve("closed.db"), TABLE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        assumeThat(Files.isReadable(file)).as("permissions bind this user").isFalse();
        MigrationException refusal = refusal(file);
        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(refusal.line()).contains("must not be read", file.toString(), "change its permissions");
    }

    @Test
    void saysThatAWalFileIsLocked() throws Exception {
        Path file = Sqlite.run(folder.resolve("locked.db"), WAL, TABLE);
        try (OtherApplication other =
                OtherApplication.holding(file, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN IMMEDIATE", "DELETE FROM t")) {
            assertRefused(file, Cause.ENVIRONMENT, "holds a lock", "Wait until its transaction ends");
            other.stop();
        }
    }

    private void assertRefused(Path file, Cause cause, String... words) throws IOException {
        Map<String, String> before = FolderImage.of(folder);
        MigrationException refusal = refusal(file);
        assertThat(refusal.reason()).isEqualTo(cause);
        assertThat(refusal.line()).contains(words).contains(file.toString()).doesNotContain("\n");
        assertThat(FolderImage.of(folder)).isEqualTo(before);
    }

    private MigrationException refusal(Path file) {
        return catchThrowableOfType(MigrationException.class, () -> {
            try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
                Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            }
        });
    }
}
