package org.liftlock.migration.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.plan.Choice;
import org.liftlock.migration.plan.ChoiceOption;
import org.liftlock.migration.source.DatabaseBackup;

/**
 * Writes a report as one HTML page that needs nothing else, no network and no script. Stateless and thread-safe.
 */
public final class HtmlReport {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2330; --paper: #fff; --line: #d8dde6; --quiet: #5b6575; --blocker: #a4133c; --fault: #c2410c; --warning: #8a6100; --note: #35618e }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #14181f; --line: #343c49; --quiet: #9aa5b5; --blocker: #ff8fa8; --fault: #ffab7a; --warning: #f0c64f; --note: #8fc1f5 } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
            .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
            th { color: var(--quiet); font-weight: 600 } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
            tfoot td { font-weight: 600 } code, bdi { overflow-wrap: anywhere } code { font-size: .9em }
            dt { color: var(--quiet) } dd { margin: 0 0 .4rem }
            .blocker { color: var(--blocker) } .fault { color: var(--fault) } .warning { color: var(--warning) } .note { color: var(--note) }
            """;

    private final StringBuilder html = new StringBuilder(16_384);
    private boolean[] numeric = {};

    private HtmlReport() {}

    /**
     * Writes the report of a run.
     *
     * @param report what to write
     * @return a whole page
     */
    public static String of(RunReport report) {
        HtmlReport page = new HtmlReport();
        page.head("Liftlock " + report.command() + ": " + report.source());
        page.facts(facts(report));
        page.tables(report.tables());
        page.findings(report.findings());
        page.timings(report.timings());
        return page.end();
    }

    /**
     * Writes the report of planning.
     *
     * @param report what to write
     * @return a whole page
     */
    public static String of(PlanReport report) {
        HtmlReport page = new HtmlReport();
        page.head("Liftlock plan: " + report.source());
        Map<String, String> facts = new TreeMap<>();
        put(facts, "Files", report.folder());
        page.facts(facts);
        page.decisions(report.tables());
        page.findings(report.findings());
        page.choices(report.choices());
        return page.end();
    }

    /**
     * Writes the report of a backup.
     *
     * @param backup what to write
     * @return a whole page
     */
    public static String of(DatabaseBackup.Result backup) {
        HtmlReport page = new HtmlReport();
        page.head("Liftlock backup: " + backup.source());
        Map<String, String> facts = new TreeMap<>();
        put(facts, "Copy", backup.copy().toString());
        put(facts, "Result", backup.saysNo() ? "The check says no" : "Done");
        put(facts, "Size", Figures.bytes(backup.bytes()));
        page.facts(facts);
        page.findings(backup.findings());
        page.timings(Map.of(Phase.BACKUP, backup.copyTime(), Phase.CHECK, backup.checkTime()));
        return page.end();
    }

    private static Map<String, String> facts(RunReport report) {
        Map<String, String> facts = new TreeMap<>();
        put(facts, "Result", report.saysNo() ? "The data or the check says no" : "Done");
        put(facts, "Schema", report.schema());
        put(facts, "Target", report.target());
        put(facts, "Views", Figures.count(report.views()));
        return facts;
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private void head(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(name(title))
                .append("</h1>\n");
    }

    private void facts(Map<String, String> facts) {
        html.append("<dl>\n");
        facts.forEach((term, value) -> html.append("<dt>")
                .append(escaped(term))
                .append("</dt><dd>")
                .append(name(value))
                .append("</dd>\n"));
        html.append("</dl>\n");
    }

    private void tables(List<TableReport> tables) {
        begin(
                "Tables",
                "Table",
                "in PostgreSQL",
                "#read",
                "#loaded",
                "#set aside",
                "#size",
                "#rate",
                "#rows that differ");
        long read = 0;
        long loaded = 0;
        long quarantined = 0;
        long bytes = 0;
        for (TableReport table : tables) {
            row(
                    name(table.source()),
                    name(table.target()),
                    Figures.count(table.rowsRead()),
                    Figures.count(table.rowsLoaded()),
                    Figures.count(table.rowsQuarantined()),
                    Figures.bytes(table.bytes()),
                    Figures.rate(table.rowsLoaded(), table.copyTime()),
                    table.differingRows() == null ? "not compared" : Figures.count(table.differingRows()));
            read += table.rowsRead();
            loaded += table.rowsLoaded();
            quarantined += table.rowsQuarantined();
            bytes += table.bytes();
        }
        html.append("</tbody><tfoot>\n");
        row(
                Figures.count(tables.size(), "table", "tables"),
                "",
                Figures.count(read),
                Figures.count(loaded),
                Figures.count(quarantined),
                Figures.bytes(bytes),
                "",
                "");
        html.append("</tfoot></table></div>\n");
    }

    private void decisions(List<PlanReport.TableDecision> tables) {
        begin("Tables", "Table", "in PostgreSQL", "types", "#columns", "#rows");
        for (PlanReport.TableDecision table : tables) {
            List<String> types = new ArrayList<>();
            table.types().forEach((type, count) -> types.add(count + " " + type));
            row(
                    name(table.source()),
                    name(table.target()),
                    escaped(String.join(", ", types)),
                    Figures.count(table.columns()),
                    Figures.count(table.rows()));
        }
        html.append("</tbody></table></div>\n");
    }

    private void findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            html.append("<h2>Findings</h2>\n<p>None.</p>\n");
            return;
        }
        for (int ordinal = Weight.values().length - 1; ordinal >= 0; ordinal--) {
            Weight weight = Weight.values()[ordinal];
            List<Finding> some = findings.stream()
                    .filter(finding -> finding.weight() == weight)
                    .toList();
            if (!some.isEmpty()) {
                begin(
                        Figures.count(some.size(), weight.word(), weight.word() + "s"),
                        "Code",
                        "Where",
                        "What",
                        "Detail");
                for (Finding finding : some) {
                    row(
                            "<code class=\"" + weight.word() + "\">"
                                    + finding.code().code() + "</code>",
                            name(finding.where()),
                            escaped(finding.code().text()),
                            name(finding.detail()));
                }
                html.append("</tbody></table></div>\n");
            }
        }
        begin("What to do", "Code", "Why it matters", "Remedy");
        findings.stream()
                .sorted(Comparator.comparing(Finding::weight).reversed())
                .map(Finding::code)
                .distinct()
                .forEach(code -> row(
                        "<code class=\"" + code.weight().word() + "\">" + code.code() + "</code>",
                        escaped(code.why()),
                        escaped(code.remedy())));
        html.append("</tbody></table></div>\n");
    }

    private void choices(List<Choice> choices) {
        if (choices.isEmpty()) {
            return;
        }
        begin("Choices", "Column", "Type by default", "Option", "What it does", "Evidence", "No place for", "How");
        for (Choice choice : choices) {
            for (ChoiceOption option : choice.options()) {
                String together = option.together().isEmpty() ? "" : "; with " + String.join(", ", option.together());
                row(
                        name(choice.where()),
                        escaped(choice.type()),
                        "<code>" + option.word() + "</code>" + (option.word().equals(choice.taken()) ? " taken" : ""),
                        name(option.what() + together),
                        name(option.evidence()),
                        option.isApplicable() ? "" : name(option.misfits().words()),
                        "<code>" + name(option.option()) + "</code>");
            }
        }
        html.append("</tbody></table></div>\n");
    }

    private void timings(Map<Phase, Duration> timings) {
        begin("Time", "Phase", "#time");
        for (Phase phase : Phase.values()) {
            Duration duration = timings.get(phase);
            if (duration != null) {
                row(escaped(phase.words()), Figures.duration(duration));
            }
        }
        html.append("</tbody></table></div>\n");
    }

    /** Begins a table; headings that begin with # are of columns of numbers. */
    private void begin(String title, String... headings) {
        numeric = new boolean[headings.length];
        html.append("<h2>").append(escaped(title)).append("</h2>\n<div class=\"scroll\"><table><thead><tr>");
        for (int i = 0; i < headings.length; i++) {
            numeric[i] = headings[i].startsWith("#");
            html.append(numeric[i] ? "<th class=\"n\">" : "<th>")
                    .append(escaped(numeric[i] ? headings[i].substring(1) : headings[i]))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (int i = 0; i < cells.length; i++) {
            html.append(numeric[i] ? "<td class=\"n\">" : "<td>")
                    .append(cells[i])
                    .append("</td>");
        }
        html.append("</tr>\n");
    }

    private String end() {
        return html.append("</body>\n</html>\n").toString();
    }

    private static String name(String text) {
        return "<bdi>" + escaped(text) + "</bdi>";
    }

    private static String escaped(String text) {
        return VisibleText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
