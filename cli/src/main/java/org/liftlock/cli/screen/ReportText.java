package org.liftlock.cli.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.liftlock.cli.screen.TextTable.Column;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.report.VisibleText;

/** The end of a run for a person. Stateless and thread-safe. */
public final class ReportText {

    private static final char NO_BREAK = '\u00a0';

    private final RunReport report;
    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    private ReportText(RunReport report, Terminal terminal) {
        this.report = report;
        this.terminal = terminal;
    }

    /**
     * Writes a report: tables, findings, timings, and in one line how it ended.
     *
     * @param report what to write
     * @param terminal where to
     * @return lines, none wider than the terminal, unless a single word is
     */
    public static List<String> lines(RunReport report, Terminal terminal) {
        ReportText text = new ReportText(report, terminal);
        text.tables();
        text.lines.add("");
        text.lines.addAll(FindingsText.lines(report.findings(), terminal));
        text.rows();
        text.timings();
        text.outcome();
        return text.lines;
    }

    private void tables() {
        boolean copied =
                report.tables().stream().anyMatch(table -> !table.copyTime().isZero());
        boolean sized = report.tables().stream().anyMatch(table -> table.bytes() > 0);
        boolean partly = report.tables().stream().anyMatch(table -> table.rowsLoaded() != table.rowsRead());
        boolean setAside = report.tables().stream().anyMatch(table -> table.rowsQuarantined() > 0);
        boolean kept = report.tables().stream().anyMatch(table -> table.rowsKept() > 0);
        boolean compared = report.tables().stream().anyMatch(table -> table.differingRows() != null);
        List<Column> columns = new ArrayList<>(List.of(new Column("table", false, 0), new Column("rows", true, 0)));
        addIf(partly, columns, new Column(kept ? "loaded" : "in PostgreSQL", true, 0));
        addIf(setAside, columns, new Column("set aside", true, 0));
        addIf(kept, columns, new Column("skipped", true, 0));
        addIf(sized, columns, new Column("size", true, 2));
        addIf(copied, columns, new Column("rate", true, 1));
        addIf(compared, columns, new Column("compared", false, 3));
        TextTable table = new TextTable(columns);
        for (TableReport row : report.tables()) {
            List<String> cells = new ArrayList<>(List.of(VisibleText.of(row.source()), Figures.count(row.rowsRead())));
            addIf(partly, cells, Figures.count(row.rowsLoaded()));
            addIf(setAside, cells, Figures.count(row.rowsQuarantined()));
            addIf(kept, cells, Figures.count(row.rowsKept()));
            addIf(sized, cells, Figures.bytes(row.bytes()));
            addIf(copied, cells, Figures.rate(row.rowsLoaded(), row.copyTime()));
            addIf(compared, cells, compared(row));
            table.row(cells);
        }
        List<String> total = new ArrayList<>(List.of(
                Figures.count(report.tables().size(), "table", "tables"), Figures.count(sum(TableReport::rowsRead))));
        addIf(partly, total, Figures.count(sum(TableReport::rowsLoaded)));
        addIf(setAside, total, Figures.count(sum(TableReport::rowsQuarantined)));
        addIf(kept, total, Figures.count(sum(TableReport::rowsKept)));
        addIf(sized, total, Figures.bytes(sum(TableReport::bytes)));
        addIf(copied, total, rate());
        addIf(compared, total, "");
        table.footer(total);
        lines.addAll(table.lines(terminal.width()));
    }

    /** None where an earlier run has loaded rows in a time of its own. */
    private String rate() {
        Duration time = report.timings().getOrDefault(Phase.COPY, Duration.ZERO);
        return report.rowsBefore() > 0 ? "" : Figures.rate(sum(TableReport::rowsLoaded), time);
    }

    private static <T> void addIf(boolean condition, List<T> list, T element) {
        if (condition) {
            list.add(element);
        }
    }

    private static String compared(TableReport table) {
        Long differing = table.differingRows();
        if (differing == null) {
            return "no";
        }
        return differing == 0 ? "equal" : Figures.count(differing) + (differing == 1 ? " differs" : " differ");
    }

    private long sum(ToLongFunction<TableReport> figure) {
        return report.tables().stream().mapToLong(figure).sum();
    }

    /** The equation that every run has to fulfil. */
    private void rows() {
        long bytes = sum(TableReport::bytes);
        boolean loaded = report.rowsBefore() > 0 || report.timings().containsKey(Phase.COPY);
        if (report.target() == null || !loaded) {
            return;
        }
        long kept = sum(TableReport::rowsKept);
        long read = sum(TableReport::rowsRead);
        long others = sum(TableReport::rowsLoaded) + sum(TableReport::rowsQuarantined) + kept;
        String text = "Rows " + Figures.count(read) + " read " + (read == others ? "= " : "≠ ")
                + Figures.count(sum(TableReport::rowsLoaded)) + " loaded + "
                + Figures.count(sum(TableReport::rowsQuarantined)) + " set aside"
                + (kept == 0 ? "" : " + " + Figures.count(kept) + " skipped")
                + ", " + Figures.bytes(bytes);
        if (report.rowsBefore() > 0) {
            unbroken(text + "; " + Figures.count(report.rowsBefore()) + " were there from an earlier run");
            return;
        }
        long millis = report.timings().getOrDefault(Phase.COPY, Duration.ZERO).toMillis();
        String rate = millis < 10 || bytes == 0 ? "" : " at " + Figures.bytes(bytes * 1000 / millis) + "/s";
        unbroken(text + rate.replace(' ', NO_BREAK));
    }

    private void timings() {
        List<String> parts = new ArrayList<>();
        Duration total = Duration.ZERO;
        for (Phase phase : Phase.values()) {
            Duration duration = report.timings().get(phase);
            if (duration != null) {
                parts.add(phase.words() + NO_BREAK + Figures.duration(duration).replace(' ', NO_BREAK));
                total = total.plus(duration);
            }
        }
        if (!parts.isEmpty()) {
            String text = "Time " + Figures.duration(total) + ": " + String.join(", ", parts);
            unbroken(text);
        }
    }

    /** Breaks no figure from its unit. */
    private void unbroken(String text) {
        Paragraph.lines(text, "", 2, terminal.width()).forEach(line -> lines.add(line.replace(NO_BREAK, ' ')));
    }

    private void outcome() {
        long blockers = report.count(Weight.BLOCKER);
        boolean compared =
                !report.tables().isEmpty() && report.tables().stream().allMatch(table -> table.differingRows() != null);
        String rows = Figures.count(sum(TableReport::rowsRead), "row", "rows");
        String loaded = Figures.count(sum(TableReport::rowsLoaded));
        String views = report.views() == 0 ? "" : ", " + Figures.count(report.views(), "view", "views");
        String outcome;
        if (blockers > 0) {
            outcome =
                    "Not done: nothing was touched, because of " + Figures.count(blockers, "blocker", "blockers") + ".";
        } else if (report.saysNo()) {
            outcome = "Done, but not all is well: " + rows + " read, " + loaded + " in PostgreSQL, "
                    + Figures.count(report.count(Weight.FAULT), "fault", "faults") + ".";
        } else if (sum(TableReport::rowsKept) > 0) {
            outcome = "Done: " + rows + " read, " + loaded + " loaded, "
                    + Figures.count(sum(TableReport::rowsKept))
                    + " skipped, since the tables keep their own rows with these keys"
                    + (compared ? "; every row that was loaded compared and equal." : "; rows not compared.");
        } else {
            outcome = "Done: " + rows + " in " + Figures.count(report.tables().size(), "table", "tables") + views
                    + (compared ? ", every row compared and equal." : ", rows not compared.");
        }
        Ink ink = report.saysNo() ? Ink.RED : Ink.GREEN;
        for (String line : Paragraph.lines(outcome, "", 2, terminal.width())) {
            lines.add(ink.on(line, terminal));
        }
    }
}
