package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.PlanChange.Origin;

/** Holds two plans against each other, decision by decision. Stateless and thread-safe. */
final class PlanDifference {

    private static final String ENTRY = "entry";

    private PlanDifference() {}

    /** What a decision is about, and which it is. */
    private record Spot(String where, String what) {}

    static List<PlanChange> between(MigrationPlan before, MigrationPlan after, Origin origin) {
        if (before.equals(after)) {
            return List.of();
        }
        Map<Spot, String> old = decisions(before, before);
        Map<Spot, String> now = decisions(after, before);
        Set<Spot> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        List<PlanChange> changes = new ArrayList<>();
        for (Spot spot : all) {
            boolean entry = spot.what().equals(ENTRY);
            boolean onBothSides = hasEntry(old, spot.where()) && hasEntry(now, spot.where());
            if ((entry || onBothSides) && !Objects.equals(old.get(spot), now.get(spot))) {
                changes.add(new PlanChange(origin, spot.where(), spot.what(), old.get(spot), now.get(spot)));
            }
        }
        return changes;
    }

    private static boolean hasEntry(Map<Spot, String> decisions, String where) {
        return decisions.containsKey(new Spot(where, ENTRY));
    }

    private static Map<Spot, String> decisions(MigrationPlan plan, MigrationPlan origin) {
        Map<Spot, String> map = new LinkedHashMap<>();
        PlanOptions options = plan.options();
        map.put(new Spot("options", ENTRY), "");
        put(map, "options", "names", options.names().word());
        put(map, "options", "zone", options.zone());
        put(map, "options", "fractions", options.strictFractions() ? "strict" : "round");
        put(map, "options", "unstorableText", options.unstorableTextAsBytea() ? "bytea" : "refuse");
        put(map, "options", "orphans", options.orphans().word());
        for (TablePlan table : plan.tables()) {
            map.put(new Spot(table.source(), ENTRY), "table");
            put(map, table.source(), "target", table.target());
            put(map, table.source(), "comment", table.comment());
            table.columns().forEach(column -> column(map, table.source() + "." + column.source(), column));
            table.skippedColumns()
                    .forEach(column -> map.put(new Spot(table.source() + "." + column, ENTRY), "skipped column"));
            items(map, table, new PlanItems(plan, table), origins(origin, table));
        }
        plan.skippedTables().forEach(table -> map.put(new Spot(table, ENTRY), "skipped table"));
        plan.skippedViews().forEach(view -> map.put(new Spot(view, ENTRY), "skipped view"));
        for (ViewPlan view : plan.views()) {
            map.put(new Spot(view.source(), ENTRY), "view");
            put(map, view.source(), "target", view.target());
            put(map, view.source(), "columns", String.join(", ", view.columns()));
            put(map, view.source(), "sql", view.sql());
        }
        for (TriggerPlan trigger : plan.triggers()) {
            map.put(new Spot(trigger.source(), ENTRY), "trigger");
            put(map, trigger.source(), "target", trigger.target());
            put(map, trigger.source(), "fires", trigger.fires());
            put(map, trigger.source(), "when", trigger.whenSql());
            put(map, trigger.source(), "body", trigger.body());
        }
        for (FullTextPlan offer : plan.fullText()) {
            map.put(new Spot(offer.source(), ENTRY), "full text");
            put(map, offer.source(), "target", offer.target());
            put(map, offer.source(), "language", offer.language());
            put(map, offer.source(), "columns", String.join(", ", offer.columns()));
            put(map, offer.source(), "policy", offer.index() ? "index" : "leave-out");
        }
        return map;
    }

    private static void column(Map<Spot, String> map, String where, ColumnPlan column) {
        Reading reading = column.reading();
        map.put(new Spot(where, ENTRY), "column");
        put(map, where, "target", column.target());
        put(map, where, "sql", column.sourceSql());
        put(map, where, "type", column.type().sql());
        put(map, where, "reading", reading == null ? null : reading.word());
        put(map, where, "zone", column.zone());
        words(map, where, "trueWords", column.words().trueWords());
        words(map, where, "falseWords", column.words().falseWords());
        words(map, where, "nullWords", column.words().nullWords());
        put(map, where, "identity", column.identity() ? "true" : null);
        put(map, where, "notNull", column.notNull() ? "true" : null);
        put(map, where, "default", column.defaultSql());
        put(map, where, "generated", column.generatedSql());
        put(map, where, "comment", column.comment());
    }

    private static PlanItems origins(MigrationPlan plan, TablePlan table) {
        return new PlanItems(plan, plan.table(table.source()).orElse(table));
    }

    /** The items of one plan by what they are in another. */
    private static <T> Map<String, T> identified(
            Map<String, T> origins, Map<String, T> items, Function<T, String> name) {
        Map<T, String> known = PlanItems.origins(origins, items, name);
        Map<String, T> identified = new LinkedHashMap<>();
        items.forEach((identity, item) -> identified.put(known.getOrDefault(item, identity), item));
        return identified;
    }

    private static void items(Map<Spot, String> map, TablePlan table, PlanItems items, PlanItems origins) {
        KeyPlan primaryKey = table.primaryKey();
        if (primaryKey != null) {
            put(map, table.source(), "primary key", words(primaryKey));
        }
        identified(origins.uniques(), items.uniques(), KeyPlan::name)
                .forEach((id, key) -> put(map, table.source(), "unique " + id, words(key)));
        identified(origins.indexes(), items.indexes(), IndexPlan::target)
                .forEach((id, index) -> put(
                        map,
                        table.source(),
                        "index " + id,
                        (index.unique() ? "unique " : "") + (index.hash() ? "hash " : "") + index.target() + " ("
                                + String.join(", ", index.keys()) + ")"
                                + (index.whereSql() == null ? "" : " where " + index.whereSql())));
        identified(origins.checks(), items.checks(), CheckPlan::name)
                .forEach((id, check) -> put(
                        map,
                        table.source(),
                        id.startsWith("check") ? id : "check " + id,
                        check.name() + " (" + check.sql() + ")"));
        identified(origins.foreignKeys(), items.foreignKeys(), ForeignKeyPlan::name)
                .forEach((id, key) -> put(
                        map,
                        table.source(),
                        "foreign key " + id,
                        (key.name() + " (" + String.join(", ", key.columns()) + ") to " + key.parent() + " ("
                                        + String.join(", ", key.parentColumns()) + ") on delete " + key.onDelete()
                                        + " on update " + key.onUpdate() + " "
                                        + (key.orphans() == OrphanPolicy.KEEP
                                                ? ""
                                                : "orphans " + key.orphans().word() + " ")
                                        + key.deferrable())
                                .strip()));
    }

    private static String words(KeyPlan key) {
        return key.name() + " (" + String.join(", ", key.columns()) + ")";
    }

    private static void words(Map<Spot, String> map, String where, String what, List<String> words) {
        put(map, where, what, words.isEmpty() ? null : words);
    }

    private static void put(Map<Spot, String> map, String where, String what, @Nullable Object value) {
        if (value != null) {
            map.put(new Spot(where, what), value.toString());
        }
    }
}
