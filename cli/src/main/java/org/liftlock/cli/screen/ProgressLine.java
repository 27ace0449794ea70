package org.liftlock.cli.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.report.VisibleText;

/** Words for how far a phase is. Stateless and thread-safe. */
final class ProgressLine {

    private static final int GAP = 2;
    private static final int BAR = 10;
    private static final int TABLE_AT_LEAST = 6;

    private ProgressLine() {}

    /** A place of fixed width in the line, so that nothing jumps when a figure changes. */
    private record Slot(String text, int width) {

        String padded() {
            String cut = TextWidth.cut(text, width);
            return " ".repeat(width - TextWidth.of(cut)) + cut;
        }
    }

    /**
     * A line that is written over. Which figures there is room for follows from the width and the phase alone, never from
     * the figures.
     *
     * @param state what to show
     * @param width cells in the line
     */
    static String onTerminal(PhaseState state, int width) {
        String words = shortWords(state.phase());
        List<Slot> wanted = new ArrayList<>();
        int percent = state.percent();
        if (percent >= 0) {
            wanted.add(new Slot(percent + " %", 5));
            wanted.add(new Slot(clock(state), 10));
        }
        if (state.unit() == PhaseState.Unit.ROWS) {
            wanted.add(new Slot(rate(state), 12));
        }
        if (state.phase() == Phase.COPY) {
            wanted.add(new Slot(byteRate(state), 9));
        }
        if (percent < 0) {
            wanted.add(new Slot(state.done() == 0 ? "" : counted(state), 18));
        }
        Slot bar = new Slot(percent < 0 ? "" : "█".repeat(percent / BAR) + "░".repeat(BAR - percent / BAR), BAR);
        if (percent >= 0) {
            wanted.add(bar);
        }
        StringBuilder line = new StringBuilder(words);
        int used = TextWidth.of(words);
        for (Slot slot : wanted) {
            // A bar is the last to find room: the table's name says more.
            int reserved = slot == bar ? GAP + TABLE_AT_LEAST : 0;
            if (used + GAP + slot.width() + reserved <= width) {
                line.append(" ".repeat(GAP)).append(slot.padded());
                used += GAP + slot.width();
            }
        }
        int room = width - used - GAP;
        if (room >= TABLE_AT_LEAST && !state.table().isEmpty()) {
            line.append(" ".repeat(GAP)).append(tables(state, room));
        }
        return TextWidth.cut(line.toString(), width);
    }

    /** Figures say more than words where there is little room. */
    private static String shortWords(Phase phase) {
        return switch (phase) {
            case FIT -> "holding values against tables";
            case COPY -> "copying rows";
            case KEYS -> "building keys";
            default -> phase.words();
        };
    }

    /** A line that stays. */
    static String plain(PhaseState state) {
        List<String> parts = new ArrayList<>();
        if (state.percent() >= 0) {
            parts.add(state.percent() + " %");
        }
        if (state.done() > 0) {
            parts.add(state.total() > 0 ? share(state) : counted(state));
        }
        addIf(parts, rate(state));
        addIf(parts, byteRate(state));
        if (state.secondsLeft() >= 0) {
            long seconds = (long) state.secondsLeft() + 1;
            parts.add((seconds < 60 ? seconds + " s" : Figures.duration(Duration.ofSeconds(seconds))) + " left");
        }
        if (!state.table().isEmpty()) {
            parts.add(tables(state, Integer.MAX_VALUE));
        }
        return state.phase().words() + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    /**
     * The line that a phase leaves behind, which may have been interrupted. On a narrow terminal rates give way first, then
     * the count, and the time last.
     */
    static String over(PhaseState state, boolean interrupted, int width) {
        String beginning = state.phase().words() + ": " + (interrupted ? "stopped after " : "");
        String duration = Figures.duration(state.elapsed());
        String line = beginning + (state.done() > 0 ? counted(state) + " in " + duration : duration);
        if (TextWidth.of(line) > width) {
            return TextWidth.cut(beginning + duration, width);
        }
        for (String rate : List.of(rate(state), byteRate(state))) {
            String longer = rate.isEmpty() ? line : line + ", " + rate;
            line = TextWidth.of(longer) <= width ? longer : line;
        }
        return line;
    }

    private static void addIf(List<String> parts, String part) {
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private static String rate(PhaseState state) {
        return state.unit() != PhaseState.Unit.ROWS || state.rate() < 0.5
                ? ""
                : Figures.count(Math.round(state.rate())) + "/s";
    }

    private static String byteRate(PhaseState state) {
        double bytes = state.unit() == PhaseState.Unit.BYTES ? state.rate() : state.byteRate();
        return bytes < 1 ? "" : Figures.bytes(Math.round(bytes)) + "/s";
    }

    private static String clock(PhaseState state) {
        if (state.secondsLeft() < 0) {
            return "";
        }
        long seconds = (long) state.secondsLeft() + 1;
        String time = seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%dh%02d", Math.min(99, seconds / 3600), seconds % 3600 / 60);
        return time + " left";
    }

    private static String counted(PhaseState state) {
        return switch (state.unit()) {
            case ROWS -> Figures.count(state.done(), "row", "rows");
            case BYTES -> Figures.bytes(state.done());
            case STATEMENTS -> Figures.count(state.done(), "step", "steps");
        };
    }

    private static String share(PhaseState state) {
        return switch (state.unit()) {
            case ROWS -> Figures.count(state.done()) + " of " + Figures.count(state.total(), "row", "rows");
            case BYTES -> Figures.bytes(state.done()) + " of " + Figures.bytes(state.total());
            case STATEMENTS -> Figures.count(state.done()) + " of " + Figures.count(state.total(), "step", "steps");
        };
    }

    /** The largest, and how many others; its name gives way. */
    private static String tables(PhaseState state, int room) {
        String others = state.tables() > 1 ? " +" + (state.tables() - 1) : "";
        return TextWidth.cut(VisibleText.of(state.table()), room - others.length()) + others;
    }
}
