package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.liftlock.migration.finding.FindingCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainTest {

    @TempDir
    private Path state;

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.of(state, arguments);
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void saysEverythingOfACodeInLinesThatFit(FindingCode code) {
        CommandLineRun run = run("explain", code.code());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith(code.code() + " (" + code.weight().word() + ")");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.out().replaceAll("\\s+", " ")).contains(code.why(), code.remedy());
    }

    @Test
    void listsAllCodesWithTheirWeight() {
        CommandLineRun run = run("explain");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsSubsequence("blocker\n", "fault\n", "warning\n", "note\n");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        String flowing = run.out().replaceAll("\\s+", " ");
        for (FindingCode code : FindingCode.values()) {
            assertThat(flowing).contains(" " + code.code() + ": " + code.text());
        }
    }

    @ParameterizedTest
    @CsvSource({"orphan, orphans", "not-booleen, not-boolean", "'\u001b[2Jorphans', orphans"})
    void saysInOneLineWhatAnUnknownCodeMayMean(String written, String nearest) {
        CommandLineRun run = run("explain", written);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("liftlock: ")
                .contains("no such finding", nearest)
                .hasLineCount(1);
        assertThat(run.err()).doesNotContain("\u001b");
    }

    @Test
    void writesJson() {
        JsonNode one = JsonMapper.shared()
                .readTree(run("explain", "orphans", "--format", "json").out());
        assertThat(one.get("codes")).hasSize(1);
        assertThat(one.get("codes").get(0).get("remedy").asString()).isEqualTo(FindingCode.ORPHANS.remedy());

        JsonNode all =
                JsonMapper.shared().readTree(run("explain", "--format", "json").out());
        assertThat(all.get("codes")).hasSize(FindingCode.values().length);
    }
}
