package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.plan.Choice;
import org.liftlock.migration.plan.ChoiceOption;
import org.liftlock.migration.report.Figures;

/** Choices for a person: each column under its first option, a few columns of each, and how to take it. */
final class ChoicesText {

    private static final int COLUMNS_OF_AN_OPTION = 3;

    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    private ChoicesText(Terminal terminal) {
        this.terminal = terminal;
    }

    static List<String> lines(List<Choice> choices, Terminal terminal) {
        if (choices.isEmpty()) {
            return List.of();
        }
        ChoicesText text = new ChoicesText(terminal);
        long taken = choices.stream().filter(choice -> choice.taken() != null).count();
        text.lines.add(Figures.count(choices.size(), "column offers a choice", "columns offer a choice")
                + (taken == 0 ? "" : ", " + Figures.count(taken) + " taken"));
        Map<String, List<Choice>> byWord = new LinkedHashMap<>();
        choices.forEach(choice -> byWord.computeIfAbsent(choice.options().get(0).word(), word -> new ArrayList<>())
                .add(choice));
        byWord.forEach(text::option);
        text.add(
                "--choose TABLE.COLUMN=WORD takes an option for a column, --choose WORD for every column that it suits"
                        + " best; --report FILE.html and --format json list all options with their lines for plan.yaml.",
                "",
                2);
        text.lines.add("");
        return text.lines;
    }

    private void option(String word, List<Choice> choices) {
        ChoiceOption first = choices.get(0).options().get(0);
        add(
                word + ": " + Figures.count(choices.size(), "column", "columns")
                        + (first.isApplicable() ? "" : ", once it is settled what stands in their way"),
                "  ",
                4);
        int shown = Math.min(COLUMNS_OF_AN_OPTION, choices.size());
        for (Choice choice : choices.subList(0, shown)) {
            column(choice);
        }
        if (shown < choices.size()) {
            add("and " + Figures.count(choices.size() - shown) + " more", "    ", 4);
        }
    }

    private void column(Choice choice) {
        ChoiceOption option = choice.options().get(0);
        StringBuilder line = new StringBuilder(choice.where()).append(": ").append(option.evidence());
        if (!option.isApplicable()) {
            line.append("; no place for ").append(option.misfits().words());
        }
        if (!option.together().isEmpty()) {
            line.append("; with ").append(String.join(", ", option.together()));
        }
        List<String> others = choice.options().stream()
                .skip(1)
                .filter(ChoiceOption::isApplicable)
                .map(ChoiceOption::word)
                .toList();
        if (!others.isEmpty()) {
            line.append("; or ").append(String.join(", ", others));
        }
        if (choice.taken() != null) {
            line.append("; taken: ").append(choice.taken());
        }
        add(line.toString().replaceAll("\\s*\\R\\s*", " "), "    - ", 6);
    }

    private void add(String text, String first, int indent) {
        lines.addAll(Paragraph.lines(text, first, indent, terminal.width()));
    }
}
