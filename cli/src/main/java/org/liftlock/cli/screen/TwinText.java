package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.cli.screen.TextTable.Column;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.report.VisibleText;
import org.liftlock.migration.twin.TwinComparison;
import org.liftlock.migration.twin.TwinDifference;

/** What comparing two folders of migrations gave, for a person. Stateless and thread-safe. */
public final class TwinText {

    private TwinText() {}

    /**
     * Writes each difference in a line, what was not compared, and the outcome.
     *
     * @param comparison what to write
     * @param terminal where to
     * @return lines that fit into the terminal
     */
    public static List<String> lines(TwinComparison comparison, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        if (!comparison.agrees()) {
            TextTable table = new TextTable(List.of(
                    new Column("where", false, 0),
                    new Column("what", false, 0),
                    new Column("SQLite", false, 0),
                    new Column("PostgreSQL", false, 0)));
            int widest = Math.max(10, (terminal.width() - 40) / 2);
            for (TwinDifference difference : comparison.differences()) {
                table.row(List.of(
                        VisibleText.of(difference.where()),
                        difference.kind().word().replace('-', ' '),
                        side(difference.sqlite(), widest),
                        side(difference.postgres(), widest)));
            }
            lines.addAll(table.lines(terminal.width()));
            lines.add("");
        }
        if (!comparison.notCompared().isEmpty()) {
            lines.add("Not compared");
            comparison.notCompared().forEach(what -> lines.addAll(Paragraph.lines(what, "  - ", 4, terminal.width())));
            lines.add("");
        }
        String tables = Figures.count(comparison.tables(), "table", "tables");
        lines.add(
                comparison.agrees()
                        ? Ink.GREEN.on("The folders agree: " + tables + ".", terminal)
                        : Ink.RED.on(
                                "The folders differ: "
                                        + Figures.count(comparison.differences().size(), "difference", "differences")
                                        + " in " + tables + " of both sides.",
                                terminal));
        return lines;
    }

    private static String side(String value, int widest) {
        return value.isEmpty() ? "—" : TextWidth.cut(VisibleText.of(value), widest);
    }
}
