package org.liftlock.migration.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u001b[2J\u009b\u202e&\"'\n曲";

    private static RunReport report(String name) {
        return new RunReport(
                "migrate",
                "/data/music.sqlite",
                "jdbc:postgresql://db:5432/music?user=anna",
                "public",
                List.of(
                        new TableReport(name, "track", 10, 9, 1, 4_096, Duration.ofMillis(1_500), 2L),
                        new TableReport("album", "album", 3, 3, 0, 128, Duration.ZERO, null)),
                1,
                List.of(
                        Finding.of(FindingCode.ORPHANS, name, "1 row (rowid 7)"),
                        Finding.of(FindingCode.RENAMED, "Album", "Title", "title")),
                Map.of(Phase.COPY, Duration.ofMillis(1_500), Phase.PROFILE, Duration.ofMillis(20)),
                SchemaReport.NONE,
                0);
    }

    @Test
    void writesAllFiguresAsJson() {
        JsonNode json = JsonMapper.shared().readTree(JsonReport.of(report("track")));

        assertThat(json.get("format").asInt()).isEqualTo(1);
        assertThat(json.get("command").asString()).isEqualTo("migrate");
        assertThat(json.get("result").asString()).isEqualTo("no");
        assertThat(json.get("total").toString())
                .isEqualTo(
                        "{\"tables\":2,\"views\":1,\"rowsRead\":13,\"rowsLoaded\":12,\"rowsQuarantined\":1,\"rowsKept\":0,"
                                + "\"rowsBefore\":0,\"bytes\":4224,\"differingRows\":2}");
        assertThat(json.get("tables").get(0).toString())
                .isEqualTo(
                        "{\"source\":\"track\",\"target\":\"track\",\"rowsRead\":10,\"rowsLoaded\":9,"
                                + "\"rowsQuarantined\":1,\"rowsKept\":0,\"bytes\":4096,\"copySeconds\":1.5,\"differingRows\":2}");
        assertThat(json.get("tables").get(1).get("differingRows").isNull()).isTrue();
        assertThat(json.get("findingsByWeight").toString())
                .isEqualTo("{\"note\":1,\"warning\":0,\"fault\":1,\"blocker\":0}");
        assertThat(json.get("findings").get(0).get("code").asString()).isEqualTo("orphans");
        assertThat(json.get("findings").get(1).get("column").asString()).isEqualTo("Title");
        assertThat(json.get("timings").toString()).isEqualTo("{\"profile\":0.02,\"copy\":1.5}");
    }

    @Test
    void keepsHostileNamesInJsonWithoutSteeringTheTerminal() {
        String text = JsonReport.of(report(HOSTILE));

        assertThat(JsonMapper.shared()
                        .readTree(text)
                        .get("tables")
                        .get(0)
                        .get("source")
                        .asString())
                .isEqualTo(HOSTILE);
        assertThat(text).doesNotContain("\u001b").doesNotContain("\u009b").doesNotContain("\u202e");
        assertThat(text).contains("曲");
    }

    @Test
    void writesPlanAsJson() {
        PlanReport plan = new PlanReport(
                "a.db",
                "/out",
                List.of(new PlanReport.TableDecision("T", "t", 5, 3, new TreeMap<>(Map.of("text", 2, "bigint", 1)))),
                0,
                List.of(Finding.of(FindingCode.NUL_IN_TEXT, "T", "c", "1 row")),
                SchemaReport.NONE,
                List.of());

        JsonNode json = JsonMapper.shared().readTree(JsonReport.of(plan));

        assertThat(json.get("result").asString()).isEqualTo("no");
        assertThat(json.get("folder").asString()).isEqualTo("/out");
        assertThat(json.get("tables").get(0).toString())
                .isEqualTo("{\"source\":\"T\",\"target\":\"t\",\"rows\":5,\"columns\":3,"
                        + "\"types\":{\"bigint\":1,\"text\":2}}");
    }

    @Test
    void writesOnePageThatLoadsNothingAndRunsItsOwnScriptAlone() {
        String page = HtmlReport.of(report(HOSTILE));

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("prefers-color-scheme", "default-src 'none'", "&lt;img src=x", "1 fault", "1 note", "orphans")
                .containsOnlyOnce("<script")
                .doesNotContain("<img", "src=\"", "url(", "@import", "onclick")
                .doesNotContainPattern("href=\"(?!#)")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void htmlOfPlanNamesTypes() {
        PlanReport plan = new PlanReport(
                "a.db",
                null,
                List.of(new PlanReport.TableDecision("T", "t", 5, 3, new TreeMap<>(Map.of("text", 2, "bigint", 1)))),
                0,
                List.of(),
                SchemaReport.NONE,
                List.of());

        assertThat(HtmlReport.of(plan)).contains("1 bigint, 2 text", "<p>None.</p>");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "99949, 99.9 kB",
        "123456, 123 kB",
        "999600, 1.0 MB",
        "9223372036854775807, 9.2 EB"
    })
    void writesSizes(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1.0 s",
        "59949, 59.9 s",
        "59950, 1 min 0 s",
        "200000, 3 min 20 s",
        "7500000, 2 h 5 min"
    })
    void writesDurations(long millis, String text) {
        assertThat(Figures.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void showsLonelySurrogatesAndKeepsJoinedEmoji() {
        assertThat(VisibleText.of("a\ud800b")).isEqualTo("a\\uD800b");
        assertThat(VisibleText.of("👩‍👧")).isEqualTo("👩‍👧");
    }
}
