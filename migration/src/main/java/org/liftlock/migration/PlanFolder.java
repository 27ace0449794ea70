package org.liftlock.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanChange;
import org.liftlock.migration.plan.PlanChange.Origin;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.PlanRevision;
import org.liftlock.migration.plan.WrittenPlan;
import org.liftlock.migration.schema.FlywayFolders;
import org.liftlock.migration.schema.PostgresOffers;
import org.liftlock.migration.source.SqliteSource;

/**
 * The folder of a plan: {@code plan.yaml}, which is the user's; {@code plan.default.yaml}, what Liftlock itself had planned
 * when it wrote that, with the digests of the scripts it wrote; and the Flyway folders. Immutable.
 */
final class PlanFolder {

    private static final String PLAN = "plan.yaml";
    private static final String RECORD = "plan.default.yaml";
    private static final int EDIT_DIGITS = 16;
    private static final String EDIT = "# yours ";
    private static final Pattern DIGEST = Pattern.compile("# sha256 ([0-9a-f]{64}) (.+)");

    private final Path folder;

    PlanFolder(Path folder) {
        this.folder = folder;
    }

    /** The user's plan, if there is one. */
    Optional<WrittenPlan> written() {
        Path file = folder.resolve(PLAN);
        return Files.exists(file) ? Optional.of(PlanFile.read(file)) : Optional.empty();
    }

    /** What Liftlock itself had planned, or null if that is not known. */
    @Nullable
    MigrationPlan own() {
        Path file = folder.resolve(RECORD);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return PlanFile.read(file).plan();
        } catch (MigrationException e) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The record of what was planned before cannot be read",
                            "Delete it: your changes are then told from what is planned now",
                            e)
                    .with("file", file)
                    .with("reason", String.valueOf(e.getMessage()))
                    .with("line", e.context().getOrDefault("line", 1));
        }
    }

    /** Writes everything, or nothing if a script would be overwritten that is not as Liftlock wrote it. */
    void write(SqliteSource source, PreparedMigration prepared, boolean replace) throws IOException {
        Map<String, String> scripts = FlywayFolders.files(source.schema(), prepared.plan());
        if (!replace) {
            requireOwn(scripts);
        }
        StringBuilder digests = new StringBuilder();
        for (Map.Entry<String, String> script : scripts.entrySet()) {
            Path file = folder.resolve(script.getKey());
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, script.getValue(), StandardCharsets.UTF_8);
            digests.append("# sha256 ")
                    .append(digest(script.getValue().getBytes(StandardCharsets.UTF_8)))
                    .append(' ')
                    .append(script.getKey())
                    .append('\n');
        }
        for (PlanChange edit : PlanRevision.edits(prepared.own(), prepared.plan())) {
            digests.append(EDIT).append(digest(edit)).append('\n');
        }
        String head =
                "# What Liftlock itself planned, around your own decisions. Not to be edited: liftlock plan tells by\n"
                        + "# it what you have changed in " + PLAN
                        + ", and by the digests whether the scripts are as it wrote them.\n";
        String text = PlanFile.text(prepared.plan(), prepared.own());
        String own = prepared.own().equals(prepared.plan()) ? text : PlanFile.text(prepared.own());
        Files.writeString(folder.resolve(RECORD), head + digests + "\n" + own, StandardCharsets.UTF_8);
        PostgresOffers.write(source.schema(), prepared.plan(), folder);
        PlanFile.write(text, prepared.findings(), source.file(), folder.resolve(PLAN));
    }

    /** Changes without the user's that were there when the plan was last written. */
    List<PlanChange> since(List<PlanChange> changes) {
        Path file = folder.resolve(RECORD);
        Set<String> known = new HashSet<>();
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .filter(line -> line.startsWith(EDIT))
                        .forEach(line -> known.add(line.substring(EDIT.length())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return changes.stream()
                .filter(change -> change.origin() != Origin.USER || !known.contains(digest(change)))
                .toList();
    }

    private static String digest(PlanChange change) {
        String text = change.where() + "\0" + change.what() + "\0" + change.after();
        return digest(text.getBytes(StandardCharsets.UTF_8)).substring(0, EDIT_DIGITS);
    }

    private void requireOwn(Map<String, String> scripts) throws IOException {
        Map<String, String> digests = digests();
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, String> script : scripts.entrySet()) {
            Path file = folder.resolve(script.getKey());
            if (Files.exists(file)) {
                String there = digest(Files.readAllBytes(file));
                boolean own = there.equals(digests.get(script.getKey()))
                        || there.equals(digest(script.getValue().getBytes(StandardCharsets.UTF_8)));
                if (!own) {
                    others.add(script.getKey());
                }
            }
        }
        if (!others.isEmpty()) {
            throw new MigrationException(
                            Cause.INPUT,
                            "Scripts in the folder are not as Liftlock wrote them; nothing was written",
                            "Carry what you changed into plan.yaml or a later version of the schema, then give --replace,"
                                    + " or choose another folder",
                            null)
                    .with("folder", folder)
                    .with("scripts", String.join(", ", others));
        }
    }

    private Map<String, String> digests() throws IOException {
        Map<String, String> digests = new HashMap<>();
        Path file = folder.resolve(RECORD);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                Matcher matcher = DIGEST.matcher(line);
                if (matcher.matches()) {
                    digests.put(matcher.group(2), matcher.group(1));
                }
            }
        }
        return digests;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
