package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.source.SourceSchema;

/** Offers choices and puts those that the user takes into the place of default decisions. */
final class Choosing {

    private final Map<ColumnKey, TypeDecision> types;
    private final List<Choice> choices;

    private Choosing(Map<ColumnKey, TypeDecision> types, List<Choice> choices) {
        this.types = types;
        this.choices = choices;
    }

    static Choosing of(
            SourceSchema schema,
            List<ChoiceColumn> columns,
            Map<ColumnKey, TypeDecision> byDefault,
            PlanOptions options) {
        ChoiceFinder finder = new ChoiceFinder(schema, columns, options);
        Map<ColumnKey, Choice> offered = finder.find();
        Map<ColumnKey, String> taken = new ChoiceRequests(finder, columns, offered).take(options.choices());
        Map<ColumnKey, TypeDecision> types = new LinkedHashMap<>(byDefault);
        taken.forEach((key, word) -> {
            Choice choice = Objects.requireNonNull(offered.get(key), key.toString());
            ChoiceOption option = choice.option(word).orElseThrow();
            TypeDecision decision = Objects.requireNonNull(types.get(key), key.toString());
            types.put(key, decision(choice, option, decision));
            if (option.isApplicable()) {
                offered.put(key, choice.taking(word));
            }
        });
        return new Choosing(types, List.copyOf(offered.values()));
    }

    private static TypeDecision decision(Choice choice, ChoiceOption option, TypeDecision byDefault) {
        List<Finding> findings = new ArrayList<>();
        if (!option.isApplicable()) {
            findings.addAll(byDefault.findings());
            findings.add(Finding.of(
                    FindingCode.CHOICE_NOT_APPLICABLE,
                    choice.table(),
                    choice.column(),
                    option.word() + " has no place for " + option.misfits().words()));
            return new TypeDecision(byDefault.type(), byDefault.zone(), byDefault.reason(), findings);
        }
        findings.add(
                Finding.of(FindingCode.CHOSEN, choice.table(), choice.column(), option.word() + ": " + option.what()));
        ChosenType chosen = option.chosen();
        String reason = "chosen: " + option.word() + "; by default " + byDefault.type();
        return new TypeDecision(chosen.type(), chosen.zone(), reason, findings, chosen);
    }

    Map<ColumnKey, TypeDecision> types() {
        return types;
    }

    List<Choice> choices() {
        return choices;
    }
}
