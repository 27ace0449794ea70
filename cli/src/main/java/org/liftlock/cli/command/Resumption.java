package org.liftlock.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.migration.report.Figures;

/** Says how a run that has ended early goes on. Stateless and thread-safe. */
public final class Resumption {

    private static final String RESUME = "--resume";

    private Resumption() {}

    /**
     * The command that goes on, for a POSIX shell.
     *
     * @param arguments those of the run
     * @param rows how many rows there are to go on from, or -1 if nobody could count them
     * @return one line
     */
    public static String line(List<String> arguments, long rows) {
        List<String> words = new ArrayList<>(arguments);
        if (!words.contains(RESUME)) {
            words.add(RESUME);
        }
        String command = words.stream().map(Shell::quoted).collect(Collectors.joining(" "));
        String place = rows < 0 ? "what is" : "the " + Figures.count(rows, "row", "rows");
        return "Next: liftlock " + command + " goes on from " + place + " in PostgreSQL; without " + RESUME
                + " it begins anew";
    }
}
