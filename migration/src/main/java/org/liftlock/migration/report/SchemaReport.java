package org.liftlock.migration.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.ViewPlan;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.profile.OrphanProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.schema.SchemaStatements;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceIndex;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SourceView;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.value.JsonText;
import org.liftlock.migration.value.ShortestDecimal;
import org.liftlock.migration.value.TemporalForm;

/**
 * Both schemas side by side, with what the values of each column are.
 *
 * @param tables the tables of the source in order
 * @param views the views of the source in order
 */
public record SchemaReport(List<Table> tables, List<View> views) {

    /** Nothing to show. */
    public static final SchemaReport NONE = new SchemaReport(List.of(), List.of());

    public SchemaReport {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
    }

    /**
     * A table before and after.
     *
     * @param source its name in SQLite
     * @param target its name in PostgreSQL, or null if it is left out
     * @param rows its rows
     * @param bytes bytes of its values
     * @param before the statements that make it in SQLite, with its indexes as far as they are read
     * @param after the statements that make it in PostgreSQL
     * @param columns its columns in order
     * @param foreignKeys its foreign keys
     */
    public record Table(
            String source,
            @Nullable String target,
            long rows,
            long bytes,
            List<String> before,
            List<String> after,
            List<Column> columns,
            List<ForeignKey> foreignKeys) {

        public Table {
            before = List.copyOf(before);
            after = List.copyOf(after);
            columns = List.copyOf(columns);
            foreignKeys = List.copyOf(foreignKeys);
        }
    }

    /**
     * A column before and after, and its values.
     *
     * @param source its name in SQLite
     * @param declared its type as declared in SQLite, or the empty string
     * @param target its name in PostgreSQL, or null if it is left out
     * @param type its type in PostgreSQL, or null if it is left out
     * @param reason why it got that type
     * @param byUser whether the user decided
     * @param values how many values of each storage class it holds, by its name in lower case
     * @param facts ranges, lengths and forms of the values, each under a short name
     */
    public record Column(
            String source,
            String declared,
            @Nullable String target,
            @Nullable String type,
            String reason,
            boolean byUser,
            Map<String, Long> values,
            Map<String, String> facts) {

        public Column {
            values = new LinkedHashMap<>(values);
            facts = new LinkedHashMap<>(facts);
        }
    }

    /**
     * A foreign key.
     *
     * @param columns the child's columns in SQLite
     * @param parent the parent table in SQLite
     * @param orphans rows that break it
     * @param kept whether it is carried over
     */
    public record ForeignKey(List<String> columns, String parent, long orphans, boolean kept) {

        public ForeignKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A view before and after.
     *
     * @param source its name in SQLite
     * @param target its name in PostgreSQL, or null if it is left out
     * @param before its statement in SQLite
     * @param after its statement in PostgreSQL, or the empty string
     */
    public record View(String source, @Nullable String target, String before, String after) {}

    /**
     * Puts a source beside its plan.
     *
     * @param schema the schema of the source
     * @param profile what its values are
     * @param plan what becomes of it; its options tell whether ranges of values may be shown
     * @return both, side by side
     */
    public static SchemaReport of(SourceSchema schema, DatabaseProfile profile, MigrationPlan plan) {
        boolean redact = plan.options().redact();
        SchemaStatements statements = SchemaStatements.of(plan);
        Map<String, List<String>> after = new LinkedHashMap<>();
        Stream.concat(statements.tables().stream(), statements.keysAndViews().stream())
                .forEach(statement -> after.computeIfAbsent(statement.table(), key -> new ArrayList<>())
                        .add(statement.sql()));
        Map<String, TablePlan> planned = plan.tables().stream()
                .collect(Collectors.toMap(table -> SqliteSql.folded(table.source()), Function.identity()));
        Map<String, String> viewTargets = plan.views().stream()
                .collect(Collectors.toMap(view -> SqliteSql.folded(view.source()), ViewPlan::target));
        List<Table> tables = profile.tables().stream()
                .map(table ->
                        table(table, planned, after.getOrDefault(table.table().name(), List.of()), redact))
                .toList();
        List<View> views = schema.views().stream()
                .map(view -> view(
                        view,
                        viewTargets.get(SqliteSql.folded(view.name())),
                        after.getOrDefault(view.name(), List.of())))
                .toList();
        return new SchemaReport(tables, views);
    }

    private static Table table(TableProfile profile, Map<String, TablePlan> plan, List<String> after, boolean redact) {
        SourceTable table = profile.table();
        TablePlan planned = plan.get(SqliteSql.folded(table.name()));
        List<String> before = new ArrayList<>(List.of(table.sql()));
        table.indexes().stream()
                .filter(index -> index.origin() == SourceIndex.Origin.CREATE_INDEX)
                .map(index -> words(index, table))
                .forEach(before::add);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            columns.add(column(table.columns().get(i), profile.columns().get(i), planned, redact));
        }
        return new Table(
                table.name(),
                planned == null ? null : planned.target(),
                profile.rows(),
                profile.bytes(),
                before,
                after,
                columns,
                table.foreignKeys().stream()
                        .map(key -> foreignKey(key, profile, plan))
                        .toList());
    }

    private static String words(SourceIndex index, SourceTable table) {
        List<String> keys = index.keys().stream()
                .map(key -> (key.column() == null ? key.expressionSql() : SqliteSql.name(key.column()))
                        + (key.isNocase() ? " COLLATE NOCASE" : "")
                        + (key.descending() ? " DESC" : ""))
                .toList();
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + SqliteSql.name(index.name()) + " ON "
                + SqliteSql.name(table.name()) + " (" + String.join(", ", keys) + ")"
                + (index.whereSql() == null ? "" : " WHERE " + index.whereSql());
    }

    private static Column column(
            SourceColumn column, ColumnProfile profile, @Nullable TablePlan planned, boolean redact) {
        ColumnPlan plan = planned == null
                ? null
                : planned.columns().stream()
                        .filter(other -> SqliteSql.same(other.source(), column.name()))
                        .findFirst()
                        .orElse(null);
        Map<String, Long> values = new LinkedHashMap<>();
        for (StorageClass storageClass : StorageClass.values()) {
            if (profile.has(storageClass)) {
                values.put(word(storageClass), profile.of(storageClass).count());
            }
        }
        return new Column(
                column.name(),
                column.declaredType(),
                plan == null ? null : plan.target(),
                plan == null ? null : plan.type().sql(),
                plan == null ? "" : plan.reason(),
                plan != null && plan.byUser(),
                values,
                facts(profile, redact));
    }

    private static Map<String, String> facts(ColumnProfile profile, boolean redact) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (!redact && profile.has(StorageClass.INTEGER)) {
            facts.put(
                    "integers",
                    range(profile.numbers().minInteger(), profile.numbers().maxInteger()));
        }
        if (!redact
                && profile.has(StorageClass.REAL)
                && profile.numbers().minReal() <= profile.numbers().maxReal()) {
            facts.put(
                    "reals",
                    range(
                            ShortestDecimal.text(profile.numbers().minReal()),
                            ShortestDecimal.text(profile.numbers().maxReal())));
        }
        if (profile.has(StorageClass.TEXT)) {
            facts.put("longest", Figures.count(profile.texts().maxCharacters(), "character", "characters"));
        }
        if (profile.has(StorageClass.BLOB)) {
            facts.put("largest", Figures.bytes(profile.texts().maxBytes()));
        }
        for (TemporalForm form : TemporalForm.values()) {
            if (profile.texts().temporal(form).any()) {
                facts.put(
                        form.words(),
                        Figures.count(profile.texts().temporal(form).count(), "value", "values"));
            }
        }
        for (JsonText.Kind kind : JsonText.Kind.values()) {
            if (profile.texts().json(kind).any()) {
                facts.put(
                        word(kind) + " documents",
                        Figures.count(profile.texts().json(kind).count()));
            }
        }
        return facts;
    }

    private static String range(Object least, Object most) {
        return least.equals(most) ? least.toString() : least + " to " + most;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static ForeignKey foreignKey(SourceForeignKey key, TableProfile profile, Map<String, TablePlan> plan) {
        long orphans = profile.orphans().stream()
                .filter(found -> found.foreignKey() == key)
                .map(OrphanProfile::rows)
                .mapToLong(rows -> rows.count())
                .sum();
        TablePlan child = plan.get(SqliteSql.folded(profile.table().name()));
        TablePlan parent = plan.get(SqliteSql.folded(key.parentTable()));
        boolean kept = child != null
                && parent != null
                && child.foreignKeys().stream()
                        .anyMatch(planned -> planned.parent().equals(parent.target())
                                && planned.columns().equals(targets(child, key.columns())));
        return new ForeignKey(key.columns(), key.parentTable(), orphans, kept);
    }

    private static List<String> targets(TablePlan table, List<String> sources) {
        return sources.stream()
                .flatMap(source -> table.columns().stream()
                        .filter(column -> SqliteSql.same(column.source(), source))
                        .map(ColumnPlan::target))
                .toList();
    }

    private static View view(SourceView view, @Nullable String target, List<String> after) {
        return new View(view.name(), target, view.sql(), target == null ? "" : String.join(";\n", after));
    }
}
