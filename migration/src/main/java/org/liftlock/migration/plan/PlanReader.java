package org.liftlock.migration.plan;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.finding.EditDistance;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.sql.PgNames;
import org.liftlock.migration.sql.PgType;

/**
 * Makes a plan of what stands in a file; every refusal names its line. For one document.
 *
 * <p>It is over 300 lines because it is one thing: each key of the file with the refusal of what cannot stand there.
 */
final class PlanReader {

    private static final Set<String> ACTIONS =
            new TreeSet<>(Set.of("NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"));
    private static final Set<String> DEFERRABLE =
            new TreeSet<>(Set.of("DEFERRABLE INITIALLY IMMEDIATE", "DEFERRABLE INITIALLY DEFERRED"));
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
    private final PlanDocument document;
    private final Map<String, String> relations = new HashMap<>();
    private final Set<ColumnKey> untyped = new HashSet<>();

    PlanReader(WrittenPlan written, PlanDocument document) {
        this.written = written;
        this.document = document;
    }

    Set<ColumnKey> untyped() {
        return untyped;
    }

    MigrationPlan plan() {
        if (document.format() != MigrationPlan.FORMAT) {
            throw refused(
                            "/format",
                            "The plan has another format than this version reads",
                            "Plan again with this version")
                    .with("format", document.format());
        }
        PlanOptions options = options(document.options());
        List<TablePlan> tables = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        for (int i = 0; i < document.tables().size(); i++) {
            PlanDocument.Table table = document.tables().get(i);
            String path = "/tables/" + i;
            once(sources, table.table(), path, "table");
            if (Boolean.TRUE.equals(table.skip())) {
                by(path, table.by());
                skipped.add(table.table());
            } else {
                tables.add(table(path, table, options));
            }
        }
        List<ViewPlan> views = new ArrayList<>();
        List<String> skippedViews = new ArrayList<>();
        Set<String> viewSources = new HashSet<>();
        List<PlanDocument.View> written = listed(document.views());
        for (int i = 0; i < written.size(); i++) {
            PlanDocument.View view = written.get(i);
            String path = "/views/" + i;
            once(viewSources, view.view(), path, "view");
            boolean byUser = by(path, view.by());
            if (Boolean.TRUE.equals(view.skip())) {
                skippedViews.add(view.view());
                continue;
            }
            String target = Objects.requireNonNull(view.target());
            relation(path + "/target", target);
            Set<String> names = new HashSet<>();
            listed(view.columns()).forEach(name -> columnName(path + "/columns", name, names));
            views.add(new ViewPlan(
                    view.view(), target, listed(view.columns()), Objects.requireNonNull(view.sql()), byUser));
        }
        return new MigrationPlan(
                document.liftlock(),
                document.schemaHash(),
                options,
                tables,
                views,
                skipped,
                skippedViews,
                triggers(),
                fullText());
    }

    private List<TriggerPlan> triggers() {
        List<TriggerPlan> triggers = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        Set<String> targets = new HashSet<>();
        for (PlanDocument.Trigger trigger : listed(document.triggers())) {
            String path = "/triggers/" + triggers.size();
            once(sources, trigger.trigger(), path, "trigger");
            constraint(path + "/target", trigger.target(), targets);
            by(path, trigger.by());
            triggers.add(new TriggerPlan(
                    trigger.trigger(),
                    trigger.table(),
                    trigger.target(),
                    trigger.fires(),
                    trigger.when(),
                    trigger.body()));
        }
        return triggers;
    }

    private List<FullTextPlan> fullText() {
        List<String> policies = List.of("leave-out", "index");
        List<FullTextPlan> offers = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        for (PlanDocument.FullText offer : listed(document.fullText())) {
            String path = "/fullText/" + offers.size();
            once(sources, offer.virtualTable(), path, "virtual table");
            String policy = Objects.requireNonNullElse(offer.policy(), "leave-out");
            if (!policies.contains(policy)) {
                throw nearest(
                                refused(
                                        path + "/policy",
                                        "The plan has a policy for full text that cannot be chosen",
                                        "Write " + or(policies)),
                                policy,
                                policies)
                        .with("policy", policy);
            }
            if (offer.columns().isEmpty()) {
                throw refused(path + "/columns", "The plan has full text over no column", "Name at least one");
            }
            boolean index = policy.equals("index");
            if (index) {
                relation(path + "/target", offer.target());
            }
            offers.add(new FullTextPlan(
                    offer.virtualTable(), offer.table(), offer.target(), offer.language(), offer.columns(), index));
        }
        return offers;
    }

    private PlanOptions options(PlanDocument.@Nullable Options options) {
        if (options == null) {
            return PlanOptions.defaults();
        }
        List<String> styles = Stream.of(NameStyle.values()).map(NameStyle::word).toList();
        String style = Objects.requireNonNullElse(options.names(), NameStyle.FOLD.word());
        return new PlanOptions(
                NameStyle.values()[choice("names", style, styles)],
                options.zone() == null ? null : zone("/options/zone", options.zone()),
                choice(
                                "fractions",
                                Objects.requireNonNullElse(options.fractions(), "round"),
                                List.of("round", "strict"))
                        == 1,
                choice(
                                "unstorableText",
                                Objects.requireNonNullElse(options.unstorableText(), "refuse"),
                                List.of("refuse", "bytea"))
                        == 1,
                false,
                orphans("/options/orphans", options.orphans(), OrphanPolicy.KEEP),
                List.of());
    }

    private int choice(String key, String value, List<String> words) {
        if (!words.contains(value)) {
            throw nearest(
                            refused(
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

    private static String or(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }

    private TablePlan table(String path, PlanDocument.Table table, PlanOptions options) {
        String target = Objects.requireNonNull(table.target());
        relation(path + "/target", target);
        List<ColumnPlan> columns = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        Set<String> targets = new HashSet<>();
        List<PlanDocument.Column> all = listed(table.columns());
        for (int i = 0; i < all.size(); i++) {
            PlanDocument.Column column = all.get(i);
            String at = path + "/columns/" + i;
            once(sources, column.column(), at, "column");
            if (Boolean.TRUE.equals(column.skip())) {
                by(at, column.by());
                skipped.add(column.column());
            } else {
                columnName(at + "/target", Objects.requireNonNull(column.target()), targets);
                columns.add(column(at, table.table(), column));
            }
        }
        PlanDocument.Key primaryKey = table.primaryKey();
        if (primaryKey != null) {
            relation(path + "/primaryKey/name", primaryKey.name());
        }
        List<KeyPlan> uniques = new ArrayList<>();
        for (PlanDocument.Key key : listed(table.unique())) {
            String at = path + "/unique/" + uniques.size();
            relation(at + "/name", key.name());
            uniques.add(key(at, key));
        }
        List<IndexPlan> indexes = new ArrayList<>();
        for (PlanDocument.Index index : listed(table.indexes())) {
            String at = path + "/indexes/" + indexes.size();
            by(at, index.by());
            relation(at + "/target", index.target());
            indexes.add(new IndexPlan(
                    index.index(),
                    index.target(),
                    Boolean.TRUE.equals(index.unique()),
                    Boolean.TRUE.equals(index.hash()),
                    index.keys(),
                    index.where()));
        }
        Set<String> constraints = new HashSet<>();
        List<CheckPlan> checks = new ArrayList<>();
        for (PlanDocument.Check check : listed(table.checks())) {
            String at = path + "/checks/" + checks.size();
            by(at, check.by());
            constraint(at + "/name", check.name(), constraints);
            checks.add(new CheckPlan(check.name(), check.sql()));
        }
        List<ForeignKeyPlan> keys = new ArrayList<>();
        for (PlanDocument.ForeignKey key : listed(table.foreignKeys())) {
            String at = path + "/foreignKeys/" + keys.size();
            constraint(at + "/name", key.name(), constraints);
            keys.add(foreignKey(at, key, options.orphans()));
        }
        return new TablePlan(
                table.table(),
                target,
                columns,
                primaryKey == null ? null : key(path + "/primaryKey", primaryKey),
                uniques,
                indexes,
                checks,
                keys,
                skipped,
                by(path, table.by()),
                table.comment());
    }

    private ColumnPlan column(String path, String table, PlanDocument.Column column) {
        if (column.type() == null) {
            untyped.add(ColumnKey.of(table, column.column()));
        }
        return new ColumnPlan(
                column.column(),
                Objects.requireNonNull(column.target()),
                column.type() == null ? PgType.TEXT : type(path + "/type", column.type()),
                column.reading() == null ? null : reading(path + "/reading", column.reading()),
                column.zone() == null ? null : zone(path + "/zone", column.zone()),
                Boolean.TRUE.equals(column.notNull()),
                Boolean.TRUE.equals(column.identity()),
                column.defaultSql(),
                column.generatedSql(),
                Objects.requireNonNullElse(column.reason(), ""),
                by(path, column.by()),
                column.sql(),
                words(path, column),
                column.comment());
    }

    private ValueWords words(String path, PlanDocument.Column column) {
        ValueWords words =
                new ValueWords(listed(column.trueWords()), listed(column.falseWords()), listed(column.nullWords()));
        Set<String> seen = new HashSet<>();
        Stream.of(words.trueWords(), words.falseWords(), words.nullWords())
                .flatMap(List::stream)
                .filter(word -> !seen.add(word))
                .findFirst()
                .ifPresent(word -> {
                    throw refused(
                            path,
                            "The plan gives a word two meanings",
                            "Write each once, in trueWords, falseWords or nullWords");
                });
        if (words.decidesTruth() && !"boolean".equals(column.type())) {
            throw refused(
                    path, "The plan has words for true and false in a column of another type", "Write type: boolean");
        }
        return words;
    }

    private KeyPlan key(String path, PlanDocument.Key key) {
        by(path, key.by());
        return new KeyPlan(key.name(), key.columns());
    }

    private ForeignKeyPlan foreignKey(String path, PlanDocument.ForeignKey key, OrphanPolicy byDefault) {
        by(path, key.by());
        String deferrable = Objects.requireNonNullElse(key.deferrable(), "");
        if (!deferrable.isEmpty() && !DEFERRABLE.contains(deferrable)) {
            throw refused(
                            path + "/deferrable",
                            "The plan has a foreign key with an unknown deferrability",
                            "Write " + String.join(" or ", DEFERRABLE) + ", or leave it out")
                    .with("foreign key", key.name())
                    .with("deferrable", deferrable);
        }
        return new ForeignKeyPlan(
                key.name(),
                key.columns(),
                key.parent(),
                key.parentColumns(),
                action(path + "/onDelete", key.name(), key.onDelete()),
                action(path + "/onUpdate", key.name(), key.onUpdate()),
                deferrable,
                orphans(path + "/orphans", key.orphans(), byDefault));
    }

    private OrphanPolicy orphans(String path, @Nullable String word, OrphanPolicy byDefault) {
        if (word == null) {
            return byDefault;
        }
        List<String> words =
                Stream.of(OrphanPolicy.values()).map(OrphanPolicy::word).toList();
        return OrphanPolicy.of(word)
                .orElseThrow(() -> nearest(
                                refused(path, "The plan has an unknown policy for orphans", "Write " + or(words)),
                                word,
                                words)
                        .with("orphans", word));
    }

    private String action(String path, String key, @Nullable String action) {
        if (action == null || ACTIONS.contains(action)) {
            return Objects.requireNonNullElse(action, "NO ACTION");
        }
        throw nearest(
                        refused(
                                path,
                                "The plan has a foreign key with an unknown action",
                                "Actions are " + String.join(", ", ACTIONS)),
                        action,
                        ACTIONS)
                .with("foreign key", key)
                .with("action", action);
    }

    private PgType type(String path, String type) {
        try {
            return PgType.parse(type);
        } catch (IllegalArgumentException e) {
            throw nearest(
                            refused(
                                    path,
                                    "The plan has a type that Liftlock does not know",
                                    "docs/types.md lists the types that a plan may use"),
                            type,
                            TYPES)
                    .with("type", type);
        }
    }

    private Reading reading(String path, String word) {
        List<String> words = Stream.of(Reading.values()).map(Reading::word).toList();
        if (words.contains(word)) {
            return Reading.values()[words.indexOf(word)];
        }
        throw nearest(refused(path, "The plan has an unknown reading of numbers", "Write " + or(words)), word, words)
                .with("reading", word);
    }

    private ZoneId zone(String path, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw nearest(
                            refused(
                                    path,
                                    "The plan has an unknown time zone",
                                    "Write UTC or a name such as Europe/Vienna"),
                            zone,
                            ZoneId.getAvailableZoneIds())
                    .with("zone", zone);
        }
    }

    private boolean by(String path, @Nullable String by) {
        if (by != null && !by.equals("user") && !by.equals("default")) {
            throw nearest(
                            refused(
                                    path + "/by",
                                    "The plan says of a decision whose it is in an unknown word",
                                    "Write user or default"),
                            by,
                            List.of("user", "default"))
                    .with("by", by);
        }
        return "user".equals(by);
    }

    private void once(Set<String> seen, String source, String path, String kind) {
        if (!seen.add(Planner.key(source))) {
            throw refused(path, "The plan has two entries for the same " + kind, "Leave one of them out")
                    .with(kind, source);
        }
    }

    /** Tables, views, indexes and keys share one space of names in a schema. */
    private void relation(String path, String name) {
        usable(path, name);
        String other = relations.putIfAbsent(name, path);
        if (other != null) {
            throw taken(path, name);
        }
    }

    private void columnName(String path, String name, Set<String> names) {
        usable(path, name);
        if (TargetNames.SYSTEM_COLUMNS.contains(name)) {
            throw refused(path, "PostgreSQL keeps this name for a column of its own", "Choose another")
                    .with("name", name);
        }
        if (!names.add(name)) {
            throw taken(path, name);
        }
    }

    private void constraint(String path, String name, Set<String> names) {
        usable(path, name);
        if (!names.add(name)) {
            throw taken(path, name);
        }
    }

    private MigrationException taken(String path, String name) {
        return refused(path, "The plan gives one name twice", "Choose another for one of them")
                .with("name", name);
    }

    private void usable(String path, String name) {
        try {
            PgNames.requireUsable("name", name);
        } catch (MigrationException e) {
            throw refused(path, String.valueOf(e.getMessage()), e.remedy()).with("name", name);
        }
    }

    private MigrationException refused(String path, String message, String remedy) {
        return written.refused(path, message, remedy);
    }

    static MigrationException nearest(MigrationException failure, String word, Collection<String> known) {
        Optional<String> nearest = EditDistance.nearest(word, known);
        return nearest.isPresent() ? failure.with("nearest", nearest.get()) : failure;
    }

    static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
