package org.liftlock.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Progress;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.assessment.Decision;
import org.liftlock.migration.assessment.MoveEstimate;
import org.liftlock.migration.assessment.Surroundings;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.target.TargetFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code liftlock assess}: whether to move, and what would hurt. */
@Command(
        name = "assess",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Say whether this database should move, on what evidence, and what the move would need.")
public final class AssessCommand implements Callable<Integer> {

    private static final String DATABASE = "sample";

    private final Terminal terminal;

    @Mixin
    private SourceArguments source = new SourceArguments();

    @Option(
            names = "--logs",
            paramLabel = "DIR|FILE",
            arity = "1..*",
            description =
                    "The application's logs, also rotated and packed ones (.gz): messages about locks are counted.")
    private List<Path> logs = new ArrayList<>();

    @Option(
            names = "--backups",
            paramLabel = "DIR|FILE",
            arity = "1..*",
            description = "Earlier copies of FILE, which tell how it grows.")
    private List<Path> backups = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "The PostgreSQL database to which it might move: it is looked at, never changed.")
    private @Nullable String to;

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema in it. Default: public.")
    private String schema = "public";

    @Option(names = "--no-sample", description = "Measure no sample, so that time and disk of the move stay unknown.")
    private boolean unmeasured;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Mixin
    private PlanArguments plan = new PlanArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public AssessCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireWritable();
        TargetDatabase target = target();
        Surroundings surroundings = Surroundings.of(source.file(), logs, backups);
        try (SqliteSource opened = source.open()) {
            PreparedMigration prepared;
            try (Progress progress = new Progress(terminal)) {
                prepared = Migration.prepare(opened, plan.options(output.redact()), null, progress);
            }
            MoveEstimate move = unmeasured || prepared.isBlocked() ? null : measure(opened, prepared);
            TargetFacts facts = target == null
                    ? null
                    : TargetFacts.look(target, schema, prepared.plan().targetNames());
            Assessment assessment = Assessment.of(surroundings, opened, prepared, move, facts);
            output.show(assessment, List.of(next(assessment)), terminal);
            if (assessment.saysNo()) {
                return 1;
            }
            return facts != null && facts.problem() != null ? 3 : 0;
        }
    }

    private @Nullable TargetDatabase target() {
        if (to == null) {
            return null;
        }
        TargetDatabase target = TargetDatabase.parse(to, terminal.environment());
        target.hints().forEach(hint -> terminal.say("hint: " + hint));
        TargetFacts.look(target, schema, List.of());
        return target;
    }

    private MoveEstimate measure(SqliteSource opened, PreparedMigration prepared) {
        terminal.say("moving samples into a private PostgreSQL; --no-sample leaves this out");
        try (ServerArguments.Started started = server.start()) {
            return Migration.estimate(opened, prepared, started.database(DATABASE), source.workFolder());
        }
    }

    private String next(Assessment assessment) {
        String file = Shell.quoted(source.file());
        if (assessment.saysNo()) {
            return "Next: settle what stands above, in the data or by options, and assess again";
        }
        return assessment.decision() == Decision.STAY || assessment.decision() == Decision.TUNE
                ? "Next: stay; should it ever move, liftlock rehearse " + file + " tries it"
                : "Next: liftlock rehearse " + file;
    }
}
