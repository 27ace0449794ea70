package org.liftlock.cli.command;

import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.ExistingRows;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import picocli.CommandLine.Option;

/** Which PostgreSQL database, and where in it. */
final class TargetArguments {

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "The PostgreSQL database: postgresql://user@host:port/database, a JDBC URL, or env:NAME for a"
                    + " variable that holds one. Default: PGHOST, PGDATABASE and so on, as psql has it.")
    private @Nullable String to;

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema in it. Default: public.")
    private String schema = "public";

    @Option(
            names = "--target-schema",
            paramLabel = "planned|existing",
            description = "Whether the tables are made as planned (default), or are there already, made by the"
                    + " application's own migrations: only rows are brought then, all or none.")
    private TargetSchema targetSchema = TargetSchema.PLANNED;

    @Option(
            names = "--existing-rows",
            paramLabel = "refuse|truncate|skip|upsert",
            description = "With --target-schema=existing, when the tables hold rows: refuse and count the keys that are"
                    + " there (default), remove the rows, leave out rows whose key is there, or load over rows with the"
                    + " same primary key.")
    private @Nullable ExistingRows existingRows;

    /** Who makes the tables. */
    enum TargetSchema {
        PLANNED,
        EXISTING
    }

    String schema() {
        return schema;
    }

    boolean existing() {
        return targetSchema == TargetSchema.EXISTING;
    }

    /**
     * What becomes of rows that are there.
     *
     * @param replace whether the user has said with another option that they go
     */
    ExistingRows existingRows(boolean replace) {
        if (existingRows != null && !existing()) {
            throw new MigrationException(
                    Cause.INPUT,
                    "--existing-rows needs --target-schema=existing",
                    "Add it, or leave --existing-rows out: tables that are made as planned are empty",
                    null);
        }
        if (replace && existingRows != null && existingRows != ExistingRows.TRUNCATE) {
            throw new MigrationException(
                    Cause.INPUT,
                    "--replace and --existing-rows say different things of the rows that are there",
                    "Leave one of them out: --replace means --existing-rows=truncate",
                    null);
        }
        if (existingRows != null) {
            return existingRows;
        }
        return replace ? ExistingRows.TRUNCATE : ExistingRows.REFUSE;
    }

    /** The plan as it is for tables that are to be made, and fitted to those that are there. */
    PreparedMigration fit(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase database,
            boolean redact,
            RunListener listener) {
        return existing() ? Migration.fitToExisting(source, prepared, database, schema, redact, listener) : prepared;
    }

    /** Whether the user names a database, which elsewhere is found in the environment. */
    boolean isNamed() {
        return to != null;
    }

    TargetDatabase database(Terminal terminal) {
        TargetDatabase database = TargetDatabase.parse(to, terminal.environment());
        database.hints().forEach(hint -> terminal.say("hint: " + hint));
        return database;
    }
}
