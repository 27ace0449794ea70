package org.liftlock.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.liftlock.cli.screen.Progress;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.pg.EmbeddedServer;

/** A migration into a PostgreSQL server of this process, which ends with it unless it is to be kept. */
final class Rehearsal {

    private static final String DATABASE = "rehearsal";

    private final Terminal terminal;
    private final OutputArguments output;
    private final ServerArguments servers;
    private final boolean keep;

    Rehearsal(Terminal terminal, OutputArguments output, ServerArguments servers, boolean keep) {
        this.terminal = terminal;
        this.output = output;
        this.servers = servers;
        this.keep = keep;
    }

    /** Looks at the filled database in its own way, and says what it saw. */
    interface Inspection {
        List<String> inspect(String jdbcUrl, Properties properties);
    }

    /**
     * Migrates and shows the report.
     *
     * @param command what the report is to be called after
     * @param source from where
     * @param options the policies
     * @param inspection what is looked at before the server ends, if all went well
     * @param next what the user is to do next if all is well
     * @return the exit code
     */
    int run(String command, SqliteSource source, PlanOptions options, Inspection inspection, String next) {
        PreparedMigration prepared;
        try (Progress progress = new Progress(terminal)) {
            prepared = Migration.prepare(source, options, null, progress);
        }
        if (prepared.isBlocked()) {
            RunReport refused = Migration.refuse(source, prepared);
            output.show(refused.named(command), Endings.untouched(), terminal);
            return 1;
        }
        terminal.say("starting a private PostgreSQL");
        try (ServerArguments.Started started = keep ? servers.startOpen() : servers.start()) {
            EmbeddedServer server = started.server();
            TargetDatabase database = started.database(DATABASE);
            RunReport report;
            try (Progress progress = new Progress(terminal)) {
                report = Migration.migrate(
                        source,
                        prepared,
                        database,
                        new MigrateOptions("public", false, false, true, null, output.redact()),
                        progress);
            }
            if (keep) {
                server.keepRunning();
            }
            List<String> ending = new ArrayList<>();
            if (!report.saysNo()) {
                ending.addAll(inspection.inspect(server.jdbcUrl(DATABASE), started.properties()));
            }
            ending.addAll(ending(report, server, next));
            output.show(report.named(command), ending, terminal);
            return report.saysNo() ? 1 : 0;
        }
    }

    private List<String> ending(RunReport report, EmbeddedServer server, String next) {
        List<String> ending = new ArrayList<>();
        ending.add("");
        if (keep) {
            ending.add("PostgreSQL " + server.version()
                    + " goes on running, for this machine only, where any user can connect:");
            ending.add("psql:   " + server.psqlCommand(DATABASE));
            ending.add("JDBC:   " + server.jdbcUrl(DATABASE));
            ending.add("Stop:   " + server.stopCommand());
        } else {
            ending.add("It was PostgreSQL " + server.version() + ", and it is gone again; --keep leaves it running.");
        }
        ending.add("");
        ending.add(report.saysNo() ? "Next: look at the faults above, then rehearse again" : next);
        return ending;
    }
}
