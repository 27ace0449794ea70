package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.CheckPlan;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.ForeignKeyPlan;
import org.liftlock.migration.plan.FullTextPlan;
import org.liftlock.migration.plan.IndexPlan;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.TriggerPlan;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.target.TargetTable;

/** Compares a table's definition in PostgreSQL with its plan. For one table. */
final class SchemaComparison {

    private static final Pattern COLUMN_KEY = Pattern.compile(
            "\"((?:[^\"]|\"\")+)\"(?:\\s+(?:COLLATE|ASC|DESC|NULLS)\\b.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final TablePlan plan;
    private final TargetTable table;
    private final List<Finding> findings = new ArrayList<>();

    private SchemaComparison(TablePlan plan, TargetTable table) {
        this.plan = plan;
        this.table = table;
    }

    static List<Finding> compare(TablePlan plan, MigrationPlan whole, TargetTable table) {
        SchemaComparison comparison = new SchemaComparison(plan, table);
        comparison.columns();
        comparison.keys();
        plan.indexes().forEach(comparison::index);
        plan.foreignKeys().forEach(comparison::foreignKey);
        for (CheckPlan check : plan.checks()) {
            if (!table.checks().contains(check.name())) {
                comparison.missing("CHECK constraint " + check.name());
            }
        }
        for (FullTextPlan offer : whole.fullText()) {
            boolean planned = offer.index() && offer.table().equals(plan.source());
            if (planned && !table.indexes().containsKey(offer.target())) {
                comparison.missing("index " + offer.target());
            }
        }
        for (TriggerPlan trigger : whole.triggers()) {
            if (trigger.table().equals(plan.source()) && !table.triggers().contains(trigger.target())) {
                comparison.missing("trigger " + trigger.target() + ", or it is disabled");
            }
        }
        return comparison.findings;
    }

    private void columns() {
        List<String> planned = plan.columns().stream().map(ColumnPlan::target).toList();
        List<String> actual =
                table.columns().stream().map(TargetTable.Column::name).toList();
        if (!planned.equals(actual)) {
            differs("columns", String.join(", ", planned), String.join(", ", actual));
        }
        for (ColumnPlan column : plan.columns()) {
            table.columns().stream()
                    .filter(candidate -> candidate.name().equals(column.target()))
                    .findFirst()
                    .ifPresentOrElse(
                            found -> column(column, found),
                            () -> findings.add(Finding.of(
                                    FindingCode.OBJECT_MISSING, plan.source(), column.source(), "the column")));
        }
    }

    private void column(ColumnPlan column, TargetTable.Column found) {
        expect(column, "type", formatted(column.type()), found.type());
        boolean inKey = plan.primaryKey() != null && plan.primaryKey().columns().contains(column.target());
        if (!inKey && !column.identity()) {
            expect(column, "NOT NULL", Boolean.toString(column.notNull()), Boolean.toString(found.notNull()));
        }
        expect(column, "identity", Boolean.toString(column.identity()), Boolean.toString(found.identity()));
        expect(column, "generated", Boolean.toString(!column.isCopied()), Boolean.toString(found.generated()));
        if (column.isCopied() && column.defaultSql() != null && !found.hasDefault()) {
            expect(column, "DEFAULT", column.defaultSql(), "none");
        }
    }

    private void expect(ColumnPlan column, String what, String planned, String actual) {
        if (!planned.equals(actual)) {
            findings.add(Finding.of(
                    FindingCode.OBJECT_DIFFERS,
                    plan.source(),
                    column.source(),
                    what + ": planned " + planned + ", PostgreSQL has " + actual));
        }
    }

    /** The names that {@code format_type} uses (src/backend/utils/adt/format_type.c). */
    private static String formatted(PgType type) {
        return switch (type.kind()) {
            case VARCHAR -> "character varying" + (type.length() > 0 ? "(" + type.length() + ")" : "");
            case TIMESTAMP -> "timestamp without time zone";
            case TIMESTAMPTZ -> "timestamp with time zone";
            default -> type.sql();
        };
    }

    private void keys() {
        Optional<TargetTable.Index> primary = table.indexes().values().stream()
                .filter(TargetTable.Index::primary)
                .findFirst();
        KeyPlan planned = plan.primaryKey();
        if (planned == null) {
            primary.ifPresent(found -> differs("primary key", "none", columns(found.keys())));
        } else if (primary.isEmpty()) {
            missing("primary key (" + String.join(", ", planned.columns()) + ")");
        } else if (!planned.columns().equals(primary.get().keys())) {
            differs(
                    "primary key",
                    columns(planned.columns()),
                    columns(primary.get().keys()));
        }
        for (KeyPlan unique : plan.uniques()) {
            TargetTable.Index found = table.indexes().get(unique.name());
            if (found == null) {
                missing("unique constraint " + unique.name());
                continue;
            }
            if (!found.unique()
                    || !found.valid()
                    || found.partial()
                    || !unique.columns().equals(found.keys())) {
                differs("unique constraint " + unique.name(), columns(unique.columns()), state(found));
            }
        }
    }

    private void index(IndexPlan index) {
        TargetTable.Index found = table.indexes().get(index.target());
        if (found == null) {
            missing("index " + index.target());
            return;
        }
        boolean same = found.valid()
                && found.unique() == index.unique()
                && found.partial() == (index.whereSql() != null)
                && sameKeys(index.keys(), found.keys());
        if (!same) {
            String planned = (index.unique() ? "unique " : "") + "(" + String.join(", ", index.keys()) + ")"
                    + (index.whereSql() == null ? "" : " partial");
            differs("index " + index.target(), planned, state(found));
        }
    }

    /** Expressions are compared by their number only, since PostgreSQL spells them in its own way. */
    private static boolean sameKeys(List<String> planned, List<@Nullable String> actual) {
        if (planned.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < planned.size(); i++) {
            Matcher matcher = COLUMN_KEY.matcher(planned.get(i).strip());
            String column = actual.get(i);
            if (matcher.matches() && !matcher.group(1).replace("\"\"", "\"").equals(column)) {
                return false;
            }
        }
        return true;
    }

    private void foreignKey(ForeignKeyPlan key) {
        TargetTable.ForeignKey found = table.foreignKeys().get(key.name());
        if (found == null) {
            missing("foreign key " + key.name());
            return;
        }
        TargetTable.ForeignKey planned = new TargetTable.ForeignKey(
                key.columns(),
                key.parent(),
                key.parentColumns(),
                action(key.onDelete()),
                action(key.onUpdate()),
                key.deferrable().startsWith("DEFERRABLE"),
                key.deferrable().contains("INITIALLY DEFERRED"));
        if (!planned.equals(found)) {
            differs("foreign key " + key.name(), words(planned), words(found));
        }
    }

    private static String action(String planned) {
        return planned.isBlank() ? "NO ACTION" : planned;
    }

    private static String words(TargetTable.ForeignKey key) {
        return columns(key.columns()) + " to " + key.parent() + " " + columns(key.parentColumns()) + " on delete "
                + key.onDelete() + " on update " + key.onUpdate() + (key.deferrable() ? " deferrable" : "")
                + (key.deferred() ? " initially deferred" : "");
    }

    private static String state(TargetTable.Index index) {
        return (index.unique() ? "unique " : "")
                + columns(index.keys())
                + (index.partial() ? " partial" : "")
                + (index.valid() ? "" : " invalid");
    }

    private static String columns(List<? extends @Nullable String> names) {
        return "("
                + String.join(
                        ", ",
                        names.stream()
                                .map(name -> Objects.requireNonNullElse(name, "an expression"))
                                .toList())
                + ")";
    }

    private void missing(String what) {
        findings.add(Finding.of(FindingCode.OBJECT_MISSING, plan.source(), what));
    }

    private void differs(String what, String planned, String actual) {
        findings.add(Finding.of(
                FindingCode.OBJECT_DIFFERS,
                plan.source(),
                what + ": planned " + planned + ", PostgreSQL has " + actual));
    }
}
