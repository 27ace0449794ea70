package org.liftlock.migration.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SourceTrigger;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;
import org.liftlock.migration.translate.SqlTranslator;
import org.liftlock.migration.translate.Translation.Refused;
import org.liftlock.migration.translate.TriggerTranslation;
import org.liftlock.migration.translate.TriggerTranslation.TranslatedTrigger;
import org.liftlock.migration.translate.TriggerTranslation.TriggerCode;
import org.liftlock.migration.translate.TriggerTranslation.Write;

/**
 * Plans triggers, with an eye on what they do to each other. A trigger that only sets columns of its own row does so before
 * the row is stored, unless another trigger would see the difference. A trigger that could set itself off again is kept
 * from it, as in SQLite, where {@code recursive_triggers} is off by default.
 */
final class TriggerPlanner {

    private static final int SHOWN_SOURCE = 400;

    /**
     * PostgreSQL's own functions that can be called without arguments. A trigger's function of such a name would not be
     * found, since the catalogue's are looked up first (manual, "The System Catalog Schema").
     */
    private static final Set<String> BUILT_IN = Set.of("""
            clock_timestamp concat concat_ws count cume_dist cume_dist_final current_database current_query current_schema
            current_user datemultirange dense_rank dense_rank_final format gen_random_uuid get_current_ts_config
            getdatabaseencoding getpgusername icu_unicode_version inet_client_addr inet_client_port inet_server_addr
            inet_server_port int4multirange int8multirange json_array json_build_array json_build_object json_extract_path
            json_extract_path_text json_object jsonb_build_array jsonb_build_object jsonb_delete jsonb_extract_path
            jsonb_extract_path_text lastval make_interval now num_nonnulls num_nulls nummultirange
            ordered_set_transition_multi percent_rank percent_rank_final pi plpgsql_call_handler random random_normal rank
            rank_final row_number satisfies_hash_partition session_user statement_timestamp
            suppress_redundant_updates_trigger system_user timeofday transaction_timestamp tsmultirange tstzmultirange
            tsvector_update_trigger tsvector_update_trigger_column txid_current txid_current_if_assigned
            txid_current_snapshot unicode_version unique_key_recheck user uuidv4 uuidv7 version
            """.split("\\s+"));

    private final SourceSchema schema;
    private final SqlTranslator translator;
    private final TargetNames names;
    private final Map<SourceTrigger, TranslatedTrigger> translated = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    TriggerPlanner(SourceSchema schema, PlanOptions options, SqlTranslator translator) {
        this.schema = schema;
        this.translator = translator;
        this.names = new TargetNames(
                options.names(),
                false,
                schema.triggers().stream().map(SourceTrigger::name).toList());
        BUILT_IN.forEach(name -> names.reserve(name, "a function of PostgreSQL"));
    }

    List<Finding> findings() {
        return findings;
    }

    List<TriggerPlan> plan() {
        for (SourceTrigger trigger : schema.triggers()) {
            TriggerTranslation translation = translator.trigger(trigger.sql());
            String virtual = virtualTable(trigger);
            if (virtual != null) {
                leftOut(trigger, "it maintains " + virtual + ", and is not needed with a GIN index");
            } else if (translation instanceof TranslatedTrigger accepted) {
                translated.put(trigger, accepted);
            } else if (translation instanceof Refused refused) {
                leftOut(trigger, TablePlanner.why(refused));
            }
        }
        List<TriggerPlan> plans = new ArrayList<>();
        for (Map.Entry<SourceTrigger, TranslatedTrigger> entry : List.copyOf(translated.entrySet())) {
            TriggerPlan plan = plan(entry.getKey(), entry.getValue());
            if (plan != null) {
                plans.add(plan);
            }
        }
        findOpenOrder();
        return plans;
    }

    private @Nullable TriggerPlan plan(SourceTrigger trigger, TranslatedTrigger own) {
        boolean alone = own.assignment() != null && !isObserved(trigger, own);
        TriggerCode code = alone ? own.assignment() : own.statements();
        if (code == null) {
            translated.remove(trigger);
            leftOut(trigger, "another trigger would see the row before it is changed");
            return null;
        }
        String name = names.take(trigger.name());
        if (!name.equalsIgnoreCase(trigger.name())) {
            findings.add(Finding.of(FindingCode.RENAMED, trigger.name(), name));
        }
        own.notes().forEach(note -> findings.add(Finding.of(FindingCode.TRANSLATION_NOTE, trigger.name(), note)));
        boolean recursive = !alone && reachesItself(own);
        return new TriggerPlan(
                trigger.name(),
                own.table(),
                name,
                code.fires(),
                code.when(),
                body(code, recursive ? guard(name) : null));
    }

    /** Whether SQLite would show another trigger that the row is changed a second time, or not yet. */
    private boolean isObserved(SourceTrigger trigger, TranslatedTrigger own) {
        List<String> set = own.writes().get(0).columns();
        for (Map.Entry<SourceTrigger, TranslatedTrigger> entry : translated.entrySet()) {
            TranslatedTrigger other = entry.getValue();
            if (entry.getKey() == trigger || !SqliteSql.same(other.table(), own.table())) {
                continue;
            }
            boolean firesAgain =
                    other.event().equals("UPDATE") && (other.columns().isEmpty() || intersects(other.columns(), set));
            boolean looks = other.event().equals(own.event())
                    && intersects(words(entry.getKey().sql()), set);
            if (firesAgain || looks) {
                return true;
            }
        }
        return false;
    }

    private boolean reachesItself(TranslatedTrigger own) {
        Set<TranslatedTrigger> seen = new HashSet<>();
        List<Write> waiting = new ArrayList<>(own.writes());
        Set<Write> followed = new HashSet<>();
        while (!waiting.isEmpty()) {
            Write write = waiting.remove(waiting.size() - 1);
            if (!followed.add(write)) {
                continue;
            }
            waiting.addAll(actions(write));
            for (TranslatedTrigger other : translated.values()) {
                boolean fires = SqliteSql.same(other.table(), write.table())
                        && other.event().equals(write.event())
                        && (other.columns().isEmpty()
                                || write.columns().isEmpty()
                                || intersects(other.columns(), write.columns()));
                if (fires && other == own) {
                    return true;
                }
                if (fires && seen.add(other)) {
                    waiting.addAll(other.writes());
                }
            }
        }
        return false;
    }

    /** What foreign keys do because of a change. */
    private List<Write> actions(Write write) {
        List<Write> actions = new ArrayList<>();
        for (SourceTable child : schema.tables()) {
            for (SourceForeignKey key : child.foreignKeys()) {
                String action = write.event().equals("DELETE") ? key.onDelete() : key.onUpdate();
                boolean acts = !write.event().equals("INSERT")
                        && SqliteSql.same(key.parentTable(), write.table())
                        && !action.equals("NO ACTION")
                        && !action.equals("RESTRICT");
                if (acts) {
                    boolean deletes = write.event().equals("DELETE") && action.equals("CASCADE");
                    actions.add(new Write(
                            child.name(), deletes ? "DELETE" : "UPDATE", deletes ? List.of() : key.columns()));
                }
            }
        }
        return actions;
    }

    private static String body(TriggerCode code, @Nullable String guard) {
        String returns = "RETURN " + code.result() + ";";
        if (guard == null) {
            return code.body().stripTrailing() + "\n" + returns;
        }
        String setting = "'" + guard + "_' || TG_RELID";
        return "IF current_setting(" + setting + ", true) = 'on' THEN\n    " + returns + "\nEND IF;\n"
                + "PERFORM set_config(" + setting + ", 'on', true);\n"
                + code.body().stripTrailing() + "\n"
                + "PERFORM set_config(" + setting + ", 'off', true);\n"
                + returns;
    }

    /** A setting of the transaction says that the trigger is at work; its name may hold letters and digits alone. */
    private static String guard(String name) {
        String digits = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return "liftlock.trigger_" + digits.substring(0, 12);
    }

    private @Nullable String virtualTable(SourceTrigger trigger) {
        Collection<String> words = words(trigger.sql());
        return schema.virtualTables().stream()
                .filter(table -> !SqliteSql.same(table.name(), trigger.table()))
                .map(table -> table.name())
                .filter(name -> intersects(words, List.of(name)))
                .findFirst()
                .orElse(null);
    }

    /** PostgreSQL runs the triggers of a table by their names, SQLite in an order that it leaves open. */
    private void findOpenOrder() {
        List<TranslatedTrigger> all = new ArrayList<>(translated.values());
        for (int i = 0; i < all.size(); i++) {
            TranslatedTrigger own = all.get(i);
            List<String> others = new ArrayList<>();
            for (TranslatedTrigger other : all.subList(0, i)) {
                boolean together = SqliteSql.same(own.table(), other.table())
                        && own.event().equals(other.event());
                Set<String> tables = own.writes().stream()
                        .map(write -> SqliteSql.folded(write.table()))
                        .collect(Collectors.toSet());
                if (together
                        && other.writes().stream()
                                .anyMatch(write -> tables.contains(SqliteSql.folded(write.table())))) {
                    others.add(other.name());
                }
            }
            if (!others.isEmpty()) {
                findings.add(Finding.of(
                        FindingCode.TRANSLATION_NOTE,
                        own.name(),
                        "writes to the same table as " + String.join(", ", others)
                                + "; PostgreSQL runs them in the order of their names"));
            }
        }
    }

    private void leftOut(SourceTrigger trigger, String why) {
        String source = trigger.sql().replaceAll("\\s+", " ").strip();
        String shown = source.length() <= SHOWN_SOURCE
                ? source
                : source.substring(0, SHOWN_SOURCE).strip() + " …";
        findings.add(Finding.of(
                FindingCode.TRIGGER_LEFT_OUT,
                trigger.name(),
                "on " + trigger.table() + ": " + why + "; source: " + shown));
    }

    private static Collection<String> words(String sql) {
        try {
            return SqlTokenizer.tokenize(sql).stream().map(SqlToken::unquoted).toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static boolean intersects(Collection<String> some, Collection<String> others) {
        Set<String> folded = others.stream().map(SqliteSql::folded).collect(Collectors.toSet());
        return some.stream().map(SqliteSql::folded).anyMatch(folded::contains);
    }
}
