package org.liftlock.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.assessment.MoveEstimate;
import org.liftlock.migration.assessment.SizeRange;
import org.liftlock.migration.assessment.TimeRange;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SampleFile;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.TargetDatabase;

/**
 * Moves samples into a PostgreSQL server by the very steps of a migration, and infers what the whole needs.
 *
 * <p>The first sample is empty and tells what a phase costs whatever the rows; the others lie in different places and
 * their spread is the range. What is inferred gets a margin, since a machine is not the same twice.
 */
final class MoveEstimator {

    private static final int ROUNDS = 3;
    private static final long ROWS = 90_000;
    private static final long BYTES = 12_000_000;
    private static final long FROM_EACH_TABLE = 1_000;
    /** What ANALYZE reads of a table at most: 300 rows for each of 100 classes (postgresql.org, default_statistics_target). */
    private static final long ANALYZED = 30_000;

    private static final List<Phase> MEASURED = List.of(Phase.COPY, Phase.KEYS, Phase.ANALYZE, Phase.VERIFY);

    private static final double MARGIN = 0.2;

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final TargetDatabase scratch;
    private final Path workFolder;
    private final Map<String, Long> wanted = new HashMap<>();
    private final boolean whole;

    /** What moving one sample gave. */
    private record Round(Map<String, Long> rows, Map<String, Long> sizes, Map<Phase, Duration> timings) {

        double seconds(Phase phase) {
            return timings.getOrDefault(phase, Duration.ZERO).toNanos() / 1e9;
        }

        long sum() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private MoveEstimator(SqliteSource source, PreparedMigration prepared, TargetDatabase scratch, Path workFolder) {
        this.source = source;
        this.prepared = prepared;
        this.scratch = scratch;
        this.workFolder = workFolder;
        List<TableProfile> tables = prepared.profile().tables();
        long bytes = tables.stream().mapToLong(TableProfile::bytes).sum();
        double share = Math.min(
                1,
                Math.min(ROWS / (double) Math.max(1, prepared.profile().rows()), BYTES / (double) Math.max(1, bytes)));
        this.whole = share == 1;
        for (TableProfile table : tables) {
            long some = Math.max(FROM_EACH_TABLE, (long) Math.ceil(table.rows() * share));
            wanted.put(table.table().name(), whole ? Long.MAX_VALUE : Math.min(table.rows(), some));
        }
    }

    /**
     * Measures.
     *
     * @param source the source
     * @param prepared its plan, without a blocker
     * @param scratch a database that may be filled; never that of an application
     * @param workFolder where samples may lie
     * @return the estimate
     */
    static MoveEstimate measure(
            SqliteSource source, PreparedMigration prepared, TargetDatabase scratch, Path workFolder) {
        return new MoveEstimator(source, prepared, scratch, workFolder).measure();
    }

    private MoveEstimate measure() {
        Map<String, Long> nothing = new HashMap<>();
        wanted.keySet().forEach(table -> nothing.put(table, 0L));
        Round empty = move(nothing, 0);
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(move(wanted, round));
        }
        Map<Phase, TimeRange> phases = new EnumMap<>(Phase.class);
        phases.put(Phase.PROFILE, range(List.of(prepared.profileTime().toNanos() / 1e9)));
        for (Phase phase : MEASURED) {
            phases.put(
                    phase,
                    range(rounds.stream()
                            .map(round -> seconds(phase, round, empty))
                            .toList()));
        }
        List<String> leftOut = prepared.profile().tables().stream()
                .map(table -> table.table().name())
                .filter(table -> prepared.plan().table(table).isPresent())
                .filter(table -> !rounds.get(0).rows().containsKey(table))
                .toList();
        return new MoveEstimate(
                prepared.profile().rows(),
                rounds.stream().mapToLong(Round::sum).max().orElse(0),
                ROUNDS,
                range(rounds.stream().map(round -> seconds(round, empty)).toList()),
                phases,
                disk(rounds, empty),
                leftOut);
    }

    private Round move(Map<String, Long> rowsOfTables, int round) {
        String schema = "sample";
        try (SampleFile sample = SampleFile.make(source, workFolder, rowsOfTables, round, ROUNDS);
                SqliteSource opened =
                        SqliteSource.open(sample.file(), new SourceOptions(source.readers(), true, workFolder))) {
            RunReport report = Migration.migrate(
                    opened,
                    prepared,
                    scratch,
                    new MigrateOptions(schema, false, true, true, null, true),
                    new RunListener() {});
            return new Round(sample.rows(), sizes(schema), report.timings());
        }
    }

    private Map<String, Long> sizes(String schema) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        try (Connection connection = scratch.connect()) {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c JOIN pg_namespace n"
                            + " ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind = 'r'")) {
                query.setString(1, schema);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        sizes.put(rows.getString(1), rows.getLong(2));
                    }
                }
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA " + PgSql.name(schema) + " CASCADE");
            }
            return sizes;
        } catch (SQLException e) {
            throw scratch.explain(e);
        }
    }

    private double seconds(Round round, Round empty) {
        double seconds = prepared.profileTime().toNanos() / 1e9;
        for (Phase phase : MEASURED) {
            seconds += seconds(phase, round, empty);
        }
        return seconds;
    }

    /** What a phase costs whatever the rows, and what it costs for each of them, times all rows. */
    private double seconds(Phase phase, Round round, Round empty) {
        double all = round.seconds(phase);
        if (whole) {
            return all;
        }
        double fixed = Math.min(all, empty.seconds(phase));
        double scale = phase == Phase.ANALYZE ? ratio(round, ANALYZED) : ratio(round, Long.MAX_VALUE);
        double growth = phase == Phase.KEYS ? sorting(round) : 1;
        return fixed + (all - fixed) * scale * growth;
    }

    /** How many times more bytes there are in all than in a sample, with tables counted up to a number of rows. */
    private double ratio(Round round, long limit) {
        double all = 0;
        double here = 0;
        for (TableProfile table : prepared.profile().tables()) {
            long rows = table.rows();
            Long sampled = round.rows().get(table.table().name());
            if (rows > 0 && sampled != null) {
                // A row costs as much as some tens of bytes, however few it has.
                double weight = 40 + table.bytes() / (double) rows;
                all += Math.min(limit, rows) * weight;
                here += Math.min(limit, sampled) * weight;
            }
        }
        return here == 0 ? 1 : all / here;
    }

    /** Sorting n rows takes n log n steps (half of what building an index costs is the rest). */
    private double sorting(Round round) {
        double all = Math.log(Math.max(2, prepared.profile().rows()));
        double here = Math.log(Math.max(2, round.sum()));
        return (1 + all / here) / 2;
    }

    private TimeRange range(List<Double> seconds) {
        double low = seconds.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return new TimeRange(duration(low * (1 - MARGIN)), duration(high * (1 + MARGIN)));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private SizeRange disk(List<Round> rounds, Round empty) {
        long low = Long.MAX_VALUE;
        long high = 0;
        for (Round round : rounds) {
            long bytes = 0;
            for (TablePlan table : prepared.plan().tables()) {
                bytes += size(table, round, empty);
            }
            low = Math.min(low, bytes);
            high = Math.max(high, bytes);
        }
        double margin = whole ? 0 : MARGIN / 2;
        return new SizeRange(Math.round(low * (1 - margin)), Math.round(high * (1 + margin)));
    }

    private long size(TablePlan table, Round round, Round empty) {
        long size = round.sizes().getOrDefault(table.target(), 0L);
        long sampled = round.rows().getOrDefault(table.source(), 0L);
        long rows = prepared.profile().tables().stream()
                .filter(profile -> profile.table().name().equals(table.source()))
                .mapToLong(TableProfile::rows)
                .sum();
        if (sampled == 0 || sampled >= rows) {
            return size;
        }
        long fixed = Math.min(size, empty.sizes().getOrDefault(table.target(), 0L));
        return fixed + Math.round((size - fixed) * (rows / (double) sampled));
    }
}
