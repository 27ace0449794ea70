package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.cli.screen.TextTable.Column;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.assessment.Cure;
import org.liftlock.migration.assessment.Decision;
import org.liftlock.migration.assessment.LogSummary;
import org.liftlock.migration.assessment.Signal;
import org.liftlock.migration.report.AssessmentWords;
import org.liftlock.migration.report.CureWords;
import org.liftlock.migration.report.EventBars;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.report.MoveWords;
import org.liftlock.migration.target.TargetFacts;

/** An assessment for a person. Stateless and thread-safe. */
public final class AssessmentText {

    private static final int WIDEST_BAR = 40;

    private final Assessment assessment;
    private final AssessmentWords words;
    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    private AssessmentText(Assessment assessment, Terminal terminal) {
        this.assessment = assessment;
        this.words = AssessmentWords.of(assessment);
        this.terminal = terminal;
    }

    /**
     * Writes the decision, the evidence for each signal, what cures the pain, questions, and what the move would need.
     *
     * @param assessment what to write
     * @param terminal where to
     * @return lines, none wider than the terminal, unless a single word is
     */
    public static List<String> lines(Assessment assessment, Terminal terminal) {
        AssessmentText text = new AssessmentText(assessment, terminal);
        text.decision();
        for (Signal signal : Signal.values()) {
            text.signal(signal);
        }
        text.cures();
        text.section("Questions that no file answers", text.words.questions());
        text.section("What the move would need", MoveWords.move(assessment));
        TargetFacts target = assessment.target();
        if (target != null) {
            text.section("The target " + target.place(), MoveWords.target(target, assessment.move()));
        }
        text.findings();
        return text.lines;
    }

    private void decision() {
        Ink ink =
                assessment.decision() == Decision.STAY || assessment.decision() == Decision.TUNE ? Ink.GREEN : Ink.BLUE;
        Paragraph.lines(words.decision(), "", 2, terminal.width()).forEach(line -> lines.add(ink.on(line, terminal)));
        lines.add("");
    }

    private void signal(Signal signal) {
        lines.add(Ink.BOLD.on(AssessmentWords.title(signal), terminal) + ": "
                + AssessmentWords.words(assessment.strength(signal)));
        words.evidence(signal).forEach(this::item);
        LogSummary logs = assessment.surroundings().logs();
        if (signal == Signal.CONTENTION && logs != null) {
            bars(EventBars.of(logs));
        }
        lines.add("");
    }

    private void bars(EventBars bars) {
        if (bars.bars().size() < 2) {
            return;
        }
        if (bars.leftOut() > 0) {
            item(Figures.count(bars.leftOut()) + " earlier");
        }
        TextTable table = new TextTable(
                List.of(new Column("    time", false, 0), new Column("events", true, 0), new Column("", false, 1)));
        int widest = Math.max(5, Math.min(WIDEST_BAR, terminal.width() - 35));
        for (EventBars.Bar bar : bars.bars()) {
            table.row(List.of("    " + bar.label(), Figures.count(bar.events()), "█".repeat((int)
                            Math.ceil((double) widest * bar.events() / bars.highest()))));
        }
        lines.addAll(table.lines(terminal.width()));
    }

    private void cures() {
        if (assessment.cures().isEmpty()) {
            return;
        }
        String title = assessment.decision() == Decision.TUNE
                ? "Settings that cure it"
                : "Settings that ease it while SQLite stays";
        lines.add(Ink.BOLD.on(title, terminal));
        for (Cure cure : assessment.cures()) {
            item(cure.statement() + ": " + CureWords.reason(cure, assessment.surroundings()));
        }
        lines.add("");
    }

    private void section(String title, List<String> sentences) {
        lines.add(Ink.BOLD.on(title, terminal));
        sentences.forEach(this::item);
        lines.add("");
    }

    private void item(String text) {
        lines.addAll(Paragraph.lines(text, "  - ", 4, terminal.width()));
    }

    private void findings() {
        lines.add(Ink.BOLD.on("What would hurt", terminal));
        item(Figures.count(assessment.rows(), "row", "rows") + " in "
                + Figures.count(assessment.tables(), "table", "tables") + ", every value read"
                + (assessment.findings().isEmpty() ? "; nothing is in the way" : ""));
        lines.add("");
        lines.addAll(FindingsText.lines(assessment.findings(), terminal));
    }
}
