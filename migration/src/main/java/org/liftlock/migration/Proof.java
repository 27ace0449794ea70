package org.liftlock.migration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.verify.QueryFile;
import org.liftlock.migration.verify.TableVerification;
import org.liftlock.migration.verify.Verification;
import org.liftlock.migration.verify.Verifier;
import org.liftlock.migration.verify.VerifyOptions;

/** Compares what was moved. Stateless. */
final class Proof {

    private static final String ROWS_IN_NEW = ". The rows are in PostgreSQL: with --resume the same command goes on to"
            + " comparing them; liftlock verify compares them, too";

    /** They were committed together, so that there is nothing to go on from. */
    private static final String ROWS_IN_EXISTING = ". The rows are in PostgreSQL; liftlock verify compares them";

    private Proof() {}

    /** Finds a mistake in the user's queries before anything is moved. */
    static void requireRunnable(SqliteSource source, MigrateOptions options) {
        Path queries = options.proof().queries();
        if (queries != null) {
            QueryFile.read(queries).requireRunnable(source);
        }
    }

    /** Compares source and target, and notes how long that took. */
    static Verification compare(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            Map<Phase, Duration> timings,
            RunListener listener) {
        long begin = System.nanoTime();
        Verification verification = new Verifier(
                        source,
                        target,
                        options.schema(),
                        prepared.plan(),
                        prepared.aside(),
                        listener,
                        options(source, prepared, options))
                .verify();
        timings.put(Phase.VERIFY, Duration.ofNanos(System.nanoTime() - begin));
        return verification;
    }

    /** The reports of tables, with what the comparison says of each. */
    static List<TableReport> withVerification(List<TableReport> tables, Verification verification) {
        Map<String, TableVerification> byName =
                verification.tables().stream().collect(Collectors.toMap(TableVerification::table, Function.identity()));
        return tables.stream()
                .map(table -> {
                    TableVerification result = byName.get(table.source());
                    return result == null ? table : withVerification(table, result);
                })
                .toList();
    }

    private static TableReport withVerification(TableReport table, TableVerification result) {
        boolean copied = table.rowsRead() > 0 || table.rowsLoaded() > 0;
        return new TableReport(
                table.source(),
                table.target(),
                copied ? table.rowsRead() : result.sourceRows() + table.rowsQuarantined(),
                copied ? table.rowsLoaded() : result.targetRows(),
                table.rowsQuarantined(),
                table.bytes(),
                table.copyTime(),
                result.differingRows(),
                table.rowsKept());
    }

    private static VerifyOptions options(SqliteSource source, PreparedMigration prepared, MigrateOptions options) {
        Path queries = options.proof().queries();
        Map<String, Long> rows = prepared.profile().tables().stream()
                .collect(Collectors.toMap(profile -> profile.table().name(), TableProfile::rows));
        return new VerifyOptions(
                options.redact(),
                !options.existing(),
                options.existing() && options.existingRows().keepsOthers(),
                options.load().jobs(),
                rows,
                queries == null ? null : QueryFile.read(queries),
                memory(source, prepared, options.proof()));
    }

    /**
     * Compares what a run has loaded; where it cannot be compared to the end, the user learns where the rows are.
     *
     * @throws MigrationException what the comparison throws
     */
    static <T> T ofLoaded(MigrateOptions options, Supplier<T> comparison) {
        try {
            return comparison.get();
        } catch (MigrationException e) {
            if (e.reason() != Cause.ENVIRONMENT) {
                throw e;
            }
            MigrationException loaded = new MigrationException(
                    Cause.ENVIRONMENT,
                    Objects.requireNonNullElse(e.getMessage(), ""),
                    e.remedy() + (options.existing() ? ROWS_IN_EXISTING : ROWS_IN_NEW),
                    e);
            e.context().forEach(loaded::with);
            throw loaded;
        }
    }

    private static VerifyOptions.@Nullable Memory memory(
            SqliteSource source, PreparedMigration prepared, ProofOptions proof) {
        Path file = proof.memory();
        return file == null ? null : new VerifyOptions.Memory(file, proof.resume(), fingerprint(source, prepared));
    }

    /** Another one when a value may have changed: what reading every value has shown. */
    private static String fingerprint(SqliteSource source, PreparedMigration prepared) {
        String tables = prepared.profile().tables().stream()
                .map(profile ->
                        profile.table().name() + " " + profile.rows() + " " + profile.bytes() + " " + profile.digest())
                .collect(Collectors.joining("\n"));
        String text = source.schema().hash() + "\n" + tables;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
