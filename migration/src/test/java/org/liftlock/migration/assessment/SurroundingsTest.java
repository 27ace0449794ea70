package org.liftlock.migration.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.migration.MigrationException;

class SurroundingsTest {

    @TempDir
    private Path folder;

    private Path file;
    private Path logs;

    @BeforeEach
    void makeDatabase() throws Exception {
        file = folder.resolve("app.db");
        database(file, "CREATE TABLE t (v BLOB)");
        logs = Files.createDirectory(folder.resolve("logs"));
    }

    private static void database(Path path, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private LogSummary scan() {
        return Objects.requireNonNull(
                Surroundings.of(file, List.of(logs), List.of()).logs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-05 14:07:09,123 ERROR [main] o.s.j.C - [SQLITE_BUSY] The database file is locked (database is locked)",
                "2026-03-05T14:07:09.123+01:00  WARN 1 --- [nio-8080-exec-1] o.h.e.j.s.SqlExceptionHelper : database is locked",
                "2026-03-05 14:07:09,123 - root - ERROR - sqlite3.OperationalError: database is locked",
                "2026/03/05 14:07:09 write failed: database is locked (5) (SQLITE_BUSY)",
                "{\"level\":\"error\",\"msg\":\"database is locked\",\"time\":\"2026-03-05T14:07:09Z\"}",
                "{\"level\":50,\"time\":1772719629123,\"err\":\"SQLITE_BUSY: database is locked\"}",
                "{\"level\":\"error\",\"ts\":1772719629.123,\"msg\":\"database is locked\"}",
                "Mar  5 14:07:09 host app[12]: SQLSTATE[HY000]: General error: 5 database is locked",
                "<11>Mar  5 14:07:09 host app: SQLite Error 5: 'Database is locked'.",
                "[05/Mar/2026:14:07:09 +0000] \"POST /tracks\" 500 database is locked",
            })
    void readsTheTimeInEachForm(String line) throws Exception {
        Path log = Files.writeString(logs.resolve("app.log"), "nothing\n" + line + "\nDatabase opened\n");
        Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2026-03-20T00:00:00Z")));

        LogSummary summary = scan();

        assertThat(summary.count(LogEvent.BUSY)).isEqualTo(1);
        assertThat(summary.untimed()).isZero();
        assertThat(summary.first()).isEqualToIgnoringNanos(LocalDateTime.of(2026, 3, 5, 14, 7, 9));
        assertThat(summary.hours()).containsOnlyKeys(LocalDateTime.of(2026, 3, 5, 14, 0));
        assertThat(summary.lines()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "database table is locked: track, LOCKED",
        "code SQLITE_LOCKED_SHAREDCACHE, LOCKED",
        "SQLITE_BUSY_SNAPSHOT (517), BUSY_SNAPSHOT",
        "sqlite_busy, BUSY",
    })
    void tellsTheKindsApart(String line, LogEvent event) throws Exception {
        Files.writeString(logs.resolve("app.log"), line + "\n");

        assertThat(scan().events()).containsOnlyKeys(event);
    }

    @Test
    void countsAStackTraceOnceAtTheTimeOfItsRecord() throws Exception {
        Files.writeString(logs.resolve("app.log"), """
                2026-03-05 14:07:09,123 ERROR could not save
                org.sqlite.SQLiteException: [SQLITE_BUSY] The database file is locked (database is locked)
                \tat org.sqlite.core.DB.newSQLException(DB.java:1179)
                Caused by: org.sqlite.SQLiteException: [SQLITE_BUSY] (database is locked)
                2026-03-05 15:07:09,123 ERROR database is locked
                Traceback (most recent call last):
                sqlite3.OperationalError: database is locked
                database is locked
                """);

        LogSummary summary = scan();

        assertThat(summary.total()).isEqualTo(3);
        assertThat(summary.untimed()).as("a line of its own without a time").isEqualTo(1);
        assertThat(summary.hours())
                .containsEntry(LocalDateTime.of(2026, 3, 5, 14, 0), 1L)
                .containsEntry(LocalDateTime.of(2026, 3, 5, 15, 0), 1L);
    }

    @Test
    void readsFoldersAndPackedFilesAndNamesWhatIsNoText() throws Exception {
        Path below = Files.createDirectories(logs.resolve("old/2025"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(below.resolve("app.log.2.gz")))) {
            out.write("2025-12-31 23:59:59 database is locked\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(logs.resolve("app.log.1"), "2026-01-01 00:00:00 database is locked");
        Files.write(logs.resolve("core"), new byte[] {'d', 0, 'b'});
        Files.write(logs.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
        Files.createSymbolicLink(logs.resolve("current"), logs.resolve("app.log.1"));
        Files.createFile(logs.resolve("empty.log"));

        LogSummary summary = scan();

        assertThat(summary.total()).isEqualTo(1001);
        assertThat(summary.files()).isEqualTo(3);
        assertThat(summary.days()).isEqualTo(2);
        assertThat(summary.skipped())
                .extracting(skipped -> skipped.file().getFileName().toString())
                .containsExactly("broken.gz", "core");
    }

    @Test
    void standsHostileLines() throws Exception {
        try (OutputStream out = Files.newOutputStream(logs.resolve("app.log"))) {
            byte[] noise = new byte[100_000];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) (1 + i * 7 % 255);
                noise[i] = noise[i] == '\n' ? 1 : noise[i];
            }
            for (int i = 0; i < 50; i++) {
                out.write(noise);
            }
            out.write("database is locked".getBytes(StandardCharsets.UTF_8));
            out.write(
                    "\n\u001b[31m2026-03-05 14:07:09 database is locked\u001b[0m\r\n".getBytes(StandardCharsets.UTF_8));
            out.write("2026-13-45 99:99:99 database is locked\n".getBytes(StandardCharsets.UTF_8));
            out.write("Feb 29 12:00:00 host database is locked\n".getBytes(StandardCharsets.UTF_8));
        }

        LogSummary summary = scan();

        assertThat(summary.total()).isEqualTo(4);
        assertThat(summary.untimed()).isEqualTo(2);
        assertThat(summary.lines()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {16 * 1024 - 30, 16 * 1024 - 10, 16 * 1024 - 1, 16 * 1024, 32 * 1024 - 70, 65_530})
    void findsAMessageWhereverItLiesInALongLine(int before) throws Exception {
        Files.writeString(
                logs.resolve("app.log"), "2026-03-05 14:07:09 " + "x".repeat(before) + "database is locked\n");

        assertThat(scan().hours()).containsOnlyKeys(LocalDateTime.of(2026, 3, 5, 14, 0));
    }

    @Test
    void saysThatThereAreNoLogsInAnEmptyFolderAndNoSuchFolder() {
        assertThat(scan().files()).isZero();
        assertThatThrownBy(() -> Surroundings.of(file, List.of(folder.resolve("none")), List.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("no such file or folder");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesTheProcessThatHoldsTheFile() throws Exception {
        Process reader =
                new ProcessBuilder("sleep", "60").redirectInput(file.toFile()).start();
        Process writer = new ProcessBuilder("sleep", "60")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
                .start();
        try {
            Holders holders = Surroundings.of(file, List.of(), List.of()).holders();

            assertThat(holders.known()).isTrue();
            assertThat(holders.processes())
                    .extracting(Holders.Process::pid, Holders.Process::name, Holders.Process::writes)
                    .containsExactlyInAnyOrder(tuple(reader.pid(), "sleep", false), tuple(writer.pid(), "sleep", true));
        } finally {
            reader.destroyForcibly().waitFor();
            writer.destroyForcibly().waitFor();
        }
        assertThat(Surroundings.of(file, List.of(), List.of()).holders().processes())
                .isEmpty();
    }

    @Test
    void tellsHowItGrewByTheDayInTheNameOrTheTimeOfTheFile() throws Exception {
        Path backups = Files.createDirectory(folder.resolve("backups"));
        copy(backups.resolve("app-" + LocalDate.now(ZoneOffset.UTC).minusDays(20) + ".db"), 100_000, 0);
        copy(backups.resolve("monday.db"), 200_000, 10);
        Files.writeString(backups.resolve("readme.txt"), "no copy");
        database(file, "INSERT INTO t VALUES (zeroblob(400000))");

        Growth growth = Surroundings.of(file, List.of(), List.of(backups)).growth();

        assertThat(growth.points()).hasSize(3);
        assertThat(growth.slowest()).isBetween(8_000L, 12_000L);
        assertThat(growth.fastest()).isBetween(18_000L, 22_000L);
        assertThat(growth.daysUntil(Growth.HORIZON, 20_000)).isBetween(4_900_000L, 5_000_000L);
        assertThat(growth.skipped())
                .extracting(LogSummary.Skipped::file)
                .containsExactly(backups.resolve("readme.txt"));
    }

    private static void copy(Path path, int bytes, int daysAgo) throws Exception {
        database(path, "CREATE TABLE t (v BLOB)", "INSERT INTO t VALUES (zeroblob(" + bytes + "))");
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(daysAgo * 86_400L)));
    }

    @Test
    void countsFreePagesAndTheLog() throws Exception {
        database(file, "PRAGMA journal_mode = WAL", "INSERT INTO t VALUES (zeroblob(1000000))", "DELETE FROM t");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO t VALUES (1)");

            Surroundings seen = Surroundings.of(file, List.of(), List.of());

            assertThat(seen.file().walMode()).isTrue();
            assertThat(seen.file().walBytes()).isPositive();
            assertThat(seen.file().freePages()).isGreaterThan(200);
            assertThat(seen.file().usedBytes()).isLessThan(50_000);
        }
    }

    @Test
    void refusesWhatIsNoDatabase() throws IOException {
        Path text = Files.writeString(folder.resolve("text.db"), "text\n".repeat(100));

        assertThatThrownBy(() -> Surroundings.of(text, List.of(), List.of()))
                .isInstanceOfSatisfying(
                        MigrationException.class,
                        e -> assertThat(e.reason()).isEqualTo(MigrationException.Cause.INPUT));
    }
}
