package org.liftlock.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/** Moves real databases by default and lets a judge that was written apart from this project say whether that is right. */
class CorpusJudgeTest {

    private static EmbeddedServer server;

    @BeforeAll
    static void startServer() {
        Corpus.require();
        server = EmbeddedServer.start(EmbeddedServerOptions.defaults());
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chinook", "northwind", "datasette_fixtures", "harness", "goatcounter", "pgl_collision"})
    void movesRightByDefault(String name) throws Exception {
        Path file = Corpus.require().resolve("open").resolve(name + ".sqlite");
        RunReport report = migrate(file, name, PlanOptions.defaults());
        assertThat(report.saysNo()).as(report.findings().toString()).isFalse();
        assertThat(judge(file, name)).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = "edge_open")
    void touchesNothingWhereTextCannotBeStored(String name) {
        Path file = Corpus.require().resolve("open").resolve(name + ".sqlite");
        RunReport report = migrate(file, name, PlanOptions.defaults());
        assertThat(report.saysNo()).isTrue();
        assertThat(report.target()).isNull();
    }

    private static RunReport migrate(Path file, String database, PlanOptions options) {
        server.createDatabase(database);
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, options, null, RunListener.NONE);
            TargetDatabase target = TargetDatabase.of(server.jdbcUrl(database), new Properties());
            return Migration.migrate(source, prepared, target, MigrateOptions.defaults(), RunListener.NONE);
        }
    }

    private static int judge(Path file, String database) throws IOException, InterruptedException {
        Process judge = new ProcessBuilder(
                        "/usr/bin/python3",
                        Corpus.require().resolve("judge.py").toString(),
                        file.toString(),
                        "host=" + server.host() + " port=" + server.port() + " user=" + server.user() + " dbname="
                                + database)
                .redirectErrorStream(true)
                .start();
        String verdict = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = judge.waitFor();
        System.out.println(verdict.lines().reduce((first, last) -> last).orElse(""));
        return exit;
    }
}
