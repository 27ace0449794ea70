package org.liftlock.cli.command;

import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.Migration;
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

    /** The plan as it is for tables that are to be made, and fitted to those that are there. */
    PreparedMigration fit(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase database,
            boolean redact,
            RunListener listener) {
        return existing() ? Migration.fitToExisting(source, prepared, database, schema, redact, listener) : prepared;
    }

    TargetDatabase database(Terminal terminal) {
        TargetDatabase database = TargetDatabase.parse(to, terminal.environment());
        database.hints().forEach(hint -> terminal.say("hint: " + hint));
        return database;
    }
}
