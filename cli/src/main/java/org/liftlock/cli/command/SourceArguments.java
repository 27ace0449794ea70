package org.liftlock.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which SQLite file, and how it is read. */
final class SourceArguments {

    @Parameters(paramLabel = "FILE", arity = "1", description = "The SQLite database. It is read, never changed.")
    private Path file = Path.of("");

    @Option(
            names = "--offline",
            description = "Nothing writes to FILE: read it in place instead of from a private copy.")
    private boolean offline;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description =
                    "Where private copies of FILE may lie during the run. Default: the system's temporary folder.")
    private @Nullable Path workFolder;

    Path file() {
        return file;
    }

    boolean offline() {
        return offline;
    }

    SqliteSource open() {
        return SqliteSource.open(
                file, new SourceOptions(SourceOptions.defaults().readers(), offline, workFolder()));
    }

    Path workFolder() {
        return workFolder == null ? SourceOptions.defaults().workFolder() : workFolder;
    }
}
