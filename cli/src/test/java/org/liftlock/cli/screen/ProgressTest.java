package org.liftlock.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liftlock.migration.RunListener.Phase;

class ProgressTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Progress progress(boolean isTerminal) {
        return new Progress(new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                isTerminal,
                isTerminal,
                60));
    }

    private void runThrough(boolean isTerminal) {
        try (Progress progress = progress(isTerminal)) {
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
}
