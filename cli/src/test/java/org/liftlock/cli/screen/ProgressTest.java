package org.liftlock.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.cli.screen.RunningPhase.TableSize;
import org.liftlock.migration.RunListener.Phase;

class ProgressTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Progress progress(boolean isTerminal, Progress.Form form) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                isTerminal,
                isTerminal,
                60);
        return new Progress(terminal, form);
    }

    private void runThrough(boolean isTerminal) {
        try (Progress progress = progress(isTerminal, Progress.Form.AUTO)) {
            progress.begins(Phase.PROFILE, -1);
            progress.rows("a\u001b[2Jtable", 1_000);
            progress.begins(Phase.COPY, 2_000);
            progress.rows("a\u001b[2Jtable", 1_500);
            progress.begins(Phase.COPY, 2_000);
            progress.rows("another", 500);
            progress.replaces(List.of("old\u001b[2J"));
            progress.begins(Phase.KEYS, -1);
        }
    }

    @Test
    void writesOneLineForEachPhaseWithoutTerminal() {
        runThrough(false);

        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "liftlock: reading every value: 1,000 rows in ",
                        "liftlock: copying rows: 2,000 rows in ",
                        "as --replace says: old\\u001B[2J",
                        "liftlock: building keys, indexes and views: ")
                .doesNotContain("\u001b")
                .doesNotContain("\r");
    }

    @Test
    void namesSomeOfManyThingsThatAreDropped() {
        try (Progress progress = progress(false, Progress.Form.AUTO)) {
            progress.replaces(
                    IntStream.rangeClosed(1, 3_000).mapToObj(i -> "t" + i).toList());
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("t1, t2, ", "t20, … (3,000 in all)")
                .doesNotContain("t21");
    }

    @Test
    void writesOverItsLineOnATerminal() {
        runThrough(true);

        String text = err.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("\r")
                .containsSubsequence("reading every value: 1,000 rows", "copying rows: 2,000 rows");
        assertThat(text.replace("\u001b[K", "")).doesNotContain("\u001b");
        assertThat(text.replace("\u001b[K", "").split("[\r\n]"))
                .allSatisfy(line -> assertThat(TextWidth.of(line))
                        .isLessThan(60 + "liftlock: dropping what stands in the way".length()));
    }

    private static PhaseState state(Random random, Phase phase, long total) {
        long done = total > 0 ? (long) (random.nextDouble() * total) : random.nextInt(50_000_000);
        String[] tables = {"t", "plays", "a table with quite a long name", "音楽のタイムマシン", ""};
        return new PhaseState(
                phase,
                tables[random.nextInt(tables.length)],
                1 + random.nextInt(12),
                done,
                total,
                random.nextBoolean() ? random.nextInt(9_000_000) : 0,
                random.nextBoolean() ? random.nextDouble() * 2e9 : 0,
                random.nextBoolean() ? random.nextDouble() * 300_000 : -1,
                Duration.ofSeconds(1 + random.nextInt(9_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 39, 59, 79, 99, 199})
    void keepsEveryFigureInItsPlace(int width) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Phase phase : Phase.values()) {
            for (long total : new long[] {-1, 5_000_000}) {
                Map<String, Set<Integer>> places = new HashMap<>();
                for (int i = 0; i < 200; i++) {
                    String line = ProgressLine.onTerminal(state(random, phase, total), width);
                    assertThat(TextWidth.of(line)).as("seed %d: %s", seed, line).isLessThanOrEqualTo(width);
                    for (String figure : List.of(" %", " left", "B/s")) {
                        int place = line.indexOf(figure);
                        if (place >= 0) {
                            places.computeIfAbsent(figure, name -> new HashSet<>())
                                    .add(place);
                        }
                    }
                }
                assertThat(places.values())
                        .as("seed %d: %s", seed, phase)
                        .allSatisfy(each -> assertThat(each).hasSize(1));
            }
        }
    }

    @Test
    void showsShareTimeLeftAndRatesAtEightyColumns() {
        PhaseState state = new PhaseState(
                Phase.COPY, "plays", 4, 1_290_000, 3_000_000, 345_120, 31.24e6, 11.2, Duration.ofSeconds(4));

        assertThat(ProgressLine.onTerminal(state, 79))
                .isEqualTo("copying rows   43 %   0:12 left     345,120/s  31.2 MB/s  ████░░░░░░  plays +3");
        assertThat(ProgressLine.onTerminal(state, 39)).isEqualTo("copying rows   43 %   0:12 left  pl… +3");
        assertThat(ProgressLine.plain(state))
                .isEqualTo(
                        "copying rows: 43 %, 1,290,000 of 3,000,000 rows, 345,120/s, 31.2 MB/s, 12 s left, plays +3");
    }

    @Test
    void showsTheLargestOfTheTablesAtWork() {
        RunningPhase phase = new RunningPhase(
                Phase.COPY,
                2_000,
                0,
                Map.of(
                        "small",
                        new TableSize(500, 1_000),
                        "large",
                        new TableSize(1_000, 90_000),
                        "done",
                        new TableSize(5, 5)));
        phase.add("large", 400);
        phase.add("done", 5);
        phase.add("small", 200);

        PhaseState state = phase.look();

        assertThat(state.table()).isEqualTo("large");
        assertThat(state.tables()).isEqualTo(2);
        assertThat(state.done()).isEqualTo(605);
        assertThat(state.total()).as("what the plan brings").isEqualTo(1_505);
    }

    @Test
    void writesNothingIfNothingIsWanted() {
        try (Progress progress = progress(true, Progress.Form.NONE)) {
            progress.begins(Phase.PROFILE, -1);
            progress.rows("track", 1_000);
        }

        assertThat(err.size()).isZero();
    }

    @Test
    void writesPlainLinesOnATerminalIfAsked() {
        try (Progress progress = progress(true, Progress.Form.PLAIN)) {
            progress.begins(Phase.PROFILE, -1);
            progress.rows("track", 1_000);
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("liftlock: reading every value: 1,000 rows in ")
                .doesNotContain("\r")
                .hasLineCount(1);
    }

    @Test
    void countsRowsOfAnEarlierRunOnBothSides() {
        try (Progress progress = progress(false, Progress.Form.JSON)) {
            progress.resumes(300);
            progress.begins(Phase.COPY, 700);
            progress.rows("track", 700);
        }

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"done\":1000,\"total\":1000,");
    }

    @Test
    void tellsThatAPhaseWasInterrupted() {
        try (Progress progress = progress(false, Progress.Form.AUTO)) {
            progress.begins(Phase.COPY, 2_000);
            progress.rows("track", 1_000);
            Thread.currentThread().interrupt();
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("liftlock: copying rows: stopped after 1,000 rows in ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            70 | copying rows: 3,000,000 rows in 8.7 s, 345,120/s, 31.2 MB/s
            50 | copying rows: 3,000,000 rows in 8.7 s, 345,120/s
            40 | copying rows: 3,000,000 rows in 8.7 s
            25 | copying rows: 8.7 s
             8 | copying…
            """)
    void leavesOutOfItsLastLineWhatFitsLeast(int width, String line) {
        PhaseState state =
                new PhaseState(Phase.COPY, "", 0, 3_000_000, 3_000_000, 345_120, 31.24e6, -1, Duration.ofMillis(8_690));

        assertThat(ProgressLine.over(state, false, width)).isEqualTo(line);
    }

    @Test
    void countsWhatAnEarlierRunHasDone() {
        RunningPhase phase = new RunningPhase(Phase.COPY, 3_000, 2_000, Map.of("plays", new TableSize(3_000, 90_000)));
        phase.add("plays", 500);

        PhaseState state = phase.look();

        assertThat(state.done()).isEqualTo(2_500);
        assertThat(state.percent()).isEqualTo(83);
    }
}
