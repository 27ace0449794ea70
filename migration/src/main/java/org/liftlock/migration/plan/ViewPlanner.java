package org.liftlock.migration.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceView;
import org.liftlock.migration.translate.SqlTranslator;
import org.liftlock.migration.translate.Translation.Refused;
import org.liftlock.migration.translate.TranslationColumn;
import org.liftlock.migration.translate.TranslationTable;
import org.liftlock.migration.translate.ViewTranslation;
import org.liftlock.migration.translate.ViewTranslation.TranslatedView;

/** Plans views, each behind those that it reads: one that cannot be translated yet is tried again when one of these can. */
final class ViewPlanner {

    private final SourceSchema schema;
    private final PlanOptions options;
    private final Overrides overrides;
    private final Map<String, String> targets;
    private final List<TranslationTable> relations;
    private final List<TranslationTable> whole;
    private final List<ViewPlan> plans = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    ViewPlanner(
            SourceSchema schema,
            PlanOptions options,
            Overrides overrides,
            Map<String, String> targets,
            List<TranslationTable> tables,
            List<TranslationTable> whole) {
        this.schema = schema;
        this.options = options;
        this.overrides = overrides;
        this.targets = targets;
        this.relations = new ArrayList<>(tables);
        this.whole = new ArrayList<>(whole);
    }

    List<Finding> findings() {
        return findings;
    }

    /** What translates statements that may read the views, too. */
    SqlTranslator translator() {
        return new SqlTranslator(relations);
    }

    List<ViewPlan> plan() {
        Map<String, List<SourceView>> readers = new HashMap<>();
        Deque<SourceView> waiting = new ArrayDeque<>();
        for (SourceView view : schema.views()) {
            if (overrides.skips(view.name())) {
                skip(view);
            } else if (view.error() == null) {
                waiting.add(view);
                SqlTranslator.mentioned(view.sql())
                        .forEach(name -> readers.computeIfAbsent(Planner.key(name), key -> new ArrayList<>())
                                .add(view));
            } else {
                findings.add(Finding.of(FindingCode.VIEW_BROKEN, view.name(), view.error()));
            }
        }
        Map<SourceView, Refused> refusals = new LinkedHashMap<>();
        SqlTranslator translator = new SqlTranslator(relations);
        while (!waiting.isEmpty()) {
            SourceView view = waiting.remove();
            ViewTranslation translation = translator.view(view.sql(), naming());
            if (translation instanceof TranslatedView translated) {
                accept(view, translated);
                refusals.remove(view);
                translator = new SqlTranslator(relations);
                readers.getOrDefault(Planner.key(view.name()), List.of()).stream()
                        .filter(refusals::containsKey)
                        .forEach(waiting::add);
            } else if (translation instanceof Refused refused) {
                refusals.put(view, refused);
            }
        }
        refusals.forEach(this::refuse);
        return plans;
    }

    List<String> skipped() {
        return skipped;
    }

    private void skip(SourceView view) {
        skipped.add(view.name());
        findings.add(Finding.of(FindingCode.LEFT_OUT_BY_PLAN, view.name(), "the view"));
        if (new SqlTranslator(whole).view(view.sql(), naming()) instanceof TranslatedView translated) {
            whole.add(translated.as(view.name()));
        }
    }

    /** What would be carried over, were nothing left out, is left out for that reason. */
    private void refuse(SourceView view, Refused refused) {
        ViewTranslation translation = new SqlTranslator(whole).view(view.sql(), naming());
        if (translation instanceof TranslatedView translated) {
            whole.add(translated.as(view.name()));
            findings.add(Finding.of(
                    FindingCode.LEFT_OUT_BY_PLAN, view.name(), "the view, which reads what the plan leaves out"));
        } else {
            findings.add(Finding.of(FindingCode.VIEW_NOT_TRANSLATED, view.name(), TablePlanner.why(refused)));
        }
    }

    /** Names of a view's columns are not known before it is translated, so equal cuts are told apart by number only. */
    private UnaryOperator<String> naming() {
        return new TargetNames(options.names(), true, List.of())::take;
    }

    private void accept(SourceView view, TranslatedView translated) {
        String target = Objects.requireNonNull(targets.get(Planner.key(view.name())));
        plans.add(new ViewPlan(
                view.name(),
                target,
                translated.columns().stream().map(TranslationColumn::targetName).toList(),
                translated.select(),
                overrides.relation(view.name()).isPresent()));
        relations.add(translated.as(target));
        whole.add(translated.as(target));
        translated.notes().forEach(note -> findings.add(Finding.of(FindingCode.TRANSLATION_NOTE, view.name(), note)));
    }
}
