package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
import org.liftlock.migration.translate.SqlTranslator;
import org.liftlock.migration.translate.TranslationColumn;
import org.liftlock.migration.translate.TranslationTable;

/** Makes the default decisions for a whole database. */
public final class Planner {

    private final SourceSchema schema;
    private final DatabaseProfile profile;
    private final PlanOptions options;
    private final List<Finding> findings = new ArrayList<>();

    private Planner(SourceSchema schema, DatabaseProfile profile, PlanOptions options) {
        this.schema = schema;
        this.profile = profile;
        this.options = options;
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
        return new Planner(schema, profile, options).plan(toolVersion);
    }

    private PlannedMigration plan(String toolVersion) {
        TargetNames relations = new TargetNames(options.keepNames(), false, relationNames());
        Map<String, String> targets = new HashMap<>();
        schema.tables().forEach(table -> targets.put(key(table.name()), take(relations, table.name())));
        schema.views().forEach(view -> targets.put(key(view.name()), take(relations, view.name())));
        Map<String, String> indexNames = new HashMap<>();
        for (SourceTable table : schema.tables()) {
            for (SourceIndex index : table.indexes()) {
                if (index.origin() == SourceIndex.Origin.CREATE_INDEX) {
                    indexNames.put(key(index.name()), take(relations, index.name()));
                }
            }
        }
        Map<String, Map<String, String>> columnNames = columnNames();
        Map<ColumnKey, TypeDecision> types = types();
        SqlTranslator translator = new SqlTranslator(translationTables(targets, columnNames, types));

        PlanContext context = new PlanContext(
                schema, targets, columnNames, indexNames, types, relations, translator, new SchemaLookup(schema));
        List<TablePlan> tables = new ArrayList<>();
        for (TableProfile table : profile.tables()) {
            TablePlanner planner = new TablePlanner(context, table);
            tables.add(planner.plan());
            findings.addAll(planner.findings());
        }
        ViewPlanner viewPlanner =
                new ViewPlanner(schema, options, targets, translationTables(targets, columnNames, types));
        List<ViewPlan> views = viewPlanner.plan();
        findings.addAll(viewPlanner.findings());
        leftOut();
        return new PlannedMigration(new MigrationPlan(toolVersion, schema.hash(), options, tables, views), findings);
    }

    private List<String> relationNames() {
        List<String> names = new ArrayList<>();
        for (SourceTable table : schema.tables()) {
            names.add(table.name());
            table.indexes().stream()
                    .filter(index -> index.origin() == SourceIndex.Origin.CREATE_INDEX)
                    .forEach(index -> names.add(index.name()));
        }
        schema.views().forEach(view -> names.add(view.name()));
        return names;
    }

    private String take(TargetNames names, String wanted) {
        String name = names.take(wanted);
        if (!name.equalsIgnoreCase(wanted)) {
            findings.add(Finding.of(FindingCode.RENAMED, wanted, name));
        }
        return name;
    }

    private Map<String, Map<String, String>> columnNames() {
        Map<String, Map<String, String>> names = new HashMap<>();
        for (SourceTable table : schema.tables()) {
            TargetNames taken = new TargetNames(
                    options.keepNames(),
                    true,
                    table.columns().stream().map(SourceColumn::name).toList());
            Map<String, String> columns = new HashMap<>();
            for (SourceColumn column : table.columns()) {
                String name = taken.take(column.name());
                columns.put(key(column.name()), name);
                if (!name.equalsIgnoreCase(column.name())) {
                    findings.add(Finding.of(FindingCode.RENAMED, table.name(), column.name(), name));
                }
            }
            names.put(key(table.name()), columns);
        }
        return names;
    }

    private Map<ColumnKey, TypeDecision> types() {
        Map<ColumnKey, Member> members = new LinkedHashMap<>();
        for (TableProfile table : profile.tables()) {
            List<SourceColumn> columns = table.table().columns();
            for (int i = 0; i < columns.size(); i++) {
                SourceColumn column = columns.get(i);
                ColumnProfile values = table.columns().get(i);
                TypeDecision decision = TypeRules.decide(table.table().name(), column, values, options);
                boolean identity = SqliteSql.same(column.name(), table.table().rowidAlias())
                        && decision.type().kind().isInteger();
                members.put(
                        ColumnKey.of(table.table().name(), column.name()),
                        new Member(decision, ground(column, values), identity));
            }
        }
        return TypeGroups.unify(schema, members);
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
            Map<ColumnKey, TypeDecision> types) {
        List<TranslationTable> tables = new ArrayList<>();
        for (TableProfile profiled : profile.tables()) {
            SourceTable table = profiled.table();
            Map<String, String> names = known(columnNames, key(table.name()));
            List<TranslationColumn> columns = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                SourceColumn column = table.columns().get(i);
                columns.add(new TranslationColumn(
                        column.name(),
                        known(names, key(column.name())),
                        known(types, ColumnKey.of(table.name(), column.name())).type(),
                        column.isNocase(),
                        column.declaredType(),
                        profiled.columns().get(i).texts().plainFraction()));
            }
            tables.add(new TranslationTable(
                    table.name(), known(targets, key(table.name())), columns, table.primaryKey(), table.rowidAlias()));
        }
        return tables;
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), key.toString());
    }

    private void leftOut() {
        schema.virtualTables()
                .forEach(table -> findings.add(Finding.of(
                        FindingCode.VIRTUAL_TABLE_LEFT_OUT,
                        table.name(),
                        table.module()
                                + (table.shadowTables().isEmpty()
                                        ? ""
                                        : ", with " + String.join(", ", table.shadowTables())))));
        schema.triggers().stream()
                .collect(Collectors.groupingBy(trigger -> trigger.table(), LinkedHashMap::new, Collectors.toList()))
                .forEach((table, triggers) -> triggers.forEach(trigger ->
                        findings.add(Finding.of(FindingCode.TRIGGER_LEFT_OUT, trigger.name(), "on " + table))));
    }

    static String key(String name) {
        return SqliteSql.folded(name);
    }
}
