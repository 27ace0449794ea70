package org.liftlock.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.report.PlanReport;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.SchemaReport;
import org.liftlock.migration.report.TableReport;

class ReportTextTest {

    private static final String HOSTILE = "\u001b[31mred\u001b]0;x\u0007\u009b\u202e\r\nnew line";

    private static Terminal terminal(int width, boolean isTerminal, Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Terminal(nowhere, nowhere, environment, isTerminal, isTerminal, width);
    }

    private static Terminal plain(int width) {
        return terminal(width, false, Map.of());
    }

    private static RunReport report(List<TableReport> tables, List<Finding> findings) {
        return new RunReport(
                "migrate",
                "music.sqlite",
                "jdbc:postgresql://h:5432/d?user=a",
                "public",
                tables,
                2,
                findings,
                Map.of(Phase.COPY, Duration.ofSeconds(2), Phase.PROFILE, Duration.ofMillis(340)),
                SchemaReport.NONE,
                0);
    }

    private static TableReport table(String name, long rows) {
        return new TableReport(name, name, rows, rows, 0, rows * 40, Duration.ofMillis(500), 0L);
    }

    @Test
    void showsTablesTotalsTimesAndOutcome() {
        List<String> lines =
                ReportText.lines(report(List.of(table("track", 1_200_000), table("album", 3)), List.of()), plain(80));

        assertThat(String.join("\n", lines)).isEqualTo("""
                        table          rows     size         rate  compared
                        ───────────────────────────────────────────────────
                        track     1,200,000  48.0 MB  2,400,000/s  equal
                        album             3    120 B          6/s  equal
                        ───────────────────────────────────────────────────
                        2 tables  1,200,003  48.0 MB    600,002/s

                        Rows 1,200,003 read = 1,200,003 loaded + 0 set aside, 48.0 MB at 24.0 MB/s
                        Time 2.3 s: reading every value 340 ms, copying rows 2.0 s
                        Done: 1,200,003 rows in 2 tables, 2 views, every row compared and equal.""");
    }

    @Test
    void tellsNoRateOfRowsThatAnEarlierRunHasLoaded() {
        RunReport whole = report(List.of(table("track", 1_200_000)), List.of());
        RunReport resumed = new RunReport(
                whole.command(),
                whole.source(),
                whole.target(),
                whole.schema(),
                whole.tables(),
                whole.views(),
                whole.findings(),
                whole.timings(),
                whole.structure(),
                900_000);

        List<String> lines = ReportText.lines(resumed, plain(120));

        assertThat(lines)
                .contains("Rows 1,200,000 read = 1,200,000 loaded + 0 set aside, 48.0 MB; 900,000 were there from an"
                        + " earlier run");
        assertThat(lines.get(4)).startsWith("1 table").doesNotContain("/s");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 100, 200})
    void staysWithinTheTerminal(int width) {
        List<TableReport> tables = new ArrayList<>();
        IntStream.range(0, 95).forEach(i -> tables.add(table("table_" + i, i * 1_000_003L)));
        tables.add(table("音楽のタイムマシンのとても長い名前の表".repeat(5), 12));
        tables.add(table("👩‍👧‍👦 family 🎧".repeat(8), 12));
        tables.add(table("a name with spaces ".repeat(9).strip(), 0));
        tables.add(table(HOSTILE, 1));
        List<Finding> findings =
                List.of(Finding.of(FindingCode.ORPHANS, "track", "album_id", "3 rows (rowid 1, 2, 3)"));

        List<String> lines = ReportText.lines(report(tables, findings), plain(width));

        assertThat(lines).hasSizeGreaterThan(tables.size());
        assertThat(lines)
                .allSatisfy(line -> assertThat(TextWidth.of(line)).as(line).isLessThanOrEqualTo(width));
        assertThat(lines).noneMatch(line -> line.codePoints().anyMatch(Character::isISOControl));
    }

    @Test
    void leavesOutColumnsRatherThanNames() {
        List<String> lines =
                ReportText.lines(report(List.of(table("playlist_tracks", 1_200_000)), List.of()), plain(40));

        assertThat(lines.get(0)).contains("table", "rows").doesNotContain("rate");
        assertThat(lines.get(2)).startsWith("playlist_tr").contains("1,200,000");
    }

    @Test
    void showsWhatWasNotLoadedAndWhatDiffers() {
        TableReport bad = new TableReport("track", "track", 10, 8, 1, 400, Duration.ofMillis(500), 2L);

        List<String> lines = ReportText.lines(report(List.of(bad), List.of()), plain(100));

        assertThat(lines.get(0)).contains("in PostgreSQL", "set aside", "compared");
        assertThat(lines.get(2)).contains("10", "8", "1", "2 differ");
        assertThat(lines.get(lines.size() - 1)).startsWith("Done, but not all is well: 10 rows read, 8 in PostgreSQL");
    }

    @Test
    void showsFaultsInFullWarningsUpToALimitAndCountsNotes() {
        List<Finding> findings = new ArrayList<>();
        IntStream.range(0, 7).forEach(i -> findings.add(Finding.of(FindingCode.RENAMED, "N" + i, "x")));
        IntStream.range(0, 8).forEach(i -> findings.add(Finding.of(FindingCode.NOT_ALL_JSON, "w" + i, "c", "1 row")));
        IntStream.range(0, 9).forEach(i -> findings.add(Finding.of(FindingCode.ORPHANS, "f" + i, "c", "rowid " + i)));

        String text = String.join("\n", ReportText.lines(report(List.of(), findings), plain(100)));

        assertThat(text).containsSubsequence("9 faults", "orphans: ", "- f0.c: rowid 0", "- f8.c: rowid 8");
        assertThat(text)
                .containsSubsequence("8 warnings", "not-all-json: ", "- w4.c: 1 row", "and 3 more, see --report");
        assertThat(text).containsSubsequence("7 notes", "7 × renamed: ");
        assertThat(text).doesNotContain("w5").doesNotContain("N0");
    }

    @Test
    void saysThatNothingWasTouched() {
        List<Finding> blocker = List.of(Finding.of(FindingCode.NUL_IN_TEXT, "t", "c", "rowid 1"));

        assertThat(ReportText.lines(report(List.of(), blocker), plain(100)))
                .last()
                .isEqualTo("Not done: nothing was touched, because of 1 blocker.");
    }

    @Test
    void neverWritesControlCharactersOfFindings() {
        List<Finding> hostile = List.of(Finding.of(FindingCode.ORPHANS, HOSTILE, HOSTILE, "value " + HOSTILE));

        assertThat(ReportText.lines(report(List.of(), hostile), plain(60)))
                .noneMatch(line -> line.codePoints().anyMatch(Character::isISOControl) || line.contains("\u202e"));
    }

    @Test
    void coloursOnTerminalsOnlyAndNotAgainstTheUsersWish() {
        List<Finding> fault = List.of(Finding.of(FindingCode.ORPHANS, "t", "x"));
        RunReport report = report(List.of(), fault);

        assertThat(String.join("", ReportText.lines(report, terminal(80, true, Map.of()))))
                .contains("\u001b[31m");
        assertThat(String.join("", ReportText.lines(report, terminal(80, true, Map.of("NO_COLOR", "1")))))
                .doesNotContain("\u001b");
        assertThat(String.join("", ReportText.lines(report, plain(80)))).doesNotContain("\u001b");
    }

    @Test
    void summarisesPlans() {
        PlanReport plan = new PlanReport(
                "a.db",
                "out",
                List.of(new PlanReport.TableDecision("t", "t", 5, 3, new TreeMap<>(Map.of("text", 2, "bigint", 1)))),
                1,
                List.of(),
                SchemaReport.NONE,
                List.of());

        assertThat(PlanText.lines(plan, plain(80)))
                .startsWith(
                        "table    rows  columns  types",
                        "────────────────────────────────────────",
                        "t           5        3  1 bigint, 2 text",
                        "────────────────────────────────────────")
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "曲, 2", "é, 1", "é, 1", "🎧, 2", "👩‍👧‍👦, 2", "⚠️, 2", "한글, 4", "ａ, 2", "'', 0"})
    void countsCells(String text, int cells) {
        assertThat(TextWidth.of(text)).isEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 4, abc…",
        "曲曲曲, 4, 曲…",
        "曲曲, 4, 曲曲",
        "a👩‍👧‍👦b👩‍👧‍👦, 4, a👩‍👧‍👦…",
        "abc, 1, …",
        "abc, 0, ''"
    })
    void cutsBetweenLetters(String text, int cells, String cut) {
        assertThat(TextWidth.cut(text, cells)).isEqualTo(cut);
    }
}
