package org.liftlock.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.schema.RoleGrants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code liftlock grants}: prints the SQL for an application's two roles. Connects to nothing. */
@Command(
        name = "grants",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Print the SQL for two roles in PostgreSQL: an owner that migrates the schema, and the role of the"
                        + " application, which reads and writes rows and changes no table. For psql, run by a superuser.")
public final class GrantsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--database", paramLabel = "NAME", description = "The database. Default: $PGDATABASE, else app.")
    private @Nullable String database;

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema of the tables. Default: public.")
    private String schema = "public";

    @Option(
            names = "--owner",
            paramLabel = "ROLE",
            description = "Who migrates. Default: the database's name and _owner.")
    private @Nullable String owner;

    @Option(
            names = "--application",
            paramLabel = "ROLE",
            description = "Who reads and writes rows. Default: the database's name and _app.")
    private @Nullable String application;

    /**
     * Creates the command.
     *
     * @param terminal where output goes, and the environment
     */
    public GrantsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String name = Optional.ofNullable(database)
                .or(() -> Optional.ofNullable(terminal.environment().get("PGDATABASE")))
                .filter(text -> !text.isEmpty())
                .orElse("app");
        RoleGrants grants = new RoleGrants(
                name,
                schema,
                owner == null ? name + "_owner" : owner,
                application == null ? name + "_app" : application);
        terminal.out().print(grants.script());
        terminal.out().flush();
        return 0;
    }
}
