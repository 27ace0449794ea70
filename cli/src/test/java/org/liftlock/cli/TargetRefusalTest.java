package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/** What the program says where a target refuses or a run is broken off, and that both sides are as they were. */
class TargetRefusalTest {

    private static EmbeddedServer server;

    @TempDir
    private Path folder;

    private Path file;
    private String database;
    private String url;

    @BeforeAll
    static void startServer() {
        server = EmbeddedServer.start(EmbeddedServerOptions.defaults());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void makeDatabases() throws SQLException {
        file = Databases.sqlite(
                folder.resolve("music.sqlite"),
                "CREATE TABLE track (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE INDEX by_name ON track (name)",
                "CREATE VIEW names AS SELECT name FROM track",
                "INSERT INTO track (name) VALUES ('Aguas'), ('Berimbau')");
        database = Databases.fresh(server);
        url = server.jdbcUrl(database);
    }

    private CommandLineRun run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, file.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(folder.resolve("state"), arguments.toArray(String[]::new));
    }

    private void sql(String... statements) throws SQLException {
        Databases.execute(url, statements);
    }

    private List<String> query(String text) throws SQLException {
        return Databases.query(url, text);
    }

    /** Every schema, table, view and index that is not PostgreSQL's own. */
    private List<String> target() throws SQLException {
        return query("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
                + " UNION ALL SELECT format('%I.%I', nspname, relname) FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1");
    }

    private void assertRefused(CommandLineRun run, int exitCode, String... words) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.lastLine()).contains(words);
        assertThat(run.err().lines().filter(line -> !line.startsWith("liftlock: ")))
                .isEmpty();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesMissingDatabase() {
        url = server.jdbcUrl("nowhere");
        assertRefused(run("migrate", "--to", url), 3, "does not exist", "/nowhere", "CREATE DATABASE");
    }

    @Test
    void refusesReadOnlyDatabase() throws SQLException {
        sql("ALTER DATABASE " + database + " SET default_transaction_read_only = on");
        assertRefused(run("migrate", "--to", url), 3, "read only", "RESET default_transaction_read_only");
        assertThat(target()).containsExactly("public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQL_ASCII", "LATIN1"})
    void refusesOtherEncodings(String encoding) throws SQLException {
        String other = database + encoding.toLowerCase();
        sql("CREATE DATABASE " + other + " TEMPLATE template0 ENCODING '" + encoding + "' LOCALE 'C'");
        url = server.jdbcUrl(other);
        assertRefused(run("migrate", "--to", url), 3, encoding, "ENCODING 'UTF8'");
        assertThat(target()).containsExactly("public");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    public | schema: public                | GRANT USAGE, CREATE ON SCHEMA
                    other  | schema: other                 | GRANT CREATE ON DATABASE
                    """)
    void namesMissingPrivilege(String schema, String where, String remedy) throws SQLException {
        String role = "visitor_" + database;
        sql("CREATE ROLE " + role + " LOGIN");
        assertRefused(
                run("migrate", "--to", url.replaceFirst("user=[^&]*", "user=" + role), "--schema", schema),
                3,
                where,
                role,
                remedy);
        assertThat(target()).containsExactly("public");
    }

    @Test
    void refusesSecondRunAtTheSameTime() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + 0x6c6966746c6f636bL + ")");
            assertRefused(run("migrate", "--to", url), 3, "Another run", "run again");
        }
        assertThat(target()).containsExactly("public");
    }

    @ParameterizedTest
    @CsvSource({"liftlock, record", "pg_catalog, for itself", "information_schema, for itself", "'', 1 to 63 bytes"})
    void refusesUnusableSchemas(String schema, String words) throws SQLException {
        assertRefused(run("migrate", "--to", url, "--schema", schema), 2, words);
        assertRefused(run("migrate", "--to", url, "--schema", "x".repeat(64)), 2, "1 to 63 bytes");
        assertThat(target()).containsExactly("public");
    }

    @Test
    void refusesHistoryTableOfATablesName() throws SQLException {
        assertRefused(run("migrate", "--to", url, "--flyway-history", "track"), 2, "track", "another name");
        assertThat(target()).containsExactly("public");
    }

    @Test
    void leavesOccupiedTargetAloneAndNamesTheWaysOut() throws SQLException {
        assertThat(run("migrate", "--to", url).exitCode()).isZero();
        List<String> before = target();

        assertRefused(
                run("migrate", "--to", url),
                3,
                "nothing was changed",
                "names: names, track)",
                "--schema",
                "--replace",
                "verify");
        assertThat(target()).isEqualTo(before);
    }

    @Test
    void listsWhatItReplacesAndTouchesNothingElse() throws SQLException {
        assertThat(run("migrate", "--to", url).exitCode()).isZero();
        sql("CREATE TABLE mine (a integer)", "INSERT INTO track (name) VALUES ('Corcovado')");

        CommandLineRun again = run("migrate", "--to", url, "--replace");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("--replace says: names, track\n");
        assertThat(target()).contains("public.mine");
        assertThat(query("SELECT name FROM track ORDER BY id")).containsExactly("Aguas", "Berimbau");

        sql("CREATE VIEW also_mine AS SELECT * FROM track");
        assertRefused(run("migrate", "--to", url, "--replace"), 3, "nothing was changed", "also_mine");
        assertThat(target()).contains("public.also_mine", "public.track");
    }

    @Test
    void takesAnyOtherSchemaName() throws SQLException {
        CommandLineRun run = run("migrate", "--to", url, "--schema", "We\"ird Name", "--flyway-history", "hi\"st $ory");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(query("SELECT version FROM \"We\"\"ird Name\".\"hi\"\"st $ory\" ORDER BY installed_rank"))
                .containsExactly("1", "2");
    }

    @Test
    void endsWithTheDatasFaultWhereARowIsTooWide() throws SQLException {
        String columns = Stream.iterate(0, i -> i + 1)
                .limit(1_600)
                .map(i -> "c" + i + " TEXT DEFAULT 'abcdefgh'")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        Databases.sqlite(file, "CREATE TABLE wide (" + columns + ")", "INSERT INTO wide DEFAULT VALUES");
        assertRefused(run("migrate", "--to", url, "--schema", "other"), 1, "wider", "table: wide", "Split");
        assertThat(target()).containsExactly("public");
    }

    /** Each phase tells its end when the next one begins. */
    @ParameterizedTest
    @ValueSource(strings = {"reading every value", "copying rows", "building keys, indexes and views"})
    void goesOnWhenInterruptedAfter(String phase) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Thread runner = Thread.currentThread();

        CommandLineRun run = CommandLineRun.watched(
                folder.resolve("state"),
                line -> {
                    if (line.contains(phase)) {
                        runner.interrupt();
                    }
                },
                "migrate",
                file.toString(),
                "--to",
                url,
                "--schema",
                "other");
        boolean stillInterrupted = Thread.interrupted();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
        assertThat(run.err()).contains("liftlock: interrupted");
        assertThat(stillInterrupted).isTrue();
        CommandLineRun again = run("migrate", "--to", url, "--schema", "other", "--resume");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("Done: 2 rows in 1 table, 1 view, every row compared and equal.");
        assertThat(target())
                .containsExactly(
                        "other",
                        "other.by_name",
                        "other.names",
                        "other.track",
                        "other.track_id_seq",
                        "other.track_pkey",
                        "public");
        assertThat(file).hasBinaryContent(bytes);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("music.sqlite", "state");
        }
    }

    @Test
    void cancelsTheStatementThatItIsInterruptedIn() throws Exception {
        Thread runner = Thread.currentThread();
        try (Connection blocking = DriverManager.getConnection(url);
                Statement statement = blocking.createStatement()) {
            blocking.setAutoCommit(false);
            // Nobody sees the table before it is committed, and nobody else can make one of its name.
            statement.execute("CREATE TABLE track (theirs text)");
            Thread interrupting = new Thread(() -> interruptOnceBlocked(runner));
            interrupting.start();
            CommandLineRun run = run("migrate", "--to", url);
            interrupting.join();
            Thread.interrupted();
            assertRefused(run, 130, "liftlock: interrupted");
            blocking.rollback();
        }
        assertThat(target()).containsExactly("public");
    }

    private void interruptOnceBlocked(Thread runner) {
        try {
            awaitBlocked("CREATE TABLE");
            runner.interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitBlocked(String statement) throws SQLException {
        while (query(
                        "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                                + " AND query LIKE '" + statement + "%'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void keepsOrOverwritesRowsOfExistingTables() throws SQLException {
        sql(
                "CREATE TABLE track (id bigint PRIMARY KEY, name text)",
                "INSERT INTO track VALUES (1, 'Own'), (9, 'Only here')");
        String[] existing = {"--to", url, "--target-schema=existing"};

        CommandLineRun refused = run("migrate", existing);
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.lastLine()).contains("2 rows there, of the source's keys 1 by track_pkey are among them");

        CommandLineRun skipped = run("migrate", with(existing, "--existing-rows=skip"));
        assertThat(skipped.exitCode()).isZero();
        assertThat(skipped.out())
                .contains("Done: 2 rows read, 1 loaded, 1 skipped", "loaded compared and equal")
                .contains("seeded-rows-differ", "rows-only-in-target");

        CommandLineRun loadedOver = run("migrate", with(existing, "--existing-rows=upsert"));
        assertThat(loadedOver.exitCode()).isZero();
        assertThat(loadedOver.out()).contains("Done: 2 rows in 1 table, every row compared and equal.");
        assertThat(run("verify", with(existing, "--existing-rows=upsert")).exitCode())
                .isZero();
        assertThat(run("verify", existing).exitCode()).isEqualTo(1);

        assertThat(run("migrate", with(existing, "--replace")).exitCode()).isZero();
        assertThat(run("verify", existing).exitCode()).isZero();
    }

    @Test
    void refusesOptionsForExistingRowsThatDoNotGoTogether() {
        assertThat(run("migrate", "--to", url, "--existing-rows=skip").lastLine())
                .contains("--existing-rows needs --target-schema=existing");
        String[] existing = {"--to", url, "--target-schema=existing"};
        assertThat(run("migrate", with(existing, "--existing-rows=skip", "--replace"))
                        .lastLine())
                .contains("--replace and --existing-rows say different things");
        assertThat(run("migrate", with(existing, "--cascade")).lastLine()).contains("--cascade needs");
        assertThat(run("migrate", with(existing, "--existing-rows=some")).exitCode())
                .isEqualTo(2);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }
}
