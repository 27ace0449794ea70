package org.liftlock.migration.plan;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.finding.EditDistance;
import org.liftlock.migration.sql.PgType;

/** Reads the words of a plan file that stand for a choice; a refusal names the line, what may stand there, and the nearest of it. */
final class PlanWords {

    private static final Set<String> ACTIONS =
            new TreeSet<>(Set.of("NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"));
    private static final Set<String> DEFERRABLE =
            new TreeSet<>(Set.of("DEFERRABLE INITIALLY IMMEDIATE", "DEFERRABLE INITIALLY DEFERRED"));
    private static final List<String> POLICIES = List.of("leave-out", "index");
    private static final List<String> TYPES = List.of(
            "boolean",
            "smallint",
            "integer",
            "bigint",
            "double precision",
            "numeric",
            "text",
            "varchar(n)",
            "bytea",
            "date",
            "timestamp",
            "timestamptz",
            "uuid",
            "json",
            "jsonb");

    private final WrittenPlan written;

    PlanWords(WrittenPlan written) {
        this.written = written;
    }

    /** Which of the words an option has. */
    int choice(String key, String value, List<String> words) {
        if (!words.contains(value)) {
            throw nearest(
                            written.refused(
                                    "/options/" + key,
                                    "The plan has an option that cannot be chosen",
                                    "Write " + or(words)),
                            value,
                            words)
                    .with("option", key)
                    .with("value", value);
        }
        return words.indexOf(value);
    }

    /** Whether a full text index is asked for. */
    boolean isIndexed(String path, @Nullable String policy) {
        if (policy != null && !POLICIES.contains(policy)) {
            throw nearest(
                            written.refused(
                                    path,
                                    "The plan has a policy for full text that cannot be chosen",
                                    "Write " + or(POLICIES)),
                            policy,
                            POLICIES)
                    .with("policy", policy);
        }
        return "index".equals(policy);
    }

    OrphanPolicy orphans(String path, @Nullable String word, OrphanPolicy byDefault) {
        if (word == null) {
            return byDefault;
        }
        List<String> words =
                Stream.of(OrphanPolicy.values()).map(OrphanPolicy::word).toList();
        return OrphanPolicy.of(word)
                .orElseThrow(() -> nearest(
                                written.refused(
                                        path, "The plan has an unknown policy for orphans", "Write " + or(words)),
                                word,
                                words)
                        .with("orphans", word));
    }

    String action(String path, String key, @Nullable String action) {
        if (action == null || ACTIONS.contains(action)) {
            return Objects.requireNonNullElse(action, "NO ACTION");
        }
        throw nearest(
                        written.refused(
                                path,
                                "The plan has a foreign key with an unknown action",
                                "Actions are " + String.join(", ", ACTIONS)),
                        action,
                        ACTIONS)
                .with("foreign key", key)
                .with("action", action);
    }

    String deferrable(String path, String key, @Nullable String deferrable) {
        if (deferrable == null || deferrable.isEmpty()) {
            return "";
        }
        if (!DEFERRABLE.contains(deferrable)) {
            throw written.refused(
                            path,
                            "The plan has a foreign key with an unknown deferrability",
                            "Write " + String.join(" or ", DEFERRABLE) + ", or leave it out")
                    .with("foreign key", key)
                    .with("deferrable", deferrable);
        }
        return deferrable;
    }

    PgType type(String path, String type) {
        try {
            return PgType.parse(type);
        } catch (IllegalArgumentException e) {
            throw nearest(
                            written.refused(
                                    path,
                                    "The plan has a type that Liftlock does not know",
                                    "docs/types.md lists the types that a plan may use"),
                            type,
                            TYPES)
                    .with("type", type);
        }
    }

    Reading reading(String path, String word) {
        List<String> words = Stream.of(Reading.values()).map(Reading::word).toList();
        if (words.contains(word)) {
            return Reading.values()[words.indexOf(word)];
        }
        throw nearest(
                        written.refused(path, "The plan has an unknown reading of numbers", "Write " + or(words)),
                        word,
                        words)
                .with("reading", word);
    }

    ZoneId zone(String path, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw nearest(
                            written.refused(
                                    path,
                                    "The plan has an unknown time zone",
                                    "Write UTC or a name such as Europe/Vienna"),
                            zone,
                            ZoneId.getAvailableZoneIds())
                    .with("zone", zone);
        }
    }

    /** Whether a decision is the user's. */
    boolean by(String path, @Nullable String by) {
        if (by != null && !by.equals("user") && !by.equals("default")) {
            throw nearest(
                            written.refused(
                                    path + "/by",
                                    "The plan says of a decision whose it is in an unknown word",
                                    "Write user or default"),
                            by,
                            List.of("user", "default"))
                    .with("by", by);
        }
        return "user".equals(by);
    }

    private static String or(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }

    static MigrationException nearest(MigrationException failure, String word, Collection<String> known) {
        Optional<String> nearest = EditDistance.nearest(word, known);
        return nearest.isPresent() ? failure.with("nearest", nearest.get()) : failure;
    }
}
