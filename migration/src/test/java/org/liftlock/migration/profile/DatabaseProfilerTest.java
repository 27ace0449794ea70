package org.liftlock.migration.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Sqlite;

class DatabaseProfilerTest {

    private static final String NUMBERS = "WITH RECURSIVE numbers(n) AS "
            + "(SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000) INSERT INTO plays ";

    @TempDir
    Path folder;

    /** Few rows, but rowids wide apart: cut all the same. */
    private Path database(String lowest, String highest) throws Exception {
        Path file = folder.resolve("music.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE artists(id INTEGER PRIMARY KEY, name TEXT)");
            statement.execute("INSERT INTO artists VALUES (1, 'One')");
            statement.execute("CREATE TABLE plays(id INTEGER PRIMARY KEY, artist INTEGER REFERENCES artists(id), "
                    + "mixed, at TIMESTAMP, tags JSON)");
            statement.execute(NUMBERS + "SELECT n * 1000, CASE WHEN n % 700 = 0 THEN n ELSE 1 END, "
                    + "CASE n % 5 WHEN 0 THEN n WHEN 1 THEN n / 7.0 WHEN 2 THEN 'größe ' || n WHEN 3 THEN x'ff00' END, "
                    + "CASE WHEN n % 400 = 0 THEN '' ELSE '2024-01-02 03:04:05.' || (n % 900 + 100) END, "
                    + "CASE WHEN n % 900 = 0 THEN '{' ELSE '{\"n\":' || n || '}' END FROM numbers");
            statement.execute("INSERT INTO plays VALUES (" + lowest + ", 1, 1e999, '2024-01-02', NULL), (" + highest
                    + ", 1, CAST(x'61ff' AS TEXT), '2024-01-02 03:04:05Z', '[1]')");
        }
        return file;
    }

    private static DatabaseProfile profile(Path file, int readers) {
        SourceOptions defaults = SourceOptions.defaults();
        try (SqliteSource source =
                SqliteSource.open(file, new SourceOptions(readers, defaults.offline(), defaults.workFolder()))) {
            return new DatabaseProfiler(source, false, RunListener.NONE).profile();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,3000000",
                "-9223372036854775808,9223372036854775807",
                "-5,9223372036854775807",
                "-9223372036854775808,2000001"
            })
    void findsTheSameInPartsAsInOnePass(String rowids) throws Exception {
        Path file = database(rowids.split(",")[0], rowids.split(",")[1]);
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults());
                SourceReader reader = source.reader()) {
            SourceTable plays = source.schema().table("plays").orElseThrow();
            assertThat(reader.ranges(plays, 8)).hasSize(8);
        }

        DatabaseProfile inParts = profile(file, 3);

        assertThat(inParts).isEqualTo(profile(file, 1));
        assertThat(inParts.rows()).isEqualTo(2003);
        assertThat(inParts.tables().get(1).orphans().get(0).rows().count()).isEqualTo(2);
    }

    @Test
    void leavesTablesWholeThatAreSmallOrHaveNoRowid() throws Exception {
        Path file = folder.resolve("small.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE few(id INTEGER PRIMARY KEY)");
            statement.execute("INSERT INTO few VALUES (1), (1000)");
            statement.execute("CREATE TABLE none(id INTEGER PRIMARY KEY)");
            statement.execute("CREATE TABLE keyed(id INTEGER PRIMARY KEY) WITHOUT ROWID");
            statement.execute("INSERT INTO keyed VALUES (1), (1000000000)");
            statement.execute("CREATE TABLE hidden(rowid TEXT, _rowid_ TEXT, oid TEXT)");
        }
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults());
                SourceReader reader = source.reader()) {
            for (SourceTable table : source.schema().tables()) {
                assertThat(reader.ranges(table, 8)).as(table.name()).isEqualTo(List.of(RowRange.ALL));
            }
        }
    }

    private static long digest(Path file, int readers) {
        return profile(file, readers).tables().stream()
                .filter(table -> table.table().name().equals("plays"))
                .findFirst()
                .orElseThrow()
                .digest();
    }

    @Test
    void sumsUpTheSameForTheSameContentHoweverItIsStored() throws Exception {
        Path file = database("0", "3000000");
        long before = digest(file, 1);

        assertThat(digest(file, 3)).isEqualTo(before);

        Sqlite.run(file, "PRAGMA page_size = 512; VACUUM", "PRAGMA journal_mode = WAL");
        assertThat(digest(file, 2)).isEqualTo(before);

        // With a computed column rows come by a statement.
        Path copy = folder.resolve("copy.db");
        Sqlite.run(
                copy,
                "ATTACH '" + file + "' AS other",
                "CREATE TABLE plays(id INTEGER, artist INTEGER, mixed, at TIMESTAMP, tags JSON, v AS (1) VIRTUAL,"
                        + " PRIMARY KEY (id))",
                "INSERT INTO plays (id, artist, mixed, at, tags) SELECT * FROM other.plays ORDER BY id DESC");
        assertThat(digest(copy, 1)).isNotEqualTo(before);
        Sqlite.run(copy, "ALTER TABLE plays DROP COLUMN v");
        assertThat(digest(copy, 1)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE plays SET mixed = mixed + 1 WHERE id = 3000000",
                "UPDATE plays SET mixed = CAST(mixed AS TEXT) WHERE id = 1000",
                "UPDATE plays SET mixed = CAST(mixed AS BLOB) WHERE id = 2000",
                "UPDATE plays SET at = at || ' ' WHERE id = 7000",
                "UPDATE plays SET artist = NULL WHERE id = 7000",
                "UPDATE plays SET artist = mixed, mixed = artist WHERE id = 5000",
                "UPDATE plays SET id = 1001 WHERE id = 1000",
                "DELETE FROM plays WHERE id = 1000",
                "INSERT INTO plays DEFAULT VALUES"
            })
    void sumsUpAnythingElseForAnotherContent(String change) throws Exception {
        Path file = database("0", "3000000");
        long before = digest(file, 1);
        Sqlite.run(file, change);
        assertThat(digest(file, 1)).as(change).isNotEqualTo(before);
    }
}
