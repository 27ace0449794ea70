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
}
