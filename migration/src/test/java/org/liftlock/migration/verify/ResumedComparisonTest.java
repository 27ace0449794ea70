package org.liftlock.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liftlock.migration.verify.TwoDatabases.column;
import static org.liftlock.migration.verify.TwoDatabases.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.testing.JavaProcess;

class ResumedComparisonTest {

    private static final int ROWS = 4000;

    private TwoDatabases databases;
    private Path memory;

    @BeforeEach
    void create(@TempDir Path folder) throws SQLException {
        databases = new TwoDatabases(folder);
        memory = folder.resolve("state").resolve("verify.progress");
        databases.sqlite(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
                        + ") INSERT INTO t SELECT i, 'a' || i FROM n",
                "CREATE TABLE u (v)",
                "INSERT INTO u VALUES ('first'), ('second')");
        databases.postgres(
                "CREATE TABLE t (id bigint PRIMARY KEY, v text)",
                "INSERT INTO t SELECT i, 'a' || i FROM generate_series(1, " + ROWS + ") i",
                "CREATE TABLE u (v text)",
                "INSERT INTO u VALUES ('second'), ('first')");
        databases.plan(table("t", List.of("id"), column("id", "bigint"), column("v", "text")));
        databases.plan(table("u", column("v", "text")));
        databases.cutInto(100);
    }

    @AfterEach
    void drop() throws SQLException {
        databases.close();
    }

    /** Ends a comparison when some parts are done. */
    private void cutOff() {
        RunListener failing = new RunListener() {
            private long seen;

            @Override
            public synchronized void rows(String table, long rows) {
                seen += rows;
                if (seen > ROWS / 2) {
                    throw new IllegalStateException("cut off");
                }
            }
        };
        databases.remember(memory, false, "content");
        assertThatThrownBy(() -> databases.verify(failing, false)).hasMessageContaining("cut off");
    }

    private long linesKept() throws IOException {
        try (var lines = Files.lines(memory)) {
            return lines.filter(line -> line.startsWith("equal ")).count();
        }
    }

    @Test
    void goesOnBehindWhatWasFoundEqual() throws SQLException, IOException {
        cutOff();
        assertThat(linesKept()).isBetween(10L, 30L);
        databases.postgres("UPDATE t SET v = 'late' WHERE id = " + ROWS);
        databases.remember(memory, true, "content");
        Verification resumed = databases.verify();
        assertThat(resumed.tables())
                .containsExactly(new TableVerification("t", ROWS, ROWS, 1), new TableVerification("u", 2, 2, 0));
        assertThat(resumed.findings())
                .extracting(finding -> finding.code().code())
                .containsExactly("compared-earlier", "rows-differ");
        assertThat(resumed.findings().get(0).detail()).contains(" rows, compared between 2", "Z and 2");
        assertThat(memory).doesNotExist();
    }

    @Test
    void doesNotReadAgainWhatWasFoundEqual() throws SQLException {
        cutOff();
        databases.postgres("UPDATE t SET v = 'changed'");
        databases.remember(memory, true, "content");
        long differing = databases.verify().tables().get(0).differingRows();
        assertThat(differing).isBetween(1000L, 3000L);
        databases.remember(memory, false, "content");
        assertThat(databases.verify().tables().get(0).differingRows()).isEqualTo(ROWS);
    }

    @Test
    void doesNotTrustALineThatWasCutOff() throws SQLException, IOException {
        cutOff();
        String text = Files.readString(memory);
        Files.writeString(memory, text.substring(0, text.length() - 2));
        String cut = text.lines().reduce("", (first, second) -> second);
        databases.remember(memory, true, "content");
        databases.postgres(
                "UPDATE t SET v = 'changed' WHERE id BETWEEN " + cut.split(" ")[2] + " AND " + cut.split(" ")[3]);
        assertThat(databases.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("compared-earlier t: "),
                        line -> assertThat(line).startsWith("rows-differ t: "));
    }

    @Test
    void refusesToGoOnWithAnotherSource() {
        cutOff();
        databases.remember(memory, true, "other content");
        assertThatThrownBy(databases::verify).isInstanceOfSatisfying(MigrationException.class, e -> {
            assertThat(e.reason()).isEqualTo(Cause.INPUT);
            assertThat(e.line()).contains("The SQLite file has changed", "without --resume");
        });
        assertThat(memory).exists();
    }

    @Test
    void refusesToGoOnWithAnotherPlan() throws SQLException {
        cutOff();
        databases.sqlite("CREATE TABLE more (v)");
        databases.plan(table("more", column("v", "text")));
        databases.remember(memory, true, "content");
        assertThatThrownBy(databases::verify).hasMessageContaining("another plan");
    }

    @Test
    void leavesAloneWhatAnotherComparisonKeeps() throws SQLException, IOException {
        List<String> second = cutOffWithAnotherBetween(false);

        assertThat(second).isEmpty();
        assertThat(linesKept()).isBetween(10L, 30L);
        databases.remember(memory, true, "content");
        assertThat(databases.lines()).satisfiesExactly(line -> assertThat(line).startsWith("compared-earlier t: "));
    }

    @Test
    void comparesEverythingWhereAnotherComparisonIsAtWork() throws SQLException, IOException {
        cutOff();

        List<String> second = cutOffWithAnotherBetween(true);

        assertThat(second).isEmpty();
        assertThat(linesKept()).isBetween(10L, 30L);
    }

    @Test
    void doesWithoutWhatAnotherProcessHas() throws Exception {
        Process other = JavaProcess.start(Other.class, memory.toString());
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("has it");
            databases.remember(memory, true, "content");
            assertThat(databases.lines()).isEmpty();
            assertThat(memory).hasContent("theirs");
        } finally {
            other.destroyForcibly().waitFor();
        }
        cutOff();
        assertThat(linesKept()).isBetween(10L, 30L);
    }

    /** Has a file for as long as it lives. */
    static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws Exception {
            Path file = Path.of(arguments[0]);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (OwnedFile owned = OwnedFile.open(file).orElseThrow()) {
                owned.append("theirs");
                System.out.println("has it");
                new CountDownLatch(1).await();
            }
        }
    }

    /** In the middle of the first comparison a second one runs to its end; what that one says. */
    private List<String> cutOffWithAnotherBetween(boolean resuming) {
        List<String> second = new CopyOnWriteArrayList<>();
        AtomicLong seen = new AtomicLong();
        AtomicBoolean begun = new AtomicBoolean();
        RunListener between = new RunListener() {
            @Override
            public synchronized void rows(String table, long rows) {
                if (seen.addAndGet(rows) > ROWS / 2) {
                    if (begun.compareAndSet(false, true)) {
                        databases.remember(memory, resuming, "content");
                        second.addAll(lines());
                    }
                    throw new IllegalStateException("cut off");
                }
            }

            private List<String> lines() {
                try {
                    return databases.lines();
                } catch (RuntimeException e) {
                    return List.of(String.valueOf(e.getMessage()));
                }
            }
        };
        databases.remember(memory, false, "content");
        assertThatThrownBy(() -> databases.verify(between, false)).hasMessageContaining("cut off");
        assertThat(begun).isTrue();
        return second;
    }

    @Test
    void comparesEverythingWhereNothingWasBegun() throws SQLException {
        databases.remember(memory, true, "content");
        assertThat(databases.lines()).isEmpty();
        assertThat(memory).doesNotExist();
    }
}
