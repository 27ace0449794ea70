package org.liftlock.migration.plan;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.sql.PgType;

/** Between plans and the shape that they have in a file. */
final class PlanDocuments {

    private static final Set<String> ACTIONS = Set.of("NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT");
    private static final Set<String> DEFERRABLE =
            Set.of("", "DEFERRABLE INITIALLY IMMEDIATE", "DEFERRABLE INITIALLY DEFERRED");

    private PlanDocuments() {}

    static PlanDocument of(MigrationPlan plan) {
        PlanOptions options = plan.options();
        ZoneId zone = options.zone();
        return new PlanDocument(
                MigrationPlan.FORMAT,
                plan.toolVersion(),
                plan.schemaHash(),
                new PlanDocument.Options(
                        options.keepNames() ? "keep" : "lower",
                        zone == null ? null : zone.getId(),
                        options.strictFractions() ? "strict" : "round",
                        options.unstorableTextAsBytea() ? "bytea" : "refuse"),
                plan.tables().stream().map(PlanDocuments::of).toList(),
                plan.views().stream()
                        .map(view -> new PlanDocument.View(view.source(), view.target(), view.columns(), view.sql()))
                        .toList(),
                plan.triggers().stream()
                        .map(trigger -> new PlanDocument.Trigger(
                                trigger.source(),
                                trigger.table(),
                                trigger.target(),
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

    private static PlanDocument.Table of(TablePlan table) {
        return new PlanDocument.Table(
                table.source(),
                table.target(),
                table.columns().stream().map(PlanDocuments::of).toList(),
                table.primaryKey() == null ? null : of(table.primaryKey()),
                table.uniques().stream().map(PlanDocuments::of).toList(),
                table.indexes().stream()
                        .map(index -> new PlanDocument.Index(
                                index.source(),
                                index.target(),
                                index.unique() ? true : null,
                                index.hash() ? true : null,
                                index.keys(),
                                index.whereSql()))
                        .toList(),
                table.checks().stream()
                        .map(check -> new PlanDocument.Check(check.name(), check.sql()))
                        .toList(),
                table.foreignKeys().stream()
                        .map(key -> new PlanDocument.ForeignKey(
                                key.name(),
                                key.columns(),
                                key.parent(),
                                key.parentColumns(),
                                key.onDelete(),
                                key.onUpdate(),
                                key.deferrable().isEmpty() ? null : key.deferrable()))
                        .toList(),
                table.comment());
    }

    private static PlanDocument.Column of(ColumnPlan column) {
        Reading reading = column.reading();
        ZoneId zone = column.zone();
        return new PlanDocument.Column(
                column.source(),
                column.target(),
                column.type().sql(),
                reading == null ? null : reading.word(),
                zone == null ? null : zone.getId(),
                column.identity() ? true : null,
                column.notNull() ? true : null,
                column.defaultSql(),
                column.generatedSql(),
                column.byUser() ? "user" : "default",
                column.reason(),
                column.comment());
    }

    private static PlanDocument.Key of(KeyPlan key) {
        return new PlanDocument.Key(key.name(), key.columns());
    }

    static MigrationPlan plan(PlanDocument document) {
        if (document.format() != MigrationPlan.FORMAT) {
            throw unusable("The plan has another format than this version reads", "Plan again with this version")
                    .with("format", document.format());
        }
        return new MigrationPlan(
                document.liftlock(),
                document.schemaHash(),
                options(document.options()),
                document.tables().stream().map(PlanDocuments::table).toList(),
                listed(document.views()).stream()
                        .map(view -> new ViewPlan(view.view(), view.target(), view.columns(), view.sql()))
                        .toList(),
                listed(document.triggers()).stream()
                        .map(trigger -> new TriggerPlan(
                                trigger.trigger(),
                                trigger.table(),
                                trigger.target(),
                                trigger.fires(),
                                trigger.when(),
                                trigger.body()))
                        .toList(),
                listed(document.fullText()).stream()
                        .map(offer -> new FullTextPlan(
                                offer.virtualTable(),
                                offer.table(),
                                offer.target(),
                                offer.language(),
                                offer.columns(),
                                choice("fullText.policy", offer.policy(), "leave-out", "index")))
                        .toList());
    }

    private static PlanOptions options(PlanDocument.@Nullable Options options) {
        if (options == null) {
            return PlanOptions.defaults();
        }
        return new PlanOptions(
                choice("names", options.names(), "lower", "keep"),
                options.zone() == null ? null : zone(options.zone(), "options"),
                choice("fractions", options.fractions(), "round", "strict"),
                choice("unstorableText", options.unstorableText(), "refuse", "bytea"));
    }

    private static boolean choice(String key, @Nullable String value, String no, String yes) {
        if (value == null || value.equals(no)) {
            return false;
        }
        if (value.equals(yes)) {
            return true;
        }
        throw unusable("The plan has an option that cannot be chosen", "Write " + no + " or " + yes)
                .with("option", key)
                .with("value", value);
    }

    private static TablePlan table(PlanDocument.Table table) {
        return new TablePlan(
                table.table(),
                table.target(),
                table.columns().stream()
                        .map(column -> column(table.table() + "." + column.column(), column))
                        .toList(),
                table.primaryKey() == null ? null : key(table.primaryKey()),
                listed(table.unique()).stream().map(PlanDocuments::key).toList(),
                listed(table.indexes()).stream()
                        .map(index -> new IndexPlan(
                                index.index(),
                                index.target(),
                                Boolean.TRUE.equals(index.unique()),
                                Boolean.TRUE.equals(index.hash()),
                                index.keys(),
                                index.where()))
                        .toList(),
                listed(table.checks()).stream()
                        .map(check -> new CheckPlan(check.name(), check.sql()))
                        .toList(),
                listed(table.foreignKeys()).stream()
                        .map(key -> foreignKey(table.table(), key))
                        .toList(),
                table.comment());
    }

    private static ColumnPlan column(String where, PlanDocument.Column column) {
        return new ColumnPlan(
                column.column(),
                column.target(),
                type(where, column.type()),
                column.reading() == null ? null : reading(where, column.reading()),
                column.zone() == null ? null : zone(column.zone(), where),
                Boolean.TRUE.equals(column.notNull()),
                Boolean.TRUE.equals(column.identity()),
                column.defaultSql(),
                column.generatedSql(),
                Objects.requireNonNullElse(column.reason(), ""),
                "user".equals(column.by()),
                column.comment());
    }

    private static KeyPlan key(PlanDocument.Key key) {
        return new KeyPlan(key.name(), key.columns());
    }

    private static ForeignKeyPlan foreignKey(String table, PlanDocument.ForeignKey key) {
        String onDelete = Objects.requireNonNullElse(key.onDelete(), "NO ACTION");
        String onUpdate = Objects.requireNonNullElse(key.onUpdate(), "NO ACTION");
        String deferrable = Objects.requireNonNullElse(key.deferrable(), "");
        if (!ACTIONS.contains(onDelete) || !ACTIONS.contains(onUpdate) || !DEFERRABLE.contains(deferrable)) {
            throw unusable(
                            "The plan has a foreign key with an unknown action or deferrability",
                            "Actions are " + String.join(", ", new TreeSet<>(ACTIONS)))
                    .with("table", table)
                    .with("foreign key", key.name());
        }
        return new ForeignKeyPlan(
                key.name(), key.columns(), key.parent(), key.parentColumns(), onDelete, onUpdate, deferrable);
    }

    private static PgType type(String where, String type) {
        try {
            return PgType.parse(type);
        } catch (IllegalArgumentException e) {
            throw unusable(
                            "The plan has a type that Liftlock does not know",
                            "docs/types.md lists the types that a plan may use")
                    .with("column", where)
                    .with("type", type);
        }
    }

    private static Reading reading(String where, String word) {
        for (Reading reading : Reading.values()) {
            if (reading.word().equals(word)) {
                return reading;
            }
        }
        throw unusable(
                        "The plan has an unknown reading of numbers",
                        "Write unix-seconds, unix-milliseconds," + " unix-microseconds, julian-days or apple-seconds")
                .with("column", where)
                .with("reading", word);
    }

    private static ZoneId zone(String zone, String where) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw unusable("The plan has an unknown time zone", "Write UTC or a name such as Europe/Vienna")
                    .with("where", where)
                    .with("zone", zone);
        }
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static MigrationException unusable(String what, String remedy) {
        return new MigrationException(Cause.INPUT, what, remedy, null);
    }
}
