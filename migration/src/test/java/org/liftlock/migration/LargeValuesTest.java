package org.liftlock.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestPostgres;

/** Values beyond the buffers of a copy arrive whole, between small ones and each other. */
class LargeValuesTest {

    @TempDir
    private Path folder;

    @Test
    void carriesValuesLargerThanABuffer() throws Exception {
        Path file = Sqlite.run(
                folder.resolve("large.db"),
                "CREATE TABLE t (id INTEGER PRIMARY KEY, small TEXT, data BLOB, words TEXT, last INTEGER)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) INSERT INTO t"
                        + " SELECT i, 'small ' || i, CASE i % 3 WHEN 0 THEN zeroblob(5000000) WHEN 1 THEN x'00'"
                        + " ELSE randomblob(65536) END, replace(hex(zeroblob(i * 40000)), '00', 'é' || i), i FROM n");
        try (Carried carried = Carried.into(TestPostgres.freshDatabase(), file)) {
            assertThat(carried.everyRowProved()).as("%s", carried.findings()).isTrue();
        }
    }
}
