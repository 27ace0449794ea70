package org.liftlock.migration.report;

import java.util.List;
import java.util.Locale;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;

/**
 * What a report comes to, before any detail.
 *
 * @param word a stable word for programs
 * @param title the decision in a few words
 * @param reason what it rests on, in one sentence
 */
record Verdict(Word word, String title, String reason) {

    /** Stable words. */
    enum Word {
        /** The plan can be followed as it is. */
        READY,
        /** The plan can be followed, and says what will be different. */
        READY_WITH_WARNINGS,
        /** The plan can be followed, and will end with exit code 1. */
        NEEDS_DECISIONS,
        /** Nothing may be touched. */
        BLOCKED,
        /** Rows are in PostgreSQL, and every row was compared. */
        MOVED,
        /** Rows are in PostgreSQL, but not compared. */
        MOVED_NOT_COMPARED,
        /** What was compared is equal. */
        EQUAL,
        /** The data or the check says no. */
        SAYS_NO;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Which colour it has. */
        String tone() {
            return switch (this) {
                case READY, MOVED, EQUAL -> "good";
                case READY_WITH_WARNINGS, MOVED_NOT_COMPARED -> "warning";
                case NEEDS_DECISIONS, SAYS_NO -> "fault";
                case BLOCKED -> "blocker";
            };
        }
    }

    static Verdict of(PlanReport report) {
        long blockers = report.count(Weight.BLOCKER);
        long faults = report.count(Weight.FAULT);
        long warnings = report.count(Weight.WARNING);
        if (blockers > 0) {
            return new Verdict(
                    Word.BLOCKED,
                    "Not yet",
                    counts(report.findings()) + ". With a blocker nothing is touched: settle it first.");
        }
        if (faults > 0) {
            return new Verdict(
                    Word.NEEDS_DECISIONS,
                    "It can move, but decide first",
                    counts(report.findings()) + ". A fault does not stop the move; the result will say no.");
        }
        if (warnings > 0) {
            return new Verdict(
                    Word.READY_WITH_WARNINGS,
                    "It can move",
                    counts(report.findings()) + ". Read the warnings: each names what will be different.");
        }
        return new Verdict(Word.READY, "It can move as it is", "Every value has a type that holds it exactly.");
    }

    static Verdict of(RunReport report) {
        if (report.target() == null || report.count(Weight.BLOCKER) > 0) {
            return new Verdict(Word.BLOCKED, "Nothing was touched", counts(report.findings()) + ".");
        }
        boolean compared = report.tables().stream().anyMatch(table -> table.differingRows() != null);
        if (report.saysNo()) {
            return new Verdict(
                    Word.SAYS_NO,
                    "The data or the check says no",
                    counts(report.findings()) + ". The rows are there; what is not as it should be stands below.");
        }
        if (report.command().equals("verify")) {
            return new Verdict(Word.EQUAL, "Equal", "Every row was compared and is equal.");
        }
        if (compared && report.tables().stream().anyMatch(table -> table.rowsKept() > 0)) {
            return new Verdict(
                    Word.MOVED,
                    "Moved and proved",
                    "Every row that was loaded was compared and is equal; the tables keep their own rows with the keys of"
                            + " those that were skipped.");
        }
        return compared
                ? new Verdict(Word.MOVED, "Moved and proved", "Every row was compared and is equal.")
                : new Verdict(
                        Word.MOVED_NOT_COMPARED,
                        "Moved, not compared",
                        "The rows are in PostgreSQL; liftlock verify compares them.");
    }

    private static String counts(List<Finding> findings) {
        StringBuilder words = new StringBuilder();
        for (int ordinal = Weight.values().length - 1; ordinal >= 0; ordinal--) {
            Weight weight = Weight.values()[ordinal];
            long count = findings.stream()
                    .filter(finding -> finding.weight() == weight)
                    .count();
            if (count > 0) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(Figures.count(count, weight.word(), weight.word() + "s"));
            }
        }
        return words.isEmpty() ? "No findings" : words.toString();
    }
}
