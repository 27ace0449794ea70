package org.liftlock.migration.report;

import static org.liftlock.migration.report.HtmlPage.escaped;
import static org.liftlock.migration.report.HtmlPage.name;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.source.DatabaseBackup;
import org.liftlock.migration.twin.TwinComparison;

/**
 * Writes a report as one HTML page that needs nothing else and no network; its only script filters findings, and without
 * it all are shown. Stateless and thread-safe.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * Writes the report of a run.
     *
     * @param report what to write
     * @return a whole page
     */
    public static String of(RunReport report) {
        HtmlPage page = new HtmlPage("Liftlock " + report.command() + ": " + report.source());
        decision(Verdict.of(report), page);
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "Tables", Figures.count(report.tables().size()));
        put(
                facts,
                "Rows read",
                Figures.count(report.tables().stream()
                        .mapToLong(TableReport::rowsRead)
                        .sum()));
        put(
                facts,
                "Size",
                Figures.bytes(
                        report.tables().stream().mapToLong(TableReport::bytes).sum()));
        put(facts, "Views", Figures.count(report.views()));
        put(facts, "Target", report.target());
        put(facts, "Schema", report.schema());
        facts(facts, page);
        links(report.structure(), List.of("tables", "time"), page);
        HtmlFindings.write(report.findings(), page);
        HtmlFindings.steps(report.findings(), List.of(), page);
        tables(report.tables(), page);
        timings(report.timings(), page);
        HtmlSchema.write(report.structure(), page);
        return page.end();
    }

    /**
     * Writes the report of planning.
     *
     * @param report what to write
     * @return a whole page
     */
    public static String of(PlanReport report) {
        HtmlPage page = new HtmlPage("Liftlock plan: " + report.source());
        decision(Verdict.of(report), page);
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "Tables", Figures.count(report.tables().size()));
        put(
                facts,
                "Rows",
                Figures.count(report.tables().stream()
                        .mapToLong(PlanReport.TableDecision::rows)
                        .sum()));
        put(facts, "Views", Figures.count(report.views()));
        put(facts, "Files", report.folder());
        facts(facts, page);
        links(report.structure(), List.of("tables"), page);
        HtmlFindings.write(report.findings(), page);
        List<String> commands = new ArrayList<>();
        if (report.folder() != null && Verdict.of(report).word() != Verdict.Word.BLOCKED) {
            commands.add("liftlock rehearse FILE --plan " + report.folder() + "/plan.yaml");
            commands.add("liftlock migrate FILE --plan " + report.folder() + "/plan.yaml --to URL");
        }
        HtmlFindings.steps(report.findings(), commands, page);
        HtmlChoices.write(report.choices(), page);
        decisions(report.tables(), page);
        HtmlSchema.write(report.structure(), page);
        return page.end();
    }

    /**
     * Writes the report of a backup.
     *
     * @param backup what to write
     * @return a whole page
     */
    public static String of(DatabaseBackup.Result backup) {
        HtmlPage page = new HtmlPage("Liftlock backup: " + backup.source());
        decision(
                backup.saysNo()
                        ? new Verdict(Verdict.Word.SAYS_NO, "The check says no", "What it found stands below.")
                        : new Verdict(Verdict.Word.EQUAL, "Copied and checked", "The copy is whole and consistent."),
                page);
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "Copy", backup.copy().toString());
        put(facts, "Size", Figures.bytes(backup.bytes()));
        facts(facts, page);
        HtmlFindings.write(backup.findings(), page);
        if (!backup.findings().isEmpty()) {
            HtmlFindings.steps(backup.findings(), List.of(), page);
        }
        timings(Map.of(Phase.BACKUP, backup.copyTime(), Phase.CHECK, backup.checkTime()), page);
        return page.end();
    }

    /**
     * Writes an assessment.
     *
     * @param assessment what to write
     * @return a whole page
     */
    public static String of(Assessment assessment) {
        HtmlPage page = new HtmlPage(
                "Liftlock assess: " + assessment.surroundings().file().file());
        HtmlAssessment.write(assessment, page);
        HtmlFindings.write(assessment.findings(), page);
        HtmlFindings.steps(assessment.findings(), List.of(), page);
        return page.end();
    }

    /**
     * Writes what comparing two folders of migrations gave.
     *
     * @param sqlite the folder for SQLite
     * @param postgres the folder for PostgreSQL
     * @param comparison what to write
     * @return a whole page
     */
    public static String of(String sqlite, String postgres, TwinComparison comparison) {
        HtmlPage page = new HtmlPage("Liftlock schema-diff: " + sqlite + " and " + postgres);
        page.section(
                "differences",
                Figures.count(comparison.differences().size(), "difference", "differences") + " in "
                        + Figures.count(comparison.tables(), "table", "tables"));
        page.beginTable("Where", "What", "SQLite", "PostgreSQL");
        comparison
                .differences()
                .forEach(difference -> page.row(
                        name(difference.where()),
                        escaped(difference.kind().word()),
                        name(difference.sqlite()),
                        name(difference.postgres())));
        page.endTable();
        page.section("not-compared", "Not compared");
        page.beginTable("What");
        comparison.notCompared().forEach(what -> page.row(name(what)));
        page.endTable();
        return page.end();
    }

    private static void decision(Verdict decision, HtmlPage page) {
        page.add("<div class=\"decision " + decision.word().tone() + "\"><strong>")
                .add(escaped(decision.title()))
                .add("</strong><p>")
                .add(escaped(decision.reason()))
                .add("</p></div>\n");
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static void facts(Map<String, String> facts, HtmlPage page) {
        page.add("<dl class=\"tiles\">\n");
        facts.forEach((term, value) -> page.add("<div><dt>")
                .add(escaped(term))
                .add("</dt><dd>")
                .add(name(value))
                .add("</dd></div>\n"));
        page.add("</dl>\n");
    }

    private static void links(SchemaReport structure, List<String> sections, HtmlPage page) {
        List<String> ids = new ArrayList<>(List.of("findings", "next"));
        ids.addAll(sections);
        if (!structure.tables().isEmpty()) {
            ids.addAll(List.of("picture", "schema"));
        }
        Map<String, String> words = Map.of(
                "findings", "Findings",
                "next", "What to do next",
                "tables", "Tables",
                "time", "Time",
                "picture", "Picture",
                "schema", "Before and after");
        page.add("<nav>");
        ids.forEach(id -> page.add("<a href=\"#" + id + "\">" + words.get(id) + "</a>"));
        page.add("</nav>\n");
    }

    private static void tables(List<TableReport> tables, HtmlPage page) {
        page.section("tables", "Tables");
        page.beginTable(
                "Table",
                "in PostgreSQL",
                "#read",
                "#loaded",
                "#set aside",
                "#skipped",
                "#size",
                "#rate",
                "#rows that differ");
        for (TableReport table : tables) {
            page.row(
                    name(table.source()),
                    name(table.target()),
                    Figures.count(table.rowsRead()),
                    Figures.count(table.rowsLoaded()),
                    Figures.count(table.rowsQuarantined()),
                    Figures.count(table.rowsKept()),
                    Figures.bytes(table.bytes()),
                    Figures.rate(table.rowsLoaded(), table.copyTime()),
                    table.differingRows() == null ? "not compared" : Figures.count(table.differingRows()));
        }
        page.foot();
        page.row(
                Figures.count(tables.size(), "table", "tables"),
                "",
                Figures.count(tables.stream().mapToLong(TableReport::rowsRead).sum()),
                Figures.count(tables.stream().mapToLong(TableReport::rowsLoaded).sum()),
                Figures.count(
                        tables.stream().mapToLong(TableReport::rowsQuarantined).sum()),
                Figures.count(tables.stream().mapToLong(TableReport::rowsKept).sum()),
                Figures.bytes(tables.stream().mapToLong(TableReport::bytes).sum()),
                "",
                "");
        page.add("</tfoot>");
        page.endTable();
    }

    private static void decisions(List<PlanReport.TableDecision> tables, HtmlPage page) {
        page.section("tables", "Tables");
        page.beginTable("Table", "in PostgreSQL", "types", "#columns", "#rows");
        for (PlanReport.TableDecision table : tables) {
            List<String> types = new ArrayList<>();
            table.types().forEach((type, count) -> types.add(count + " " + type));
            page.row(
                    name(table.source()),
                    name(table.target()),
                    escaped(String.join(", ", types)),
                    Figures.count(table.columns()),
                    Figures.count(table.rows()));
        }
        page.add("</tbody>");
        page.endTable();
    }

    private static void timings(Map<Phase, Duration> timings, HtmlPage page) {
        page.section("time", "Time");
        page.beginTable("Phase", "#time");
        for (Phase phase : Phase.values()) {
            Duration duration = timings.get(phase);
            if (duration != null) {
                page.row(escaped(phase.words()), Figures.duration(duration));
            }
        }
        page.add("</tbody>");
        page.endTable();
    }
}
