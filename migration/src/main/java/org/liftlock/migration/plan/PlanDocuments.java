package org.liftlock.migration.plan;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shape that plans have in a file; {@link PlanReader} reads it. */
final class PlanDocuments {

    private PlanDocuments() {}

    /** What differs from what Liftlock itself has planned is marked as the user's. */
    static PlanDocument of(MigrationPlan plan, MigrationPlan own) {
        List<PlanDocument.Table> tables = new ArrayList<>();
        plan.tables()
                .forEach(table -> tables.add(
                        of(table, own.table(table.source()), plan.options().orphans())));
        plan.skippedTables()
                .forEach(table -> tables.add(
                        new PlanDocument.Table(table, null, true, "user", null, null, null, null, null, null, null)));
        List<PlanDocument.View> views = new ArrayList<>();
        plan.views()
                .forEach(view -> views.add(new PlanDocument.View(
                        view.source(),
                        view.target(),
                        null,
                        view.byUser() ? "user" : PlanMerge.by(view, own.views()),
                        view.columns(),
                        view.sql())));
        plan.skippedViews().forEach(view -> views.add(new PlanDocument.View(view, null, true, "user", null, null)));
        PlanOptions options = plan.options();
        ZoneId zone = options.zone();
        return new PlanDocument(
                MigrationPlan.FORMAT,
                plan.toolVersion(),
                plan.schemaHash(),
                new PlanDocument.Options(
                        options.names().word(),
                        zone == null ? null : zone.getId(),
                        options.strictFractions() ? "strict" : "round",
                        options.unstorableTextAsBytea() ? "bytea" : "refuse",
                        options.orphans().word()),
                tables,
                views,
                plan.triggers().stream()
                        .map(trigger -> new PlanDocument.Trigger(
                                trigger.source(),
                                trigger.table(),
                                trigger.target(),
                                PlanMerge.by(trigger, own.triggers()),
                                trigger.fires(),
                                trigger.whenSql(),
                                trigger.body()))
                        .toList(),
                plan.fullText().stream()
                        .map(offer -> new PlanDocument.FullText(
                                offer.source(),
                                offer.table(),
                                offer.target(),
                                offer.language(),
                                offer.columns(),
                                offer.index() ? "index" : "leave-out"))
                        .toList());
    }

    private static PlanDocument.Table of(TablePlan table, Optional<TablePlan> own, OrphanPolicy orphans) {
        List<PlanDocument.Column> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add(of(column)));
        table.skippedColumns()
                .forEach(column -> columns.add(new PlanDocument.Column(
                        column, null, true, null, null, null, null, null, null, null, null, null, null, null, "user",
                        null, null)));
        KeyPlan primaryKey = table.primaryKey();
        return new PlanDocument.Table(
                table.source(),
                table.target(),
                null,
                table.byUser() ? "user" : null,
                columns,
                primaryKey == null
                        ? null
                        : of(
                                primaryKey,
                                PlanMerge.own(
                                        own,
                                        other -> Stream.ofNullable(other.primaryKey())
                                                .toList())),
                table.uniques().stream()
                        .map(key -> of(key, PlanMerge.own(own, TablePlan::uniques)))
                        .toList(),
                table.indexes().stream()
                        .map(index -> new PlanDocument.Index(
                                index.source(),
                                index.target(),
                                PlanMerge.by(index, PlanMerge.own(own, TablePlan::indexes)),
                                index.unique() ? true : null,
                                index.hash() ? true : null,
                                index.keys(),
                                index.whereSql()))
                        .toList(),
                table.checks().stream()
                        .map(check -> new PlanDocument.Check(
                                check.name(), PlanMerge.by(check, PlanMerge.own(own, TablePlan::checks)), check.sql()))
                        .toList(),
                table.foreignKeys().stream()
                        .map(key -> new PlanDocument.ForeignKey(
                                key.name(),
                                PlanMerge.by(key, PlanMerge.own(own, TablePlan::foreignKeys)),
                                key.columns(),
                                key.parent(),
                                key.parentColumns(),
                                key.onDelete(),
                                key.onUpdate(),
                                key.deferrable().isEmpty() ? null : key.deferrable(),
                                key.orphans() == orphans ? null : key.orphans().word()))
                        .toList(),
                table.comment());
    }

    private static PlanDocument.Column of(ColumnPlan column) {
        Reading reading = column.reading();
        ZoneId zone = column.zone();
        return new PlanDocument.Column(
                column.source(),
                column.target(),
                null,
                column.sourceSql(),
                column.type().sql(),
                reading == null ? null : reading.word(),
                zone == null ? null : zone.getId(),
                orNull(column.words().trueWords()),
                orNull(column.words().falseWords()),
                orNull(column.words().nullWords()),
                column.identity() ? true : null,
                column.notNull() ? true : null,
                column.defaultSql(),
                column.generatedSql(),
                column.byUser() ? "user" : "default",
                column.reason(),
                column.comment());
    }

    private static @Nullable List<String> orNull(List<String> words) {
        return words.isEmpty() ? null : words;
    }

    private static PlanDocument.Key of(KeyPlan key, List<KeyPlan> own) {
        return new PlanDocument.Key(key.name(), PlanMerge.by(key, own), key.columns());
    }
}
