package org.liftlock.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.jooq.schema.MigrationFolders;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.twin.TwinSchemas;

/** A folder of Flyway migrations for one of the databases. */
final class TwinFolder {

    private static final Pattern LOCATION = Pattern.compile("(?m)^Location\\s*:\\s*([^\\r\\n]*?)(?:\\s+\\(.*\\))?$");
    private static final Pattern LINE = Pattern.compile("(?m)^Line\\s*:\\s*(\\d+)");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^Message\\s*:\\s*(.*)$");

    private final Path folder;
    private final List<String> versions;

    private TwinFolder(Path folder, List<String> versions) {
        this.folder = folder;
        this.versions = List.copyOf(versions);
    }

    /** Refuses a folder that is not there, or has no version. */
    static TwinFolder of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw unusable("There is no such folder", "Give the folder of the migrations (V1__….sql)", folder, null);
        }
        try {
            return new TwinFolder(folder, MigrationFolders.versionsAt("filesystem:" + folder.toAbsolutePath()));
        } catch (DaoException e) {
            throw unusable(
                    "The folder has no version, or cannot be read", "Versions are called V1__words.sql", folder, e);
        }
    }

    private static MigrationException unusable(String what, String remedy, Path folder, @Nullable Exception cause) {
        return new MigrationException(Cause.INPUT, what, remedy, cause).with("folder", folder);
    }

    List<String> versions() {
        return versions;
    }

    /** Runs all versions on an empty database. */
    void apply(String jdbcUrl, @Nullable String user, @Nullable String password) {
        try {
            Flyway.configure()
                    .dataSource(jdbcUrl, user, password)
                    .table(TwinSchemas.HISTORY_TABLE)
                    .locations("filesystem:" + folder.toAbsolutePath())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw refused(e);
        }
    }

    /** Flyway tells in lines of their own which file and line it was. */
    private MigrationException refused(FlywayException failure) {
        String text = String.valueOf(failure.getMessage());
        MigrationException refused = new MigrationException(
                Cause.INPUT,
                "A migration cannot be applied to an empty database",
                "Correct it, and compare again",
                failure);
        found(LOCATION, text).ifPresentOrElse(file -> refused.with("file", file), () -> refused.with("folder", folder));
        found(LINE, text).ifPresent(line -> refused.with("line", line));
        return refused.with(
                "reason",
                found(MESSAGE, text).orElseGet(() -> text.lines().findFirst().orElse("")));
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }
}
