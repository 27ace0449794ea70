package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.testing.OtherApplication;
import org.liftlock.migration.testing.Sqlite;

/** While an application writes all the time: it never meets a lock of ours, and all readers see one state of its data. */
class SnapshotTest {

    private static final String TABLES = "CREATE TABLE one (n INTEGER, filler TEXT); CREATE TABLE two (n INTEGER);"
            + "INSERT INTO two VALUES (0);"
            + "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 200)"
            + " INSERT INTO one SELECT 0, hex(randomblob(200)) FROM i";

    @TempDir
    Path folder;

    @Test
    void copiesARollbackJournalFileUnderLoad() throws Exception {
        assertConsistent(Sqlite.run(folder.resolve("app.db"), TABLES), 1);
    }

    @Test
    void sharesOneStateOfAWalFileUnderLoad() throws Exception {
        assertConsistent(Sqlite.run(folder.resolve("app.db"), "PRAGMA journal_mode = WAL", TABLES), 4);
    }

    private void assertConsistent(Path file, int readers) throws Exception {
        SourceOptions options = new SourceOptions(readers, false, folder);
        List<Long> states = new ArrayList<>();
        try (OtherApplication other = OtherApplication.writing(file, "PRAGMA synchronous = OFF")) {
            for (int i = 0; i < 10; i++) {
                try (SqliteSource source = SqliteSource.open(file, options)) {
                    states.add(state(source));
                }
            }
            assertThat(other.stop()).isEqualTo("many commits, 0 refusals");
        }
        assertThat(states).isSorted().doesNotContain(0L);
        assertThat(states.get(9)).isGreaterThan(states.get(0));
    }

    private static long state(SqliteSource source) throws SQLException {
        List<SourceReader> readers = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < source.readers(); i++) {
            SourceReader reader = source.reader();
            readers.add(reader);
            try (Statement statement = reader.connection().createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT min(n), max(n), (SELECT n FROM two), count(*) FROM one")) {
                rows.next();
                assertThat(rows.getLong(2)).isEqualTo(rows.getLong(1)).isEqualTo(rows.getLong(3));
                assertThat(rows.getInt(4)).isEqualTo(200);
                seen.add(rows.getString(1));
            }
        }
        readers.forEach(SourceReader::close);
        assertThat(seen).containsOnly(seen.get(0));
        return Long.parseLong(seen.get(0));
    }
}
