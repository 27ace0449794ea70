package org.liftlock.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.testing.InPhase;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/** More tables than the server has locks for in one transaction. */
class ManyTablesTest {

    private static final int TABLES = 400;

    @TempDir
    static Path folder;

    private static EmbeddedServer server;
    private static Path file;

    @BeforeAll
    static void make() throws Exception {
        server = EmbeddedServer.start(EmbeddedServerOptions.defaults());
        execute("postgres", "ALTER SYSTEM SET max_locks_per_transaction = 10");
        execute("postgres", "ALTER SYSTEM SET max_connections = 15");
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroy();
        process.onExit().get();
        server.startAgain();
        file = Sqlite.run(
                folder.resolve("app.db"),
                IntStream.range(0, TABLES)
                        .mapToObj(i -> ("CREATE TABLE t%1$d (id INTEGER PRIMARY KEY, name TEXT UNIQUE,"
                                        + " parent INTEGER REFERENCES t%2$d); INSERT INTO t%1$d VALUES (1, 'a', 1);")
                                .formatted(i, Math.max(0, i - 1)))
                        .collect(Collectors.joining("", "BEGIN;", "COMMIT")));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static RunReport migrate(String database, RunListener listener) {
        return migrate(database, MigrateOptions.defaults(), listener);
    }

    private static RunReport migrate(String database, MigrateOptions options, RunListener listener) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            return Migration.migrate(
                    source,
                    Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE),
                    TargetDatabase.of(server.jdbcUrl(database), new Properties()),
                    options,
                    listener);
        }
    }

    private static int tables(String database) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void areMovedAndCompared() throws SQLException {
        server.createDatabase("moved");
        assertThat(migrate("moved", RunListener.NONE).saysNo()).isFalse();
        assertThat(tables("moved")).isEqualTo(TABLES);

        MigrateOptions replacing = new MigrateOptions("public", false, true, true, null, false);
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrate("moved", replacing, RunListener.NONE))
                .satisfies(failure -> assertThat(failure.line()).contains("Raise max_locks_per_transaction"));
        assertThat(tables("moved")).isEqualTo(TABLES);
    }

    @Test
    void areClearedAwayAfterAFailure() throws SQLException {
        server.createDatabase("cleared");
        RunListener failing = InPhase.of(Phase.VERIFY, () -> {
            throw new IllegalStateException("on purpose");
        });
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> migrate("cleared", failing));
        assertThat(tables("cleared")).isZero();
    }

    @Test
    void areMadeAnewAfterSomeWereClearedAway() throws SQLException {
        server.createDatabase("half");
        RunListener failing = InPhase.of(Phase.VERIFY, () -> {
            execute("half", "CREATE VIEW mine AS SELECT * FROM t" + (TABLES - 1));
            throw new IllegalStateException("on purpose");
        });
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> migrate("half", failing));
        assertThat(tables("half")).isBetween(1, TABLES - 1);

        execute("half", "DROP VIEW mine");
        MigrateOptions goingOn =
                MigrateOptions.defaults().with(new LoadOptions(0, 0, true, false, Duration.ofSeconds(30)));
        assertThat(migrate("half", goingOn, RunListener.NONE).saysNo()).isFalse();
        assertThat(tables("half")).isEqualTo(TABLES);
    }
}
