package org.liftlock.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** It holds text that PostgreSQL cannot, so that nothing is touched. */
    private static final String NOT_STORABLE = "edge_open";

    /** Rows that break foreign keys, and NULLs in a primary key. */
    private static final Set<String> WITH_FAULTS = Set.of("murder", "pgl_sqlite", NOT_STORABLE);

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

    static List<Path> databases() throws IOException {
        return Corpus.databases();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void isMovedRightByDefaultOrNotAtAll(Path file, @TempDir Path folder) throws Exception {
        Path copy = copy(file, folder);
        String name = file.getFileName().toString().replace(".sqlite", "");
        RunReport report = migrate(copy, name, PlanOptions.defaults());
        assertThat(report.saysNo()).as(report.findings().toString()).isEqualTo(WITH_FAULTS.contains(name));
        if (name.equals(NOT_STORABLE)) {
            assertThat(report.target()).isNull();
        } else {
            assertThat(judge(copy, name)).isEqualTo(0);
        }
    }

    /** The judge's library writes beside a file in WAL mode. */
    private static Path copy(Path file, Path folder) throws IOException {
        for (String suffix : List.of("", "-wal")) {
            Path part = Path.of(file + suffix);
            if (Files.exists(part)) {
                Files.copy(part, folder.resolve(part.getFileName()));
            }
        }
        return folder.resolve(file.getFileName());
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
