package org.liftlock.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liftlock.migration.verify.TwoDatabases.column;
import static org.liftlock.migration.verify.TwoDatabases.table;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;

/** PostgreSQL is in use while it is compared, or goes away. */
class LiveTargetTest {

    private static final int ROWS = 5000;

    private TwoDatabases databases;
    private Path memory;

    @BeforeEach
    void create(@TempDir Path folder) throws SQLException {
        databases = new TwoDatabases(folder);
        memory = folder.resolve("memory");
        databases.sqlite(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
                        + ") INSERT INTO t SELECT i, 'a' || i FROM n");
        databases.postgres(
                "CREATE TABLE t (id bigint PRIMARY KEY, v text)",
                "INSERT INTO t SELECT i, 'a' || i FROM generate_series(1, " + ROWS + ") i");
        databases.plan(table("t", List.of("id"), column("id", "bigint"), column("v", "text")));
        databases.cutInto(100);
    }

    @AfterEach
    void drop() throws SQLException {
        databases.close();
    }

    /** Does something once the first rows have been read. */
    private RunListener atFirstRows(String... statements) {
        AtomicBoolean done = new AtomicBoolean();
        return new RunListener() {
            @Override
            public void rows(String table, long rows) {
                if (done.compareAndSet(false, true)) {
                    try {
                        databases.postgres(statements);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        };
    }

    @Test
    void readsOneMomentOverAllConnectionsAndKeepsNoWriterWaiting() throws SQLException {
        RunListener writer = atFirstRows(
                "SET lock_timeout = '1s'",
                "UPDATE t SET v = 'late'",
                "DELETE FROM t WHERE id % 2 = 0",
                "CREATE INDEX t_v ON t (v)");
        assertThat(databases.verify(writer, false).findings()).isEmpty();
        databases.ignoreSchema();
        assertThat(databases.verify().tables()).containsExactly(new TableVerification("t", ROWS, ROWS / 2, ROWS));
    }

    @Test
    void saysInOneLineThatTheConnectionIsLostAndGoesOnLater() throws SQLException {
        RunListener cutter = atFirstRows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND datname = current_database() AND state <> 'idle'");
        databases.remember(memory, false, "content");
        assertThatThrownBy(() -> databases.verify(cutter, false))
                .isInstanceOfSatisfying(MigrationException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Cause.ENVIRONMENT);
                    assertThat(e.line())
                            .startsWith("The connection to PostgreSQL was lost")
                            .endsWith("then verify again");
                });
        databases.remember(memory, true, "content");
        assertThat(databases.verify().tables()).containsExactly(new TableVerification("t", ROWS, ROWS, 0));
    }
}
