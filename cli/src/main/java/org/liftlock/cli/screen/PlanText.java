package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.liftlock.cli.screen.TextTable.Column;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.plan.PlanChange;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.report.PlanReport;
import org.liftlock.migration.report.PlanReport.TableDecision;
import org.liftlock.migration.report.VisibleText;

/** A plan in short, for a person. Stateless and thread-safe. */
public final class PlanText {

    private static final int MOST_CHANGES = 20;
    private static final int WIDTH_OF_WHAT = 24;

    private PlanText() {}

    /**
     * Writes what becomes of each table, the findings, and the choices that are offered.
     *
     * @param report what to write
     * @param terminal where to
     * @return lines, none wider than the terminal, unless a single word is
     */
    public static List<String> lines(PlanReport report, Terminal terminal) {
        TextTable table = new TextTable(List.of(
                new Column("table", false, 0),
                new Column("rows", true, 2),
                new Column("columns", true, 0),
                new Column("types", false, 1)));
        long rows = 0;
        int columns = 0;
        for (TableDecision decision : report.tables()) {
            table.row(List.of(
                    VisibleText.of(decision.source()),
                    Figures.count(decision.rows()),
                    Figures.count(decision.columns()),
                    TextWidth.cut(types(decision), terminal.width() / 2)));
            rows += decision.rows();
            columns += decision.columns();
        }
        table.footer(List.of(
                Figures.count(report.tables().size(), "table", "tables"),
                Figures.count(rows),
                Figures.count(columns),
                report.views() == 0 ? "" : Figures.count(report.views(), "view", "views")));
        List<String> lines = new ArrayList<>(table.lines(terminal.width()));
        lines.add("");
        lines.addAll(changes(report.changes(), terminal));
        lines.addAll(FindingsText.lines(report.findings(), terminal));
        lines.addAll(ChoicesText.lines(report.choices(), terminal));
        long blockers = report.count(Weight.BLOCKER);
        if (blockers > 0) {
            lines.add(Ink.RED.on(
                    "This cannot be migrated yet, because of " + Figures.count(blockers, "blocker", "blockers") + ".",
                    terminal));
        }
        return lines;
    }

    private static List<String> changes(List<PlanChange> changes, Terminal terminal) {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(Figures.count(changes.size(), "change", "changes") + " since the last plan");
        TextTable table = new TextTable(List.of(
                new Column("where", false, 0),
                new Column("by", false, 0),
                new Column("what", false, 0),
                new Column("change", false, 0)));
        int names = changes.stream()
                .mapToInt(change -> TextWidth.of(change.where()))
                .max()
                .orElse(0);
        int room = Math.max(
                20, terminal.width() - Math.min(names, terminal.width() / 4) - "planning".length() - 6 - WIDTH_OF_WHAT);
        for (PlanChange change : changes.subList(0, Math.min(MOST_CHANGES, changes.size()))) {
            table.row(List.of(
                    VisibleText.of(change.where()),
                    change.origin().word(),
                    TextWidth.cut(VisibleText.of(change.what()), WIDTH_OF_WHAT),
                    TextWidth.cut(VisibleText.of(words(change)), room)));
        }
        lines.addAll(table.lines(terminal.width()));
        if (changes.size() > MOST_CHANGES) {
            lines.add("and " + Figures.count(changes.size() - MOST_CHANGES) + " more, see --format json");
        }
        lines.add("");
        return lines;
    }

    private static String words(PlanChange change) {
        if (change.before() == null) {
            return "new: " + change.after();
        }
        return change.after() == null ? "gone: " + change.before() : change.before() + " → " + change.after();
    }

    /** Without lengths, which make many types of what is one to a reader. */
    private static String types(TableDecision decision) {
        Map<String, Integer> names = new TreeMap<>();
        decision.types().forEach((type, count) -> names.merge(type.replaceFirst("\\(.*", ""), count, Integer::sum));
        List<String> types = new ArrayList<>();
        names.forEach((name, count) -> types.add(count + " " + name));
        return VisibleText.of(String.join(", ", types));
    }
}
