package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.source.SqliteSql;

/**
 * Makes one plan of three: what was planned before, what the user has made of it, and what is planned now, around the
 * user's names, types and expressions. What the user wrote otherwise than it was planned stays; all else is as planned now.
 * Use once.
 *
 * <p>It is over 300 lines because it is one thing: each kind of element is merged field by field.
 */
final class PlanMerge {

    private final MigrationPlan base;
    private final MigrationPlan mine;
    private final MigrationPlan fresh;
    private final Overrides overrides;
    private final List<Finding> findings = new ArrayList<>();

    PlanMerge(MigrationPlan base, MigrationPlan mine, MigrationPlan fresh, Overrides overrides) {
        this.base = base;
        this.mine = mine;
        this.fresh = fresh;
        this.overrides = overrides;
    }

    List<Finding> findings() {
        return findings;
    }

    MigrationPlan merge() {
        List<TablePlan> tables = new ArrayList<>();
        for (TablePlan planned : fresh.tables()) {
            TablePlan own = mine.table(planned.source()).orElse(null);
            TablePlan before = base.table(planned.source()).orElse(null);
            tables.add(own == null || before == null ? planned : table(before, own, planned));
        }
        return new MigrationPlan(
                fresh.toolVersion(),
                fresh.schemaHash(),
                fresh.options(),
                tables,
                views(),
                fresh.skippedTables(),
                fresh.skippedViews(),
                triggers(),
                fullText());
    }

    private TablePlan table(TablePlan before, TablePlan own, TablePlan planned) {
        PlanItems old = new PlanItems(base, before);
        PlanItems written = new PlanItems(mine, own);
        PlanItems now = new PlanItems(fresh, planned);
        List<KeyPlan> uniquesLeftOut = new ArrayList<>();
        List<IndexPlan> indexesLeftOut = new ArrayList<>();
        List<CheckPlan> checksLeftOut = new ArrayList<>();
        List<ForeignKeyPlan> keysLeftOut = new ArrayList<>();
        TablePlan merged = new TablePlan(
                planned.source(),
                planned.target(),
                columns(before, own, planned),
                primaryKey(before.primaryKey(), own.primaryKey(), planned.primaryKey()),
                PlanItems.merge(
                        old.uniques(), written.uniques(), now.uniques(), KeyPlan::name, PlanMerge::key, uniquesLeftOut),
                PlanItems.merge(
                        old.indexes(),
                        written.indexes(),
                        now.indexes(),
                        IndexPlan::target,
                        PlanMerge::index,
                        indexesLeftOut),
                PlanItems.merge(
                        old.checks(), written.checks(), now.checks(), CheckPlan::name, PlanMerge::check, checksLeftOut),
                PlanItems.merge(
                        old.foreignKeys(),
                        written.foreignKeys(),
                        now.foreignKeys(),
                        ForeignKeyPlan::name,
                        PlanMerge::foreignKey,
                        keysLeftOut),
                planned.skippedColumns(),
                planned.byUser(),
                PlanItems.pick(before.comment(), own.comment(), planned.comment()));
        KeyPlan primaryKey = planned.primaryKey();
        if (before.primaryKey() != null && own.primaryKey() == null && primaryKey != null) {
            leftOut(planned, "primary key " + primaryKey.name());
        }
        uniquesLeftOut.forEach(key -> leftOut(planned, "unique constraint " + key.name()));
        indexesLeftOut.forEach(index -> leftOut(planned, "index " + index.target()));
        checksLeftOut.forEach(check -> leftOut(planned, "check " + check.name()));
        keysLeftOut.forEach(key -> leftOut(planned, "foreign key " + key.name()));
        return merged;
    }

    private void leftOut(TablePlan table, String what) {
        findings.add(Finding.of(FindingCode.LEFT_OUT_BY_PLAN, table.source(), what));
    }

    /** In the user's order. */
    private List<ColumnPlan> columns(TablePlan before, TablePlan own, TablePlan planned) {
        List<ColumnPlan> columns = new ArrayList<>();
        for (ColumnPlan written : own.columns()) {
            column(planned, written.source())
                    .map(now -> column(before, written.source())
                            .map(old -> column(planned.source(), old, written, now))
                            .orElse(now))
                    .ifPresent(columns::add);
        }
        planned.columns().stream()
                .filter(now -> column(own, now.source()).isEmpty())
                .forEach(columns::add);
        return columns;
    }

    static Optional<ColumnPlan> column(TablePlan table, String source) {
        return table.columns().stream()
                .filter(column -> SqliteSql.same(column.source(), source))
                .findFirst();
    }

    private ColumnPlan column(String table, ColumnPlan old, ColumnPlan written, ColumnPlan now) {
        boolean notNull = old.notNull() == written.notNull() ? now.notNull() : written.notNull();
        boolean identity = old.identity() == written.identity() ? now.identity() : written.identity();
        String defaultSql = PlanItems.pick(old.defaultSql(), written.defaultSql(), now.defaultSql());
        String generatedSql = PlanItems.pick(old.generatedSql(), written.generatedSql(), now.generatedSql());
        String comment = PlanItems.pick(old.comment(), written.comment(), now.comment());
        boolean textsByUser = notNull != now.notNull()
                || identity != now.identity()
                || !Objects.equals(defaultSql, now.defaultSql())
                || !Objects.equals(generatedSql, now.generatedSql())
                || !Objects.equals(comment, now.comment());
        return new ColumnPlan(
                now.source(),
                now.target(),
                now.type(),
                now.reading(),
                now.zone(),
                notNull,
                identity,
                defaultSql,
                generatedSql,
                written.reason().isEmpty() ? now.reason() : required(old.reason(), written.reason(), now.reason()),
                textsByUser
                        || now.byUser()
                        || overrides.column(table, now.source()).isPresent(),
                now.sourceSql(),
                now.words(),
                comment);
    }

    private static @Nullable KeyPlan primaryKey(
            @Nullable KeyPlan old, @Nullable KeyPlan written, @Nullable KeyPlan now) {
        return old == null || written == null || now == null
                ? PlanItems.pick(old, written, now)
                : key(old, written, now);
    }

    private static KeyPlan key(KeyPlan old, KeyPlan written, KeyPlan now) {
        return new KeyPlan(
                required(old.name(), written.name(), now.name()),
                required(old.columns(), written.columns(), now.columns()));
    }

    private static IndexPlan index(IndexPlan old, IndexPlan written, IndexPlan now) {
        return new IndexPlan(
                now.source(),
                required(old.target(), written.target(), now.target()),
                required(old.unique(), written.unique(), now.unique()),
                required(old.hash(), written.hash(), now.hash()),
                required(old.keys(), written.keys(), now.keys()),
                PlanItems.pick(old.whereSql(), written.whereSql(), now.whereSql()));
    }

    private static CheckPlan check(CheckPlan old, CheckPlan written, CheckPlan now) {
        return new CheckPlan(
                required(old.name(), written.name(), now.name()), required(old.sql(), written.sql(), now.sql()));
    }

    private static ForeignKeyPlan foreignKey(ForeignKeyPlan old, ForeignKeyPlan written, ForeignKeyPlan now) {
        return new ForeignKeyPlan(
                required(old.name(), written.name(), now.name()),
                required(old.columns(), written.columns(), now.columns()),
                required(old.parent(), written.parent(), now.parent()),
                required(old.parentColumns(), written.parentColumns(), now.parentColumns()),
                required(old.onDelete(), written.onDelete(), now.onDelete()),
                required(old.onUpdate(), written.onUpdate(), now.onUpdate()),
                required(old.deferrable(), written.deferrable(), now.deferrable()),
                required(old.orphans(), written.orphans(), now.orphans()));
    }

    /** Views that were planned stand in an order in which each finds what it reads; the user's own stand behind them. */
    private List<ViewPlan> views() {
        List<ViewPlan> views = new ArrayList<>();
        for (ViewPlan now : fresh.views()) {
            ViewPlan old = view(base, now.source()).orElse(null);
            ViewPlan written = view(mine, now.source()).orElse(null);
            if (old == null || written == null) {
                views.add(written == null ? now : written);
                continue;
            }
            views.add(new ViewPlan(
                    now.source(),
                    now.target(),
                    required(old.columns(), written.columns(), now.columns()),
                    required(old.sql(), written.sql(), now.sql()),
                    now.byUser()));
        }
        for (ViewPlan written : mine.views()) {
            boolean planned = view(fresh, written.source()).isPresent();
            boolean unchanged =
                    view(base, written.source()).filter(written::equals).isPresent();
            if (!planned && !unchanged) {
                views.add(written);
            }
        }
        return views;
    }

    private List<TriggerPlan> triggers() {
        List<TriggerPlan> triggers = new ArrayList<>();
        for (TriggerPlan now : fresh.triggers()) {
            TriggerPlan old = trigger(base, now.source()).orElse(null);
            TriggerPlan written = trigger(mine, now.source()).orElse(null);
            if (old != null && written == null) {
                findings.add(Finding.of(FindingCode.LEFT_OUT_BY_PLAN, now.source(), "the trigger"));
            } else if (old == null || written == null) {
                triggers.add(written == null ? now : written);
            } else {
                triggers.add(new TriggerPlan(
                        now.source(),
                        now.table(),
                        required(old.target(), written.target(), now.target()),
                        required(old.fires(), written.fires(), now.fires()),
                        PlanItems.pick(old.whenSql(), written.whenSql(), now.whenSql()),
                        required(old.body(), written.body(), now.body())));
            }
        }
        for (TriggerPlan written : mine.triggers()) {
            boolean planned = trigger(fresh, written.source()).isPresent();
            boolean unchanged =
                    trigger(base, written.source()).filter(written::equals).isPresent();
            if (!planned && !unchanged) {
                triggers.add(written);
            }
        }
        return triggers;
    }

    static Optional<TriggerPlan> trigger(MigrationPlan plan, String source) {
        return plan.triggers().stream()
                .filter(trigger -> SqliteSql.same(trigger.source(), source))
                .findFirst();
    }

    private List<FullTextPlan> fullText() {
        List<FullTextPlan> offers = new ArrayList<>();
        for (FullTextPlan now : fresh.fullText()) {
            FullTextPlan old = fullText(base, now.source()).orElse(null);
            FullTextPlan written = fullText(mine, now.source()).orElse(null);
            FullTextPlan merged = old == null || written == null
                    ? written == null ? now : written
                    : new FullTextPlan(
                            now.source(),
                            now.table(),
                            required(old.target(), written.target(), now.target()),
                            required(old.language(), written.language(), now.language()),
                            required(old.columns(), written.columns(), now.columns()),
                            required(old.index(), written.index(), now.index()));
            offers.add(merged);
            if (merged.index()) {
                findings.add(Finding.of(
                        FindingCode.OVERRIDDEN,
                        merged.source(),
                        "a GIN index over " + String.join(", ", merged.columns()) + " of " + merged.table()));
            }
        }
        for (FullTextPlan written : mine.fullText()) {
            if (written.index() && fullText(fresh, written.source()).isEmpty()) {
                findings.add(Finding.of(
                        FindingCode.OVERRIDE_WITHOUT_OBJECT,
                        written.source(),
                        "there is no full text that an index on a table could serve"));
            }
        }
        return offers;
    }

    static Optional<FullTextPlan> fullText(MigrationPlan plan, String source) {
        return plan.fullText().stream()
                .filter(offer -> SqliteSql.same(offer.source(), source))
                .findFirst();
    }

    static Optional<ViewPlan> view(MigrationPlan plan, String source) {
        return plan.views().stream()
                .filter(view -> SqliteSql.same(view.source(), source))
                .findFirst();
    }

    private static <V> V required(V base, V mine, V fresh) {
        return Objects.requireNonNull(PlanItems.pick(base, mine, fresh));
    }

    /** Whose a decision is: the user's if it is not what was planned. */
    static <T> @Nullable String by(T item, List<T> own) {
        return own.contains(item) ? null : "user";
    }

    /** What is planned of a table, by some list of it. */
    static <T> List<T> own(Optional<TablePlan> table, Function<TablePlan, List<T>> items) {
        return table.map(items).orElse(List.of());
    }
}
