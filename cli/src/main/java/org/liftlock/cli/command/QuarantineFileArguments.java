package org.liftlock.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import picocli.CommandLine.Option;

/** Where rows that are set aside are written, for them to be mended there. */
final class QuarantineFileArguments {

    private static final String NAME = "liftlock-quarantine";
    private static final String ENDING = ".jsonl";

    @Option(
            names = "--quarantine-file",
            paramLabel = "FILE",
            description =
                    "With --on-bad-row quarantine, where to write the rows that are set aside, for mending. Default:"
                            + " liftlock-quarantine.jsonl beside the report, else in the working directory.")
    private @Nullable Path file;

    /**
     * Chooses the file, and refuses before a long run what could not be written after it.
     *
     * @param page the report that is written, too, or null
     * @return a file that is not there
     */
    Path place(@Nullable Path page) {
        Path folder = page == null ? null : page.getParent();
        Path chosen = file == null ? free(folder) : file;
        Path parent = chosen.toAbsolutePath().getParent();
        if (Files.exists(chosen) || parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The file of rows in quarantine cannot be written there",
                            "Give --quarantine-file a new file in a folder that exists and that this user may write",
                            null)
                    .with("file", chosen);
        }
        return chosen;
    }

    /** Somebody may be mending rows in an earlier one. */
    private static Path free(@Nullable Path folder) {
        Path place = folder == null ? Path.of("") : folder;
        Path chosen = place.resolve(NAME + ENDING);
        for (int number = 2; Files.exists(chosen); number++) {
            chosen = place.resolve(NAME + "-" + number + ENDING);
        }
        return chosen;
    }

    boolean given() {
        return file != null;
    }
}
