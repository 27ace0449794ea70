package org.liftlock.migration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
