package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.Overrides.OfColumn;
import org.liftlock.migration.plan.Overrides.OfType;
import org.liftlock.migration.plan.PlanChange.Origin;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceExpression;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SourceView;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.VirtualTable;

/**
 * Plans around what a user has written into a plan. Immutable.
 *
 * <p>What the user has decided is input to the planner, so that what depends on it follows; texts that the user wrote
 * otherwise than they were planned stay as they are.
 *
 * <p>It is over 300 lines because it is one thing: the order in which a written plan, its base and a fresh one are brought together.
 */
public final class PlanRevision {

    private final SourceSchema schema;
    private final WrittenPlan written;
    private final @Nullable MigrationPlan base;

    /**
     * What came of it.
     *
     * @param planned the plan to follow, with its findings
     * @param own what Liftlock itself has planned around the user's names, types and expressions
     * @param base what it had planned before, or plans without any decision of the user where that is not known
     */
    public record Result(PlannedMigration planned, MigrationPlan own, MigrationPlan base) {}

    /**
     * Checks what a plan names against a schema.
     *
     * @param schema the source's schema
     * @param written the user's plan
     * @param base what Liftlock itself had planned when it wrote that plan, or null if that is not known
     * @throws org.liftlock.migration.MigrationException if the plan names what the schema has not, although it was made for
     *     this schema, or reads by an expression that cannot be used; the line is named (cause {@code INPUT})
     */
    public PlanRevision(SourceSchema schema, WrittenPlan written, @Nullable MigrationPlan base) {
        this.schema = schema;
        this.written = written;
        this.base = base;
        if (written.plan().schemaHash().equals(schema.hash())) {
            requireKnown();
        }
        requireUsableExpressions();
    }

    private void requireKnown() {
        List<String> tables = schema.tables().stream().map(SourceTable::name).toList();
        written.plan().skippedTables().forEach(table -> requireKnown(written.tablePath(table), table, "", tables));
        for (TablePlan table : written.plan().tables()) {
            requireKnown(written.tablePath(table.source()), table.source(), "", tables);
            List<String> columns = schema.table(table.source()).orElseThrow().columns().stream()
                    .map(SourceColumn::name)
                    .toList();
            String prefix = table.source() + ".";
            table.columns()
                    .forEach(column -> requireKnown(
                            written.columnPath(table.source(), column.source()), column.source(), prefix, columns));
            table.skippedColumns()
                    .forEach(column ->
                            requireKnown(written.columnPath(table.source(), column), column, prefix, columns));
        }
        List<String> views = schema.views().stream().map(SourceView::name).toList();
        written.plan().skippedViews().forEach(view -> requireKnown(written.viewPath(view), view, "", views));
        written.plan().views().forEach(view -> requireKnown(written.viewPath(view.source()), view.source(), "", views));
        List<TriggerPlan> triggers = written.plan().triggers();
        for (int i = 0; i < triggers.size(); i++) {
            requireKnown("/triggers/" + i + "/table", triggers.get(i).table(), "", tables);
        }
        List<String> virtual =
                schema.virtualTables().stream().map(VirtualTable::name).toList();
        List<FullTextPlan> offers = written.plan().fullText();
        for (int i = 0; i < offers.size(); i++) {
            requireKnown("/fullText/" + i + "/virtualTable", offers.get(i).source(), "", virtual);
            requireKnown("/fullText/" + i + "/table", offers.get(i).table(), "", tables);
        }
    }

    private void requireKnown(String path, String name, String prefix, Collection<String> known) {
        if (known.stream().noneMatch(other -> SqliteSql.same(other, name))) {
            throw PlanWords.nearest(
                            written.refused(
                                    path, "The plan names what the database has not", "Take it out, or plan again"),
                            name,
                            known)
                    .with("name", prefix + name);
        }
    }

    private void requireUsableExpressions() {
        expressions()
                .forEach((table, columns) -> columns.forEach((column, sql) -> {
                    Optional<String> problem =
                            SourceExpression.problem(schema.table(table).orElseThrow(), sql);
                    if (problem.isPresent()) {
                        throw written.refused(
                                        written.columnPath(table, column) + "/sql",
                                        "The plan reads a column by an expression that cannot be used",
                                        "Write one expression in SQLite's SQL over the columns of this table")
                                .with("SQLite says", problem.get());
                    }
                }));
    }

    /**
     * What is read instead of columns.
     *
     * @return expressions by table and column, as the schema names them
     */
    public Map<String, Map<String, String>> expressions() {
        Map<String, Map<String, String>> expressions = new LinkedHashMap<>();
        for (TablePlan plan : written.plan().tables()) {
            SourceTable table = schema.table(plan.source()).orElse(null);
            for (ColumnPlan column : plan.columns()) {
                SourceColumn found =
                        table == null ? null : table.column(column.source()).orElse(null);
                String sql = column.sourceSql();
                if (table != null && found != null && sql != null) {
                    expressions
                            .computeIfAbsent(table.name(), name -> new LinkedHashMap<>())
                            .put(found.name(), sql);
                }
            }
        }
        return expressions;
    }

    /**
     * Plans.
     *
     * @param asIs what the values of all columns are
     * @param asRead the same, with what the user's expressions give
     * @param options the policies to follow
     * @param toolVersion the version of Liftlock, for the record
     * @return the plan, not yet held against every value
     */
    public Result plan(DatabaseProfile asIs, DatabaseProfile asRead, PlanOptions options, String toolVersion) {
        MigrationPlan mine = written.plan();
        PlanOptions before = (base == null ? mine : base).options().withRedact(options.redact());
        MigrationPlan defaults = Planner.plan(schema, asIs, before, toolVersion).plan();
        MigrationPlan old = base == null ? defaults : base;
        OverrideReader reader = new OverrideReader(
                written, old, defaults, base != null || mine.schemaHash().equals(schema.hash()));
        Overrides overrides = reader.overrides().selecting(options.tables(), schema);
        PlannedMigration fresh = Planner.plan(schema, asRead, options, overrides, toolVersion);
        if (!reader.unmarked().isEmpty()) {
            Set<ColumnKey> following = following(asRead, options, overrides, reader.unmarked(), toolVersion);
            if (!following.isEmpty()) {
                overrides = overrides.withoutTypes(following);
                fresh = Planner.plan(schema, asRead, options, overrides, toolVersion);
            }
        }
        PlanMerge merge = new PlanMerge(old, mine, fresh.plan(), overrides);
        MigrationPlan merged = merge.merge();
        new PlanReferences(written, merged).require();

        List<Finding> findings = new ArrayList<>(fresh.findings());
        findings.removeIf(finding -> isSettled(finding, merged));
        findings.addAll(overridden(overrides, defaults));
        findings.addAll(merge.findings());
        findings.addAll(withoutObject(old));
        return new Result(new PlannedMigration(merged, findings, fresh.choices()), fresh.plan(), old);
    }

    /**
     * What is not as it was. What the user has not touched and is another now was planned anew.
     *
     * @param old what Liftlock itself had planned before
     * @param mine what the user has made of it
     * @param merged what is followed now
     * @return the user's changes, then those of planning
     */
    public static List<PlanChange> changes(MigrationPlan old, MigrationPlan mine, MigrationPlan merged) {
        List<PlanChange> changes = new ArrayList<>(PlanDifference.between(old, mine, Origin.USER));
        List<PlanChange> byUser = List.copyOf(changes);
        PlanDifference.between(old, merged, Origin.PLANNING).stream()
                .filter(change -> byUser.stream()
                        .noneMatch(other -> other.where().equals(change.where())
                                && other.what().equals(change.what())))
                .forEach(changes::add);
        return changes;
    }

    /**
     * What a user has written otherwise than it was planned.
     *
     * @param own what Liftlock itself has planned
     * @param plan what is followed
     * @return the differences
     */
    public static List<PlanChange> edits(MigrationPlan own, MigrationPlan plan) {
        return PlanDifference.between(own, plan, Origin.USER);
    }

    /** Types that would be the same had only what is marked as the user's been decided. */
    private Set<ColumnKey> following(
            DatabaseProfile asRead,
            PlanOptions options,
            Overrides overrides,
            Set<ColumnKey> unmarked,
            String toolVersion) {
        MigrationPlan marked = Planner.plan(schema, asRead, options, overrides.withoutTypes(unmarked), toolVersion)
                .plan();
        Set<ColumnKey> following = new HashSet<>();
        for (TablePlan table : marked.tables()) {
            for (ColumnPlan column : table.columns()) {
                ColumnKey key = ColumnKey.of(table.source(), column.source());
                OfType chosen = overrides
                        .column(table.source(), column.source())
                        .map(OfColumn::type)
                        .orElse(null);
                if (unmarked.contains(key) && OfType.of(column).equals(chosen)) {
                    following.add(key);
                }
            }
        }
        return following;
    }

    /** What could not be translated and the user has written. */
    private static boolean isSettled(Finding finding, MigrationPlan merged) {
        return switch (finding.code()) {
            case VIEW_NOT_TRANSLATED -> PlanMerge.view(merged, finding.object()).isPresent();
            case TRIGGER_LEFT_OUT -> PlanMerge.trigger(merged, finding.object()).isPresent();
            case VIRTUAL_TABLE_LEFT_OUT ->
                PlanMerge.fullText(merged, finding.object())
                        .filter(FullTextPlan::index)
                        .isPresent();
            case DEFAULT_NOT_TRANSLATED ->
                merged.table(finding.object())
                        .flatMap(table -> PlanMerge.column(table, finding.column()))
                        .filter(column -> column.defaultSql() != null)
                        .isPresent();
            case GENERATED_AS_VALUES ->
                merged.table(finding.object())
                        .flatMap(table -> PlanMerge.column(table, finding.column()))
                        .filter(column -> column.generatedSql() != null)
                        .isPresent();
            default -> false;
        };
    }

    private static List<Finding> overridden(Overrides overrides, MigrationPlan defaults) {
        List<Finding> findings = new ArrayList<>();
        for (TablePlan table : defaults.tables()) {
            overrides
                    .relation(table.source())
                    .filter(name -> !overrides.skips(table.source()))
                    .ifPresent(name -> findings.add(Finding.of(
                            FindingCode.OVERRIDDEN, table.source(), name + " instead of " + table.target())));
            for (ColumnPlan column : table.columns()) {
                if (!overrides.skips(table.source(), column.source())) {
                    overrides
                            .column(table.source(), column.source())
                            .map(decided -> words(decided, column))
                            .filter(words -> !words.isEmpty())
                            .ifPresent(words -> findings.add(
                                    Finding.of(FindingCode.OVERRIDDEN, table.source(), column.source(), words)));
                }
            }
        }
        for (ViewPlan view : defaults.views()) {
            overrides
                    .relation(view.source())
                    .ifPresent(name -> findings.add(
                            Finding.of(FindingCode.OVERRIDDEN, view.source(), name + " instead of " + view.target())));
        }
        return findings;
    }

    private static String words(OfColumn decided, ColumnPlan byDefault) {
        List<String> words = new ArrayList<>();
        OfType type = decided.type();
        if (decided.target() != null) {
            words.add(decided.target() + " instead of " + byDefault.target());
        }
        if (decided.sourceSql() != null) {
            words.add("read by " + decided.sourceSql());
        }
        if (type != null && !type.equals(OfType.of(byDefault))) {
            words.add(type.type() + " instead of " + byDefault.type() + ", which the values lead to");
        }
        return String.join("; ", words);
    }

    /** What the user has decided of tables and columns that are gone; the rest of their entries goes with them. */
    private List<Finding> withoutObject(MigrationPlan old) {
        List<Finding> findings = new ArrayList<>();
        for (String table : written.plan().skippedTables()) {
            if (schema.table(table).isEmpty()) {
                findings.add(Finding.of(FindingCode.OVERRIDE_WITHOUT_OBJECT, table, "the table is gone"));
            }
        }
        for (TablePlan mine : written.plan().tables()) {
            TablePlan before = old.table(mine.source()).orElse(null);
            SourceTable table = schema.table(mine.source()).orElse(null);
            if (table == null) {
                boolean edited = before == null
                        ? mine.byUser() || mine.columns().stream().anyMatch(ColumnPlan::byUser)
                        : !mine.equals(before) || before.columns().stream().anyMatch(ColumnPlan::byUser);
                if (edited) {
                    findings.add(Finding.of(FindingCode.OVERRIDE_WITHOUT_OBJECT, mine.source(), "the table is gone"));
                }
                continue;
            }
            for (ColumnPlan column : mine.columns()) {
                Optional<ColumnPlan> was =
                        before == null ? Optional.empty() : PlanMerge.column(before, column.source());
                boolean edited = column.byUser()
                        || was.filter(other -> !other.equals(column)).isPresent();
                if (table.column(column.source()).isEmpty() && edited) {
                    findings.add(Finding.of(
                            FindingCode.OVERRIDE_WITHOUT_OBJECT, mine.source(), column.source(), "the column is gone"));
                }
            }
        }
        return findings;
    }
}
