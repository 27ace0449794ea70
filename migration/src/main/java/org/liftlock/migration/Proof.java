package org.liftlock.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.verify.QueryFile;
import org.liftlock.migration.verify.VerifyOptions;

/** Says how what was moved is compared. Stateless. */
final class Proof {

    private Proof() {}

    /** Finds a mistake in the user's queries before anything is moved. */
    static void requireRunnable(SqliteSource source, MigrateOptions options) {
        Path queries = options.proof().queries();
        if (queries != null) {
            QueryFile.read(queries).requireRunnable(source);
        }
    }

    static VerifyOptions options(SqliteSource source, PreparedMigration prepared, MigrateOptions options) {
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

    private static VerifyOptions.@Nullable Memory memory(
            SqliteSource source, PreparedMigration prepared, ProofOptions proof) {
        Path file = proof.memory();
        return file == null ? null : new VerifyOptions.Memory(file, proof.resume(), fingerprint(source, prepared));
    }

    /** Another one when a value may have changed: the file's own stamps, and what reading every value has shown. */
    private static String fingerprint(SqliteSource source, PreparedMigration prepared) {
        String tables = prepared.profile().tables().stream()
                .map(profile -> profile.table().name() + " " + profile.rows() + " " + profile.bytes())
                .collect(Collectors.joining("\n"));
        Path log = Path.of(source.file() + "-wal");
        String text = String.join("\n", source.schema().hash(), tables, stamp(source.file()), stamp(log));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An empty log says nothing, and readers may make and remove it. */
    private static String stamp(Path file) {
        try {
            return !Files.exists(file) || Files.size(file) == 0
                    ? ""
                    : Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT, "The SQLite file cannot be looked at", "Check it and run again", e)
                    .with("file", file)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }
}
