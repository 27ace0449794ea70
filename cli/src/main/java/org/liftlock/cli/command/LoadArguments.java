package org.liftlock.cli.command;

import org.liftlock.migration.LoadOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How rows are brought into any server. */
final class LoadArguments {

    private static final int MOST_JOBS = 64;

    /** What becomes of rows that PostgreSQL refuses. */
    enum OnBadRow {
        REFUSE,
        QUARANTINE
    }

    /** Reads a number of connections. */
    static final class Jobs implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int jobs = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
            if (jobs < 1 || jobs > MOST_JOBS) {
                throw new TypeConversionException(
                        "'" + text + "' is no number of jobs; write a whole number from 1 to " + MOST_JOBS);
            }
            return jobs;
        }
    }

    @Option(
            names = "--jobs",
            paramLabel = "N",
            converter = Jobs.class,
            description = "How many connections load at a time. Default: one for each processor of this machine.")
    private int jobs;

    @Option(
            names = "--on-bad-row",
            paramLabel = "refuse|quarantine",
            description =
                    "A row that PostgreSQL refuses ends the run (default), or is set aside with the reason, alone.")
    private OnBadRow onBadRow = OnBadRow.REFUSE;

    /** Without what only matters where others use the server. */
    LoadOptions options() {
        LoadOptions defaults = LoadOptions.defaults();
        return new LoadOptions(jobs, 0, false, onBadRow == OnBadRow.QUARANTINE, defaults.stallTime());
    }
}
