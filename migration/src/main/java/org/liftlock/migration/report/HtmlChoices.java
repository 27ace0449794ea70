package org.liftlock.migration.report;

import static org.liftlock.migration.report.HtmlPage.escaped;
import static org.liftlock.migration.report.HtmlPage.name;

import java.util.List;
import org.liftlock.migration.plan.Choice;
import org.liftlock.migration.plan.ChoiceOption;

/** Writes what a user may choose. Stateless and thread-safe. */
final class HtmlChoices {

    private HtmlChoices() {}

    static void write(List<Choice> choices, HtmlPage page) {
        if (choices.isEmpty()) {
            return;
        }
        page.section("choices", "Choices");
        page.beginCards("Column", "By default", "Option", "What it does", "Evidence", "No place for", "How");
        for (Choice choice : choices) {
            for (ChoiceOption option : choice.options()) {
                String together = option.together().isEmpty() ? "" : "; with " + String.join(", ", option.together());
                page.row(
                        name(choice.where()),
                        escaped(choice.type()),
                        "<code>" + option.word() + "</code>" + (option.word().equals(choice.taken()) ? " taken" : ""),
                        name(option.what() + together),
                        name(option.evidence()),
                        option.isApplicable() ? "" : name(option.misfits().words()),
                        "<code>" + name(option.option()) + "</code>");
            }
        }
        page.add("</tbody>");
        page.endTable();
    }
}
