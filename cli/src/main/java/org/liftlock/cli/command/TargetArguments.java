package org.liftlock.cli.command;

import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
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

    String schema() {
        return schema;
    }

    TargetDatabase database(Terminal terminal) {
        TargetDatabase database = TargetDatabase.parse(to, terminal.environment());
        database.hints().forEach(hint -> terminal.say("hint: " + hint));
        return database;
    }
}
