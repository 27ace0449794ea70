package org.liftlock.migration.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FindingCatalogueTest {

    private static final Path DOCUMENTATION = Path.of("..", "docs", "findings.md");
    private static final Path GENERATED = Path.of("target", "findings.md");

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void saysWhyEachMattersAndWhatSettlesIt(FindingCode code) {
        assertThat(code.code()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        for (String prose : new String[] {code.why(), code.remedy()}) {
            assertThat(prose).isNotBlank().endsWith(".").doesNotContain("  ").doesNotContain("\n");
            assertThat(prose.length()).as(prose).isLessThan(400);
        }
    }

    @Test
    void hasNoAdviceForCodesThatAreNot() throws IOException {
        Properties advice = new Properties();
        try (Reader in = new InputStreamReader(
                FindingCode.class.getResource("advice.properties").openStream(), StandardCharsets.UTF_8)) {
            advice.load(in);
        }
        assertThat(advice.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FindingCode.values())
                        .flatMap(code -> Stream.of(code.code() + ".why", code.code() + ".remedy"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"orphans, ORPHANS", "NUL_IN_TEXT, NUL_IN_TEXT", "' Nul-In-Text ', NUL_IN_TEXT"})
    void findsACodeHoweverItIsWritten(String written, FindingCode code) {
        assertThat(FindingCode.of(written)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"orphan, ORPHANS", "orhpans, ORPHANS", "not-booleen, NOT_BOOLEAN", "jsonb, JSON_NOT_JSONB"})
    void knowsWhatAnUnknownCodeMayMean(String written, FindingCode meant) {
        assertThat(FindingCode.of(written)).isEmpty();
        assertThat(FindingCode.nearest(written, 3)).hasSize(3).startsWith(meant);
    }

    @Test
    void isTheDocumentation() throws IOException {
        String catalogue = catalogue();
        Files.writeString(GENERATED, catalogue);

        assertThat(Files.readString(DOCUMENTATION).equals(catalogue))
                .as("docs/findings.md is the catalogue; if not: cp migration/target/findings.md docs/findings.md")
                .isTrue();
    }

    private static String catalogue() {
        StringBuilder text = new StringBuilder("""
                # Findings

                What Liftlock has to tell about a database is a finding. Each has a code, which is never renamed, and a weight:

                - *blocker*: nothing is touched; exit code 1.
                - *fault*: the run completes, but something could not be carried over as it is; exit code 1.
                - *warning*: to be looked at before the application runs on PostgreSQL.
                - *note*: worth knowing, nothing to do.

                `liftlock explain CODE` prints an entry of this page. In SQL, `t` and `c` stand for the table and the column of the
                finding. `plan.yaml` is written by `liftlock plan FILE -o DIR` and followed by
                `liftlock migrate FILE --to URL --plan DIR/plan.yaml`.

                """);
        text.append("| code | weight | what |\n|---|---|---|\n");
        for (FindingCode code : FindingCode.values()) {
            text.append("| [`%s`](#%s) | %s | %s |\n"
                    .formatted(code.code(), code.code(), code.weight().word(), escaped(code.text())));
        }
        for (FindingCode code : FindingCode.values()) {
            text.append("\n## %s\n\n*%s*: %s.\n\nWhy it matters: %s\n\nRemedy: %s\n"
                    .formatted(
                            code.code(),
                            code.weight().word(),
                            escaped(code.text()),
                            escaped(code.why()),
                            escaped(code.remedy())));
        }
        return text.toString();
    }

    /** What stands in the prose is no markup. */
    private static String escaped(String prose) {
        return prose.replaceAll("[\\\\*_<>|`]", "\\\\$0");
    }
}
