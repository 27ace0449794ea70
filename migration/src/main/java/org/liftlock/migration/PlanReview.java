package org.liftlock.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.copy.FitCheck;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.FullTextPlan;
import org.liftlock.migration.plan.IndexPlan;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlannedMigration;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.TriggerPlan;
import org.liftlock.migration.plan.ViewPlan;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgSql;

/** Holds a plan that a user has edited against what would be planned by default and against every value. */
final class PlanReview {

    private final PlannedMigration fresh;
    private final MigrationPlan written;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> changed = new HashSet<>();

    private PlanReview(PlannedMigration fresh, MigrationPlan written) {
        this.fresh = fresh;
        this.written = written;
    }

    static PlannedMigration of(
            SqliteSource source, PlannedMigration fresh, MigrationPlan written, boolean redact, RunListener listener) {
        PlanReview review = new PlanReview(fresh, written);
        MigrationPlan reviewed = review.review();
        List<Finding> findings = new ArrayList<>(fresh.findings());
        findings.removeIf(finding -> review.changed.contains(finding.object() + "\0" + finding.column()));
        findings.addAll(review.findings);
        findings.addAll(FitCheck.check(source, reviewed, redact, listener));
        return new PlannedMigration(reviewed, findings);
    }

    private MigrationPlan review() {
        written.tables().forEach(table -> {
            if (fresh.plan().table(table.source()).isEmpty()) {
                throw unknown(table.source());
            }
        });
        List<TablePlan> tables = new ArrayList<>();
        for (TablePlan table : fresh.plan().tables()) {
            written.table(table.source())
                    .ifPresentOrElse(
                            mine -> tables.add(review(table, mine)), () -> leftOut(table.source(), "", "the table"));
        }
        for (ViewPlan view : fresh.plan().views()) {
            if (written.views().stream().noneMatch(mine -> mine.source().equals(view.source()))) {
                leftOut(view.source(), "", "the view");
            }
        }
        for (TriggerPlan trigger : fresh.plan().triggers()) {
            if (written.triggers().stream().noneMatch(mine -> mine.source().equals(trigger.source()))) {
                leftOut(trigger.source(), "", "the trigger");
            }
        }
        List<TriggerPlan> triggers = new ArrayList<>();
        for (TriggerPlan trigger : written.triggers()) {
            if (fresh.plan().table(trigger.table()).isEmpty()) {
                throw unknown(trigger.source() + " on " + trigger.table());
            }
            if (needsLeftOut(trigger)) {
                leftOut(trigger.source(), "", "the trigger, since it needs a table that is left out");
            } else {
                triggers.add(trigger);
            }
        }
        return new MigrationPlan(
                written.toolVersion(),
                written.schemaHash(),
                written.options(),
                tables,
                written.views(),
                triggers,
                fullText());
    }

    private List<FullTextPlan> fullText() {
        for (FullTextPlan offer : written.fullText()) {
            boolean known = fresh.plan().fullText().stream()
                    .anyMatch(other -> other.source().equals(offer.source())
                            && other.table().equals(offer.table()));
            TablePlan table = written.table(offer.table()).orElse(null);
            if (!known) {
                throw unknown(offer.source());
            }
            if (offer.index() && table != null) {
                for (String column : offer.columns()) {
                    if (table.columns().stream().noneMatch(mine -> mine.target().equals(column))) {
                        throw unknown(offer.table() + "." + column);
                    }
                }
                changed.add(offer.source() + "\0");
                findings.add(Finding.of(
                        FindingCode.OVERRIDDEN,
                        offer.source(),
                        "a GIN index over " + String.join(", ", offer.columns()) + " of " + offer.table()));
            }
        }
        return written.fullText();
    }

    /** PostgreSQL makes a function that names a missing table, and fails when it runs. */
    private boolean needsLeftOut(TriggerPlan trigger) {
        return fresh.plan().tables().stream()
                .filter(table -> written.table(table.source()).isEmpty())
                .anyMatch(table ->
                        table.source().equals(trigger.table()) || trigger.body().contains(PgSql.name(table.target())));
    }

    private TablePlan review(TablePlan table, TablePlan mine) {
        List<ColumnPlan> columns = new ArrayList<>();
        for (ColumnPlan column : mine.columns()) {
            ColumnPlan byDefault = table.columns().stream()
                    .filter(other -> other.source().equals(column.source()))
                    .findFirst()
                    .orElseThrow(() -> unknown(table.source() + "." + column.source()));
            columns.add(review(table.source(), byDefault, column));
        }
        for (ColumnPlan column : table.columns()) {
            if (mine.columns().stream().noneMatch(other -> other.source().equals(column.source()))) {
                leftOut(table.source(), column.source(), "the column and its values");
            }
        }
        missing(table, names(table), names(mine));
        return new TablePlan(
                mine.source(),
                mine.target(),
                columns,
                mine.primaryKey(),
                mine.uniques(),
                mine.indexes(),
                mine.checks(),
                mine.foreignKeys(),
                mine.comment());
    }

    private ColumnPlan review(String table, ColumnPlan byDefault, ColumnPlan mine) {
        boolean sameType = mine.type().equals(byDefault.type())
                && Objects.equals(mine.reading(), byDefault.reading())
                && Objects.equals(mine.zone(), byDefault.zone());
        if (!sameType) {
            changed.add(table + "\0" + mine.source());
            findings.add(Finding.of(
                    FindingCode.OVERRIDDEN,
                    table,
                    mine.source(),
                    mine.type() + " instead of " + byDefault.type() + ", which the values lead to"));
        }
        return new ColumnPlan(
                mine.source(),
                mine.target(),
                mine.type(),
                mine.reading(),
                mine.zone(),
                mine.notNull(),
                mine.identity(),
                mine.defaultSql(),
                mine.generatedSql(),
                mine.reason(),
                mine.byUser() || !sameType,
                mine.comment());
    }

    private static List<String> names(TablePlan table) {
        List<String> names = new ArrayList<>();
        if (table.primaryKey() != null) {
            names.add("primary key " + table.primaryKey().name());
        }
        table.uniques().stream().map(KeyPlan::name).forEach(name -> names.add("unique constraint " + name));
        table.indexes().stream().map(IndexPlan::target).forEach(name -> names.add("index " + name));
        table.checks().forEach(check -> names.add("check " + check.name()));
        table.foreignKeys().forEach(key -> names.add("foreign key " + key.name()));
        return names;
    }

    private void missing(TablePlan table, List<String> byDefault, List<String> mine) {
        byDefault.stream().filter(name -> !mine.contains(name)).forEach(name -> leftOut(table.source(), "", name));
    }

    private void leftOut(String object, String column, String what) {
        findings.add(Finding.of(FindingCode.LEFT_OUT_BY_PLAN, object, column, what));
    }

    private static MigrationException unknown(String name) {
        return new MigrationException(
                        Cause.INPUT, "The plan names what the database has not", "Take it out, or plan again", null)
                .with("name", name);
    }
}
