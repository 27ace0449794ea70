package org.liftlock.migration.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.assessment.MoveEstimate;
import org.liftlock.migration.assessment.SizeRange;
import org.liftlock.migration.assessment.TimeRange;
import org.liftlock.migration.source.SourceFile;
import org.liftlock.migration.target.TargetFacts;

/** What a move needs, in sentences. Stateless and thread-safe. */
public final class MoveWords {

    private static final int NAMED = 5;

    private MoveWords() {}

    /**
     * Time and disk.
     *
     * @param assessment the assessment
     * @return sentences; one that says so where nothing was measured
     */
    public static List<String> move(Assessment assessment) {
        List<String> lines = new ArrayList<>();
        MoveEstimate move = assessment.move();
        if (move == null) {
            lines.add("time and disk were not measured");
        } else {
            lines.add("time: " + range(move.time()) + ", every row compared");
            lines.add("disk in PostgreSQL: " + range(move.disk())
                    + " for tables and indexes, and while it loads as much again at most for its log");
            lines.add(
                    move.sampleRows() >= move.rows()
                            ? "measured by moving all rows " + move.samples()
                                    + " times into a private server on this machine"
                            : "inferred from " + move.samples() + " samples of " + Figures.count(move.sampleRows())
                                    + " of "
                                    + Figures.count(move.rows())
                                    + " rows, moved into a private server on this machine; "
                                    + "a server behind a network may be slower");
            if (!move.leftOut().isEmpty()) {
                lines.add("in no figure, since no sample could be made: "
                        + move.leftOut().stream().limit(NAMED).collect(Collectors.joining(", "))
                        + (move.leftOut().size() > NAMED ? ", …" : ""));
            }
        }
        SourceFile file = assessment.surroundings().file();
        if (!file.walMode()) {
            lines.add("disk here: " + Figures.bytes(file.bytes())
                    + " for a private copy during the run, since the file uses a rollback journal");
        }
        return lines;
    }

    /**
     * A range of sizes.
     *
     * @param range the range
     * @return for instance {@code 1.1 GB to 1.4 GB}, or one size
     */
    public static String range(SizeRange range) {
        return joined(Figures.bytes(range.low()), Figures.bytes(range.high()));
    }

    /**
     * A range of times.
     *
     * @param range the range
     * @return for instance {@code 2 min 10 s to 4 min 0 s}, or one time
     */
    public static String range(TimeRange range) {
        return joined(Figures.duration(rounded(range.low())), Figures.duration(rounded(range.high())));
    }

    private static String joined(String low, String high) {
        return low.equals(high) ? "about " + low : low + " to " + high;
    }

    /** No more digits than an estimate has. */
    private static Duration rounded(Duration duration) {
        long millis = duration.toMillis();
        long step = millis < 1000 ? 100 : millis < 10_000 ? 500 : millis < 60_000 ? 1000 : 10_000;
        return Duration.ofMillis(Math.max(step, Math.round(millis / (double) step) * step));
    }

    /**
     * The target.
     *
     * @param target what it tells
     * @param move what would be brought, or null
     * @return sentences
     */
    public static List<String> target(TargetFacts target, @Nullable MoveEstimate move) {
        List<String> lines = new ArrayList<>();
        lines.add("PostgreSQL " + target.settings().get("version") + ", encoding "
                + target.settings().get("encoding") + ", locale "
                + target.settings().get("locale")
                + "; text columns are compared by bytes whatever the locale");
        lines.add(
                target.problem() == null
                        ? "role " + target.settings().get("role") + " may make what the plan needs in schema "
                                + target.schema()
                        : "it cannot take the move: " + target.problem());
        if (!target.taken().isEmpty()) {
            lines.add(
                    Figures.count(target.taken().size(), "name is", "names are") + " taken in schema " + target.schema()
                            + ": " + target.taken().stream().limit(NAMED).collect(Collectors.joining(", "))
                            + (target.taken().size() > NAMED ? ", …" : "")
                            + "; --replace drops them, --target-schema=existing fills them");
        }
        lines.add(target.settings().get("connections") + " connections in use");
        String timeouts = target.settings().entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("timeout")
                        && !setting.getValue().startsWith("0"))
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining(", "));
        if (!timeouts.isEmpty()) {
            lines.add("sessions of the application will have " + timeouts + "; a move switches these off for itself");
        }
        Long free = target.freeBytes();
        lines.add("the database has " + Figures.bytes(target.databaseBytes()) + "; "
                + (free == null
                        ? "free disk cannot be seen from here, since PostgreSQL does not tell it"
                        : Figures.bytes(free) + " are free where the server keeps it"
                                + (move != null && free < 2 * move.disk().high() ? ", which may not be enough" : "")));
        return lines;
    }
}
