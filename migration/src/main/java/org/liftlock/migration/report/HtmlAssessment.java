package org.liftlock.migration.report;

import static org.liftlock.migration.report.HtmlPage.escaped;
import static org.liftlock.migration.report.HtmlPage.name;

import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.assessment.LogSummary;
import org.liftlock.migration.assessment.Signal;
import org.liftlock.migration.target.TargetFacts;

/** Writes what speaks for a move and what it would cost. Stateless and thread-safe. */
final class HtmlAssessment {

    private HtmlAssessment() {}

    static void write(Assessment assessment, HtmlPage page) {
        AssessmentWords words = AssessmentWords.of(assessment);
        page.add("<div class=\"decision " + tone(assessment) + "\"><strong>")
                .add(escaped(words.decision()))
                .add("</strong></div>\n");
        signals(assessment, words, page);
        LogSummary logs = assessment.surroundings().logs();
        if (logs != null && !logs.hours().isEmpty()) {
            events(EventBars.of(logs), page);
        }
        if (!assessment.cures().isEmpty()) {
            page.section("settings", "Settings that cure it");
            page.beginTable("Setting", "Why here");
            assessment
                    .cures()
                    .forEach(cure -> page.row(
                            "<code>" + escaped(cure.statement()) + "</code>",
                            escaped(CureWords.reason(cure, assessment.surroundings()))));
            end(page);
        }
        list("questions", "What cannot be seen from here", words.questions(), page);
        list("needs", "What the move needs", MoveWords.move(assessment), page);
        TargetFacts target = assessment.target();
        if (target != null) {
            list("target", "Target " + target.place(), MoveWords.target(target, assessment.move()), page);
        }
    }

    private static String tone(Assessment assessment) {
        return switch (assessment.decision()) {
            case STAY -> "good";
            case TUNE, CONSIDER -> "warning";
            case MOVE -> "note";
        };
    }

    private static void signals(Assessment assessment, AssessmentWords words, HtmlPage page) {
        page.section("signals", "Signals");
        page.beginCards("Signal", "Strength", "Evidence");
        for (Signal signal : Signal.values()) {
            page.row(
                    escaped(AssessmentWords.title(signal)),
                    escaped(AssessmentWords.words(assessment.strength(signal))),
                    words.evidence(signal).stream().map(HtmlPage::name).collect(Collectors.joining("<br>")));
        }
        end(page);
    }

    private static void events(EventBars bars, HtmlPage page) {
        page.section("events", "Messages about locks");
        page.beginTable("Time", "#events", "");
        for (EventBars.Bar bar : bars.bars()) {
            page.row(
                    escaped(bar.label()),
                    Figures.count(bar.events()),
                    "<span class=\"bar\"><i class=\"c-integer\" style=\"width:" + 100 * bar.events() / bars.highest()
                            + "%\"></i></span>");
        }
        end(page);
    }

    private static void list(String id, String title, List<String> lines, HtmlPage page) {
        if (lines.isEmpty()) {
            return;
        }
        page.section(id, title);
        page.add("<ul>\n");
        lines.forEach(line -> page.add("<li>" + name(line) + "</li>\n"));
        page.add("</ul>\n");
    }

    private static void end(HtmlPage page) {
        page.add("</tbody>");
        page.endTable();
    }
}
