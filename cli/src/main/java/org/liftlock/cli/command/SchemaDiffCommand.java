package org.liftlock.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.twin.TwinComparison;
import org.liftlock.migration.twin.TwinDifference;
import org.liftlock.migration.twin.TwinSchemas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code liftlock schema-diff}: whether two folders of migrations still make the same schema. */
@Command(
        name = "schema-diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Apply two Flyway folders to a scratch SQLite file and a private PostgreSQL, and tell in what the"
                + " schemas differ.")
public final class SchemaDiffCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "SQLITE_DIR", description = "The migrations for SQLite.")
    private Path sqlite = Path.of("");

    @Parameters(index = "1", paramLabel = "POSTGRES_DIR", description = "The migrations for PostgreSQL.")
    private Path postgres = Path.of("");

    @Option(
            names = "--ignore",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Tables, views or table.column that differ on purpose.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "The plan.yaml that both folders began with: its types agree. Default: the one beside them.")
    private @Nullable Path plan;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public SchemaDiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireWritable();
        TwinFolder forSqlite = TwinFolder.of(sqlite);
        TwinFolder forPostgres = TwinFolder.of(postgres);
        MigrationPlan accepted = accepted();
        Path scratch = scratch();
        try {
            forSqlite.apply("jdbc:sqlite:" + scratch.resolve("scratch.db"), null, null);
            TwinComparison comparison = compare(scratch.resolve("scratch.db"), forPostgres, accepted);
            TwinComparison whole = withVersions(comparison, forSqlite.versions(), forPostgres.versions());
            output.show(sqlite, postgres, whole, List.of(), terminal);
            return whole.agrees() ? 0 : 1;
        } finally {
            remove(scratch);
        }
    }

    private @Nullable MigrationPlan accepted() {
        if (plan != null) {
            return PlanFile.read(plan).plan();
        }
        Path parent = sqlite.toAbsolutePath().normalize().getParent();
        Path beside = parent == null ? null : parent.resolve("plan.yaml");
        boolean ofBoth =
                Objects.equals(parent, postgres.toAbsolutePath().normalize().getParent());
        return beside != null && ofBoth && Files.isRegularFile(beside)
                ? PlanFile.read(beside).plan()
                : null;
    }

    private TwinComparison compare(Path file, TwinFolder forPostgres, @Nullable MigrationPlan accepted) {
        try (ServerArguments.Started started = server.start();
                SqliteSource source =
                        SqliteSource.open(file, SourceOptions.defaults().withOffline(true))) {
            TargetDatabase planned = started.database("planned");
            TargetDatabase folder = started.database("folder");
            forPostgres.apply(started.server().jdbcUrl("folder"), null, started.password());
            Built built = build(source, planned, accepted);
            return TwinSchemas.compare(
                    source.schema(), built.plan(), built.findings(), planned, folder, accepted, ignored);
        }
    }

    /** What the plan of the SQLite schema made in PostgreSQL. */
    private record Built(MigrationPlan plan, List<Finding> findings) {}

    private Built build(SqliteSource source, TargetDatabase planned, @Nullable MigrationPlan accepted) {
        PlanOptions options = accepted == null ? PlanOptions.defaults() : accepted.options();
        RunListener nobody = new RunListener() {};
        PreparedMigration prepared = Migration.prepare(source, options, null, nobody);
        RunReport report = Migration.migrate(
                source, prepared, planned, new MigrateOptions("public", false, false, false, null, false), nobody);
        if (report.target() == null) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The schema for SQLite has no counterpart in PostgreSQL that could be compared",
                            "liftlock plan tells why",
                            null)
                    .with("folder", sqlite);
        }
        return new Built(prepared.plan(), report.findings());
    }

    private static TwinComparison withVersions(TwinComparison comparison, List<String> here, List<String> there) {
        List<TwinDifference> differences = new ArrayList<>();
        here.stream()
                .filter(version -> !there.contains(version))
                .forEach(version ->
                        differences.add(new TwinDifference(TwinDifference.Kind.VERSION, "V" + version, "version", "")));
        there.stream()
                .filter(version -> !here.contains(version))
                .forEach(version ->
                        differences.add(new TwinDifference(TwinDifference.Kind.VERSION, "V" + version, "", "version")));
        differences.addAll(comparison.differences());
        return new TwinComparison(comparison.tables(), differences, comparison.notCompared());
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("liftlock-twin-");
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT, "No scratch folder can be made", "Make room for temporary files", e)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }

    private static void remove(Path scratch) {
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It lies in a folder for temporary files.
        }
    }
}
