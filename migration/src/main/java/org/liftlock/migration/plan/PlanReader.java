package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.sql.PgType;

/** Makes a plan of what stands in a file; every refusal names its line. For one document. */
final class PlanReader {

    private final WrittenPlan written;
    private final PlanDocument document;
    private final PlanWords words;
    private final PlanNames names;
    private final Set<ColumnKey> untyped = new HashSet<>();

    PlanReader(WrittenPlan written, PlanDocument document) {
        this.written = written;
        this.document = document;
        this.words = new PlanWords(written);
        this.names = new PlanNames(written);
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
            names.once(sources, table.table(), path, "table");
            if (Boolean.TRUE.equals(table.skip())) {
                words.by(path, table.by());
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
            names.once(viewSources, view.view(), path, "view");
            boolean byUser = words.by(path, view.by());
            if (Boolean.TRUE.equals(view.skip())) {
                skippedViews.add(view.view());
                continue;
            }
            String target = Objects.requireNonNull(view.target());
            names.relation(path + "/target", target);
            Set<String> columns = new HashSet<>();
            listed(view.columns()).forEach(name -> names.columnName(path + "/columns", name, columns));
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
            names.once(sources, trigger.trigger(), path, "trigger");
            names.unique(path + "/target", trigger.target(), targets);
            words.by(path, trigger.by());
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
        List<FullTextPlan> offers = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        for (PlanDocument.FullText offer : listed(document.fullText())) {
            String path = "/fullText/" + offers.size();
            names.once(sources, offer.virtualTable(), path, "virtual table");
            if (offer.columns().isEmpty()) {
                throw refused(path + "/columns", "The plan has full text over no column", "Name at least one");
            }
            boolean index = words.isIndexed(path + "/policy", offer.policy());
            if (index) {
                names.relation(path + "/target", offer.target());
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
                NameStyle.values()[words.choice("names", style, styles)],
                options.zone() == null ? null : words.zone("/options/zone", options.zone()),
                words.choice(
                                "fractions",
                                Objects.requireNonNullElse(options.fractions(), "round"),
                                List.of("round", "strict"))
                        == 1,
                words.choice(
                                "unstorableText",
                                Objects.requireNonNullElse(options.unstorableText(), "refuse"),
                                List.of("refuse", "bytea"))
                        == 1,
                false,
                words.orphans("/options/orphans", options.orphans(), OrphanPolicy.KEEP),
                List.of());
    }

    private TablePlan table(String path, PlanDocument.Table table, PlanOptions options) {
        String target = Objects.requireNonNull(table.target());
        names.relation(path + "/target", target);
        List<ColumnPlan> columns = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        Set<String> targets = new HashSet<>();
        List<PlanDocument.Column> all = listed(table.columns());
        for (int i = 0; i < all.size(); i++) {
            PlanDocument.Column column = all.get(i);
            String at = path + "/columns/" + i;
            names.once(sources, column.column(), at, "column");
            if (Boolean.TRUE.equals(column.skip())) {
                words.by(at, column.by());
                skipped.add(column.column());
            } else {
                names.columnName(at + "/target", Objects.requireNonNull(column.target()), targets);
                columns.add(column(at, table.table(), column));
            }
        }
        PlanDocument.Key primaryKey = table.primaryKey();
        if (primaryKey != null) {
            names.relation(path + "/primaryKey/name", primaryKey.name());
        }
        List<KeyPlan> uniques = new ArrayList<>();
        for (PlanDocument.Key key : listed(table.unique())) {
            String at = path + "/unique/" + uniques.size();
            names.relation(at + "/name", key.name());
            uniques.add(key(at, key));
        }
        List<IndexPlan> indexes = new ArrayList<>();
        for (PlanDocument.Index index : listed(table.indexes())) {
            String at = path + "/indexes/" + indexes.size();
            words.by(at, index.by());
            names.relation(at + "/target", index.target());
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
            words.by(at, check.by());
            names.unique(at + "/name", check.name(), constraints);
            checks.add(new CheckPlan(check.name(), check.sql()));
        }
        List<ForeignKeyPlan> keys = new ArrayList<>();
        for (PlanDocument.ForeignKey key : listed(table.foreignKeys())) {
            String at = path + "/foreignKeys/" + keys.size();
            names.unique(at + "/name", key.name(), constraints);
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
                words.by(path, table.by()),
                table.comment());
    }

    private ColumnPlan column(String path, String table, PlanDocument.Column column) {
        if (column.type() == null) {
            untyped.add(ColumnKey.of(table, column.column()));
        }
        return new ColumnPlan(
                column.column(),
                Objects.requireNonNull(column.target()),
                column.type() == null ? PgType.TEXT : words.type(path + "/type", column.type()),
                column.reading() == null ? null : words.reading(path + "/reading", column.reading()),
                column.zone() == null ? null : words.zone(path + "/zone", column.zone()),
                Boolean.TRUE.equals(column.notNull()),
                Boolean.TRUE.equals(column.identity()),
                column.defaultSql(),
                column.generatedSql(),
                Objects.requireNonNullElse(column.reason(), ""),
                words.by(path, column.by()),
                column.sql(),
                words(path, column),
                column.comment());
    }

    private ValueWords words(String path, PlanDocument.Column column) {
        ValueWords given =
                new ValueWords(listed(column.trueWords()), listed(column.falseWords()), listed(column.nullWords()));
        Set<String> seen = new HashSet<>();
        Stream.of(given.trueWords(), given.falseWords(), given.nullWords())
                .flatMap(List::stream)
                .filter(word -> !seen.add(word))
                .findFirst()
                .ifPresent(word -> {
                    throw refused(
                            path,
                            "The plan gives a word two meanings",
                            "Write each once, in trueWords, falseWords or nullWords");
                });
        if (given.decidesTruth() && !"boolean".equals(column.type())) {
            throw refused(
                    path, "The plan has words for true and false in a column of another type", "Write type: boolean");
        }
        return given;
    }

    private KeyPlan key(String path, PlanDocument.Key key) {
        words.by(path, key.by());
        return new KeyPlan(key.name(), key.columns());
    }

    private ForeignKeyPlan foreignKey(String path, PlanDocument.ForeignKey key, OrphanPolicy byDefault) {
        words.by(path, key.by());
        return new ForeignKeyPlan(
                key.name(),
                key.columns(),
                key.parent(),
                key.parentColumns(),
                words.action(path + "/onDelete", key.name(), key.onDelete()),
                words.action(path + "/onUpdate", key.name(), key.onUpdate()),
                words.deferrable(path + "/deferrable", key.name(), key.deferrable()),
                words.orphans(path + "/orphans", key.orphans(), byDefault));
    }

    private MigrationException refused(String path, String message, String remedy) {
        return written.refused(path, message, remedy);
    }

    static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
