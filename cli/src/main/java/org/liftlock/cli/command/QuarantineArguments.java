package org.liftlock.cli.command;

import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.target.TargetDatabase;
import picocli.CommandLine.Option;

/** Whose quarantine is meant. */
final class QuarantineArguments {

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "The PostgreSQL database, as migrate has it: a URI, a JDBC URL, env:NAME, or nothing.")
    private @Nullable String to;

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema that migrate filled. Default: public.")
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
