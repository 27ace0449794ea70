package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.ViewPlan;
import org.liftlock.migration.testing.Fuzz;
import org.liftlock.migration.testing.Sqlite;

/** Databases that somebody made to break their reader end in findings or in a refusal of one line. */
class HostileSchemaTest {

    private static final String SMALL = "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, w BLOB);"
            + "CREATE INDEX i ON t (v); CREATE VIEW x AS SELECT * FROM t;"
            + "CREATE TABLE k (a TEXT PRIMARY KEY, b) WITHOUT ROWID;"
            + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
            + " INSERT INTO t SELECT i, 'value ' || i, zeroblob(i * 20) FROM n; INSERT INTO k SELECT v, id FROM t";

    @TempDir
    Path folder;

    private Path database(String... statements) throws Exception {
        return Sqlite.run(Files.createTempFile(folder, "hostile", ".db"), statements);
    }

    private static PreparedMigration prepared(Path file) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            Path folder = file.resolveSibling(file.getFileName() + ".plan");
            Migration.writePlan(source, prepared, folder);
            return Migration.prepare(source, PlanOptions.defaults(), folder.resolve("plan.yaml"), RunListener.NONE);
        }
    }

    private static void assertRefused(Path file, String... words) {
        MigrationException refusal = refusal(file);
        assertThat(refusal.reason()).isEqualTo(Cause.INPUT);
        assertThat(refusal.line()).contains(words).contains(file.toString()).doesNotContain("\n");
    }

    private static MigrationException refusal(Path file) {
        return catchThrowableOfType(MigrationException.class, () -> prepared(file));
    }

    private static List<FindingCode> codes(PreparedMigration prepared) {
        return prepared.findings().stream().map(finding -> finding.code()).toList();
    }

    @Test
    void refusesAPipeWithoutWaitingForAWriter() throws Exception {
        Path pipe = folder.resolve("pipe.db");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(refusal(pipe).line()).contains("a pipe", pipe.toString());
    }

    @Test
    void refusesViewsThatUnfoldWithoutEnd() throws Exception {
        String[] views = Stream.concat(
                        Stream.of("CREATE TABLE t (a)", "CREATE VIEW v0 AS SELECT a FROM t"),
                        IntStream.rangeClosed(1, 30)
                                .mapToObj(i -> "CREATE VIEW v%1$d AS SELECT x.a FROM v%2$d x, main.v%2$d y"
                                        .formatted(i, i - 1)))
                .toArray(String[]::new);
        assertThat(refusal(database(views)).line()).contains("The views unfold", "view: v", "Drop this view");
    }

    @Test
    void plansDeepViewsInWhateverOrder() throws Exception {
        String[] views = Stream.concat(
                        IntStream.range(0, 200)
                                .mapToObj(i -> "CREATE VIEW v%d AS SELECT a, b FROM v%d".formatted(i, i + 1)),
                        Stream.of("CREATE TABLE t (a, b)", "CREATE VIEW v200 AS SELECT * FROM t"))
                .toArray(String[]::new);
        PreparedMigration prepared = prepared(database(views));
        assertThat(prepared.plan().views())
                .hasSize(201)
                .first()
                .extracting(ViewPlan::source)
                .isEqualTo("v200");
    }

    @Test
    void namesViewsThatReadThemselvesOrNothing() throws Exception {
        PreparedMigration prepared = prepared(database(
                "CREATE TABLE t (a)",
                "CREATE VIEW itself AS SELECT * FROM itself",
                "CREATE VIEW one AS SELECT * FROM other",
                "CREATE VIEW other AS SELECT * FROM one",
                "CREATE VIEW none AS SELECT * FROM missing",
                "CREATE VIEW good AS SELECT * FROM t"));
        assertThat(prepared.plan().views()).extracting(ViewPlan::source).containsExactly("good");
        assertThat(codes(prepared)).filteredOn(FindingCode.VIEW_BROKEN::equals).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_700, 1_999, 2_000})
    void blocksWhereNoTableCanBeSoWide(int columns) throws Exception {
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        PreparedMigration prepared =
                prepared(database("CREATE TABLE w (" + names + ")", "INSERT INTO w DEFAULT VALUES"));
        assertThat(prepared.isBlocked()).isTrue();
        assertThat(codes(prepared)).contains(FindingCode.TOO_MANY_COLUMNS);
        assertThat(prepared.profile().rows()).isEqualTo(1);
    }

    @Test
    void plansManyTablesAndReadsThePlanBack() throws Exception {
        String tables = IntStream.range(0, 3_000)
                .mapToObj(i -> "CREATE TABLE t%d (id INTEGER PRIMARY KEY, name VARCHAR(20) UNIQUE, price DECIMAL(9, 2),"
                                .formatted(i)
                        + " made TIMESTAMP, note TEXT, parent INTEGER REFERENCES t%d)".formatted(Math.max(0, i - 1)))
                .collect(Collectors.joining(";"));
        Path file = database("BEGIN;" + tables + ";COMMIT");
        assertThat(prepared(file).plan().tables()).hasSize(3_000);
        assertThat(Files.size(file.resolveSibling(file.getFileName() + ".plan").resolve("plan.yaml")))
                .as("beyond what the YAML library reads by itself")
                .isGreaterThan(3 << 20);
    }

    @Test
    void givesNoNameThatASystemCatalogueTakesFirst() throws Exception {
        PreparedMigration prepared = prepared(database(
                "CREATE TABLE pg_class (pg_class INTEGER PRIMARY KEY, xmin TEXT)",
                "CREATE TABLE pg_class_ (a)",
                "CREATE VIEW pg_stats AS SELECT xmin FROM pg_class"));
        assertThat(prepared.plan().tables()).extracting(TablePlan::target).containsExactly("pg_class_", "pg_class__");
        assertThat(prepared.plan().views()).singleElement().satisfies(view -> {
            assertThat(view.target()).isEqualTo("pg_stats_");
            assertThat(view.sql()).contains("\"pg_class_\"").doesNotContain("\"pg_class\" ");
        });
        assertThat(codes(prepared)).contains(FindingCode.RENAMED);
    }

    @Test
    void refusesAGeneratedColumnThatCannotBeComputed() throws Exception {
        Path file = database(
                "CREATE TABLE t (a INTEGER)",
                "INSERT INTO t VALUES (-9223372036854775807 - 1)",
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a INTEGER, b AS (abs(a)))'");
        assertRefused(file, "cannot compute an expression", "integer overflow", "table: t", "generated column");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sql = 'garbage' WHERE name = 't'",
                "sql = 'CREATE VIEW t AS SELECT 1' WHERE name = 't'",
                "sql = NULL WHERE name = 't'",
                "rootpage = 0 WHERE name = 't'",
                "rootpage = 99999 WHERE name = 't'",
                "rootpage = 1 WHERE name = 't'",
                "type = 'nonsense' WHERE name = 't'",
                "name = 't' WHERE name = 'x'",
                "name = NULL WHERE name = 't'",
                "sql = 'CREATE INDEX i' WHERE name = 'i'",
                "sql = 'CREATE VIEW' WHERE name = 'x'",
                "sql = 42 WHERE name = 'x'",
                "sql = 'CREATE TABLE t (a, a)' WHERE name = 't'",
                "tbl_name = 'nobody' WHERE name = 'i'"
            })
    void refusesAnEditedCatalogue(String edit) throws Exception {
        Path file = database(SMALL, "PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET " + edit);
        assertRefused(file, "damaged", "Recover it");
    }

    /** An index entry, a free page or a text may hold anything; what matters is that nothing but a refusal comes of it. */
    @Test
    void endsWithAPlanOrARefusalWhateverByteIsDamaged() throws Exception {
        Random random = Fuzz.random("damaged files");
        int rounds = Fuzz.rounds(150);
        byte[] whole = Files.readAllBytes(database("PRAGMA page_size = 512", SMALL));
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = damaged(whole, round, random);
            Path file = folder.resolve("round" + round + ".db");
            Files.write(file, bytes);
            try {
                prepared(file);
            } catch (MigrationException e) {
                refused++;
                assertThat(e.reason()).as(e.line()).isEqualTo(Cause.INPUT);
                assertThat(e.line()).doesNotContain("\n");
            }
        }
        assertThat(refused).isBetween(1, rounds);
    }

    private static byte[] damaged(byte[] whole, int round, Random random) {
        byte[] bytes = whole.clone();
        int page = 512 * random.nextInt(bytes.length / 512);
        switch (round % 4) {
            case 0 -> bytes[random.nextInt(100)] = (byte) random.nextInt();
            case 1 -> {
                for (int i = 0; i < 3; i++) {
                    bytes[(page == 0 ? 100 : page) + random.nextInt(16)] = (byte) random.nextInt();
                }
            }
            case 2 -> {
                for (int i = 0; i < 20; i++) {
                    bytes[page + (page == 0 ? 100 : 0) + random.nextInt(400)] = (byte) random.nextInt();
                }
            }
            default -> {
                return Arrays.copyOf(bytes, page + random.nextInt(512));
            }
        }
        return bytes;
    }

    @Test
    void neverTakesGarbageBesideAFileForItsLog() throws Exception {
        Path file = database("PRAGMA journal_mode = WAL", SMALL);
        byte[] garbage = new byte[5_000];
        new Random(20).nextBytes(garbage);
        Files.write(file.resolveSibling(file.getFileName() + "-wal"), garbage, StandardOpenOption.CREATE);
        assertThat(prepared(file).profile().rows()).isEqualTo(80);
    }
}
