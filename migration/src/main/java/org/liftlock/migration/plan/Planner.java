package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.plan.TypeGroups.Ground;
import org.liftlock.migration.plan.TypeGroups.Member;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceIndex;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.translate.SqlTranslator;
import org.liftlock.migration.translate.TranslationColumn;
import org.liftlock.migration.translate.TranslationTable;

/**
 * Decides what becomes of a whole database, around what a user has decided already.
 *
 * <p>It is over 300 lines because it is one thing: the order of decisions that rest on each other.
 */
public final class Planner {

    private final SourceSchema schema;
    private final DatabaseProfile profile;
    private final PlanOptions options;
    private final Overrides overrides;
    private final List<Finding> findings = new ArrayList<>();

    private Planner(SourceSchema schema, DatabaseProfile profile, PlanOptions options, Overrides overrides) {
        this.schema = schema;
        this.profile = profile;
        this.options = options;
        this.overrides = overrides;
    }

    /**
     * Decides what becomes of everything in a database.
     *
     * @param schema its schema
     * @param profile what its values are
     * @param options the policies to follow
     * @param toolVersion the version of Liftlock, for the record
     * @return the plan and its findings
     */
    public static PlannedMigration plan(
            SourceSchema schema, DatabaseProfile profile, PlanOptions options, String toolVersion) {
        return plan(schema, profile, options, Overrides.NONE, toolVersion);
    }

    static PlannedMigration plan(
            SourceSchema schema,
            DatabaseProfile profile,
            PlanOptions options,
            Overrides overrides,
            String toolVersion) {
        Overrides selected = overrides.selecting(options.tables(), schema);
        return new Planner(schema, profile, options, selected).plan(toolVersion);
    }

    private PlannedMigration plan(String toolVersion) {
        TargetNames relations = new TargetNames(options.names(), false, relationNames());
        Map<String, String> targets = new HashMap<>();
        schema.tables().forEach(table -> reserve(relations, table.name()));
        schema.views().forEach(view -> reserve(relations, view.name()));
        carried().forEach(table -> targets.put(key(table.name()), relation(relations, table.name())));
        schema.views().stream()
                .filter(view -> !overrides.skips(view.name()))
                .forEach(view -> targets.put(key(view.name()), relation(relations, view.name())));
        Map<String, String> indexNames = new HashMap<>();
        for (SourceTable table : carried()) {
            for (SourceIndex index : table.indexes()) {
                if (index.origin() == SourceIndex.Origin.CREATE_INDEX) {
                    indexNames.put(key(index.name()), take(relations, index.name()));
                }
            }
        }
        Map<String, Map<String, String>> columnNames = columnNames();
        Map<ColumnKey, TypeDecision> byDefault = types();
        Choosing choosing = Choosing.of(schema, choiceColumns(targets, columnNames, byDefault), byDefault, options);
        Map<ColumnKey, TypeDecision> types = choosing.types();
        List<TranslationTable> translated = translationTables(targets, columnNames, types, false);
        List<TranslationTable> whole = translationTables(targets, columnNames, types, true);

        PlanContext context = new PlanContext(
                schema,
                targets,
                columnNames,
                indexNames,
                types,
                relations,
                new SqlTranslator(translated),
                new SqlTranslator(whole),
                overrides,
                options.orphans(),
                new SchemaLookup(schema));
        List<TablePlan> tables = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (TableProfile table : profile.tables()) {
            if (overrides.skips(table.table().name())) {
                skipped.add(table.table().name());
                findings.add(LeftOutTable.finding(schema, table, options.tables()));
                continue;
            }
            TablePlanner planner = new TablePlanner(context, table);
            tables.add(planner.plan());
            findings.addAll(planner.findings());
        }
        ViewPlanner viewPlanner = new ViewPlanner(schema, options, overrides, targets, translated, whole);
        List<ViewPlan> views = viewPlanner.plan();
        findings.addAll(viewPlanner.findings());
        TriggerPlanner triggerPlanner = new TriggerPlanner(schema, options, viewPlanner.translator());
        List<TriggerPlan> triggers = triggerPlanner.plan();
        findings.addAll(triggerPlanner.findings());
        VirtualTablePlanner virtualPlanner = new VirtualTablePlanner(schema, tables, relations);
        List<FullTextPlan> fullText = virtualPlanner.plan();
        findings.addAll(virtualPlanner.findings());
        return new PlannedMigration(
                new MigrationPlan(
                        toolVersion,
                        schema.hash(),
                        options,
                        tables,
                        views,
                        skipped,
                        viewPlanner.skipped(),
                        triggers,
                        fullText),
                findings,
                choosing.choices());
    }

    private List<SourceTable> carried() {
        return schema.tables().stream()
                .filter(table -> !overrides.skips(table.name()))
                .toList();
    }

    private void reserve(TargetNames names, String source) {
        overrides.relation(source).ifPresent(name -> names.reserve(name, source));
    }

    private String relation(TargetNames names, String source) {
        return overrides.relation(source).orElseGet(() -> take(names, source));
    }

    private List<String> relationNames() {
        List<String> names = new ArrayList<>();
        for (SourceTable table : carried()) {
            names.add(table.name());
            table.indexes().stream()
                    .filter(index -> index.origin() == SourceIndex.Origin.CREATE_INDEX)
                    .forEach(index -> names.add(index.name()));
        }
        schema.views().forEach(view -> names.add(view.name()));
        return names;
    }

    private String take(TargetNames names, String wanted) {
        return take(names, wanted, wanted, "");
    }

    private String take(TargetNames names, String wanted, String object, String column) {
        Optional<String> inTheWay = names.inTheWayOf(wanted);
        String name = names.take(wanted);
        if (inTheWay.isPresent()) {
            findings.add(Finding.of(
                    FindingCode.NAME_COLLISION, object, column, name + ", since " + inTheWay.get() + " has the name"));
        } else if (!name.equalsIgnoreCase(wanted)) {
            findings.add(Finding.of(FindingCode.RENAMED, object, column, name));
        }
        return name;
    }

    private Map<String, Map<String, String>> columnNames() {
        Map<String, Map<String, String>> names = new HashMap<>();
        for (SourceTable table : schema.tables()) {
            TargetNames taken = new TargetNames(
                    options.names(),
                    true,
                    table.columns().stream().map(SourceColumn::name).toList());
            Map<String, String> columns = new HashMap<>();
            for (SourceColumn column : table.columns()) {
                chosen(table, column).ifPresent(name -> taken.reserve(name, column.name()));
            }
            for (SourceColumn column : table.columns()) {
                if (overrides.skips(table.name(), column.name())) {
                    // Its name is free for others; this one is only for telling what would have used it.
                    columns.put(key(column.name()), column.name());
                    continue;
                }
                columns.put(
                        key(column.name()),
                        chosen(table, column).orElseGet(() -> take(taken, column.name(), table.name(), column.name())));
            }
            names.put(key(table.name()), columns);
        }
        return names;
    }

    private Optional<String> chosen(SourceTable table, SourceColumn column) {
        return overrides.column(table.name(), column.name()).flatMap(decided -> Optional.ofNullable(decided.target()));
    }

    private List<ChoiceColumn> choiceColumns(
            Map<String, String> targets,
            Map<String, Map<String, String>> columnNames,
            Map<ColumnKey, TypeDecision> types) {
        List<ChoiceColumn> columns = new ArrayList<>();
        for (TableProfile profiled : profile.tables()) {
            SourceTable table = profiled.table();
            for (int i = 0; i < table.columns().size(); i++) {
                SourceColumn column = table.columns().get(i);
                if (overrides.skips(table.name(), column.name())) {
                    continue;
                }
                boolean settled = overrides
                        .column(table.name(), column.name())
                        .filter(decided -> decided.type() != null || decided.sourceSql() != null)
                        .isPresent();
                columns.add(new ChoiceColumn(
                        table,
                        column,
                        profiled.columns().get(i),
                        known(types, ColumnKey.of(table.name(), column.name())).type(),
                        known(targets, key(table.name())),
                        known(known(columnNames, key(table.name())), key(column.name())),
                        settled));
            }
        }
        return columns;
    }

    private Map<ColumnKey, TypeDecision> types() {
        Map<ColumnKey, Member> members = new LinkedHashMap<>();
        for (TableProfile table : profile.tables()) {
            List<SourceColumn> columns = table.table().columns();
            for (int i = 0; i < columns.size(); i++) {
                SourceColumn column = columns.get(i);
                ColumnProfile values = table.columns().get(i);
                TypeDecision byValues = TypeRules.decide(table.table().name(), column, values, options);
                Overrides.OfType chosen = overrides
                        .column(table.table().name(), column.name())
                        .flatMap(decided -> Optional.ofNullable(decided.type()))
                        .orElse(null);
                TypeDecision decision = chosen == null ? byValues : byUser(chosen, byValues);
                boolean identity = SqliteSql.same(column.name(), table.table().rowidAlias())
                        && decision.type().kind().isInteger();
                members.put(
                        ColumnKey.of(table.table().name(), column.name()),
                        new Member(
                                table.table().name(),
                                column.name(),
                                decision,
                                chosen == null ? ground(column, values) : Ground.USER,
                                identity,
                                onlyIntegers(values)));
            }
        }
        return TypeGroups.unify(schema, members);
    }

    private static boolean onlyIntegers(ColumnProfile values) {
        return values.has(StorageClass.INTEGER)
                && Stream.of(StorageClass.REAL, StorageClass.TEXT, StorageClass.BLOB)
                        .noneMatch(values::has);
    }

    /** What is to be said of the values was said for the type that they lead to. */
    private static TypeDecision byUser(Overrides.OfType chosen, TypeDecision byValues) {
        Overrides.OfType led = new Overrides.OfType(byValues.type(), null, byValues.zone(), ValueWords.NONE);
        if (byValues.chosen() == null && chosen.equals(led)) {
            return byValues;
        }
        return new TypeDecision(
                chosen.type(),
                chosen.zone(),
                "as the user says; the values lead to " + byValues.type(),
                List.of(),
                chosen.chosen());
    }

    private static Ground ground(SourceColumn column, ColumnProfile values) {
        if (!values.isEmpty()) {
            return Ground.VALUES;
        }
        return column.declaredType().isBlank() ? Ground.NOTHING : Ground.DECLARATION;
    }

    private List<TranslationTable> translationTables(
            Map<String, String> targets,
            Map<String, Map<String, String>> columnNames,
            Map<ColumnKey, TypeDecision> types,
            boolean whole) {
        List<TranslationTable> tables = new ArrayList<>();
        for (TableProfile profiled : profile.tables()) {
            SourceTable table = profiled.table();
            if (!whole && overrides.skips(table.name())) {
                continue;
            }
            Map<String, String> names = known(columnNames, key(table.name()));
            List<TranslationColumn> columns = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                SourceColumn column = table.columns().get(i);
                if (!whole && overrides.skips(table.name(), column.name())) {
                    continue;
                }
                TypeDecision decision = known(types, ColumnKey.of(table.name(), column.name()));
                ChosenType chosen = decision.chosen();
                columns.add(new TranslationColumn(
                        column.name(),
                        known(names, key(column.name())),
                        decision.type(),
                        column.isNocase(),
                        column.declaredType(),
                        profiled.columns().get(i).texts().plainFraction(),
                        chosen != null && chosen.changesMeaning(),
                        column.isGenerated(),
                        isMixed(decision.type(), profiled.columns().get(i))));
            }
            tables.add(new TranslationTable(
                    table.name(),
                    targets.getOrDefault(key(table.name()), table.name()),
                    columns,
                    table.primaryKey(),
                    table.rowidAlias()));
        }
        return tables;
    }

    /** Whether texts or bytes are what values of other storage classes became. */
    private static boolean isMixed(PgType type, ColumnProfile values) {
        StorageClass own = type.kind() == PgType.Kind.BYTEA ? StorageClass.BLOB : StorageClass.TEXT;
        return (type.kind().isText() || type.kind() == PgType.Kind.BYTEA)
                && Stream.of(StorageClass.INTEGER, StorageClass.REAL, StorageClass.TEXT, StorageClass.BLOB)
                        .anyMatch(other -> other != own && values.has(other));
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), key.toString());
    }

    static String key(String name) {
        return SqliteSql.folded(name);
    }
}
