package org.liftlock.migration.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.EditDistance;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.source.SqliteSql;

/** Understands what a user chooses. */
final class ChoiceRequests {

    private static final int NEAREST = 3;

    private final ChoiceFinder finder;
    private final Collection<ChoiceColumn> columns;
    private final Map<ColumnKey, Choice> choices;
    private final Map<ColumnKey, String> taken = new LinkedHashMap<>();

    ChoiceRequests(ChoiceFinder finder, Collection<ChoiceColumn> columns, Map<ColumnKey, Choice> choices) {
        this.finder = finder;
        this.columns = columns;
        this.choices = choices;
    }

    /**
     * Finds the word that each column takes, those with a name first, then those that a word for all suits.
     *
     * @throws MigrationException if a table, column or word is not known, or two are given for one column (cause
     *     {@code INPUT})
     */
    Map<ColumnKey, String> take(List<String> requests) {
        requests.stream().filter(request -> request.contains("=")).forEach(this::takeOne);
        requests.stream().filter(request -> !request.contains("=")).forEach(this::takeAll);
        return taken;
    }

    private void takeOne(String request) {
        int equals = request.lastIndexOf('=');
        String where = request.substring(0, equals).strip();
        String word = request.substring(equals + 1).strip();
        ChoiceColumn column = columns.stream()
                .filter(candidate -> SqliteSql.same(candidate.where(), where))
                .findFirst()
                .orElseThrow(() -> unknown(
                                "There is no such column to choose for",
                                where,
                                columns.stream().map(ChoiceColumn::where))
                        .with("column", where));
        Choice choice = choices.get(column.key());
        if (choice == null || choice.option(word).isEmpty()) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The column is not offered this",
                            choice == null
                                    ? "Its values offer nothing; write what you want into plan.yaml"
                                    : "Choose one of "
                                            + choice.options().stream()
                                                    .map(ChoiceOption::word)
                                                    .collect(Collectors.joining(", ")),
                            null)
                    .with("column", column.where())
                    .with("choice", word);
        }
        for (ColumnKey member : finder.group(column.key())) {
            String before = taken.put(member, word);
            if (before != null && !before.equals(word)) {
                throw new MigrationException(
                                Cause.INPUT,
                                "Two choices are made for one column",
                                "Columns that foreign keys join change together; give one choice for all of them",
                                null)
                        .with("column", column.where())
                        .with("choices", before + ", " + word);
            }
        }
    }

    private void takeAll(String word) {
        List<String> offered = choices.values().stream()
                .filter(choice -> choice.option(word).isPresent())
                .map(Choice::where)
                .toList();
        boolean isTaken = false;
        for (Map.Entry<ColumnKey, Choice> entry : choices.entrySet()) {
            boolean suits = entry.getValue()
                    .option(word)
                    .filter(option -> option.rank() == 1 && option.isApplicable())
                    .isPresent();
            if (suits) {
                isTaken = true;
                finder.group(entry.getKey()).forEach(member -> taken.putIfAbsent(member, word));
            }
        }
        if (offered.isEmpty()) {
            throw unknown(
                            "No column is offered this",
                            word,
                            choices.values().stream()
                                    .flatMap(choice -> choice.options().stream())
                                    .map(ChoiceOption::word)
                                    .distinct())
                    .with("choice", word);
        }
        if (!isTaken) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The option suits no column best",
                            "Name the column that is to have it: --choose " + offered.get(0) + "=" + word,
                            null)
                    .with("choice", word);
        }
    }

    private static MigrationException unknown(String what, String written, Stream<String> known) {
        String folded = SqliteSql.folded(written);
        List<String> nearest = known.map(Objects::requireNonNull)
                .sorted(Comparator.comparing(name -> distance(folded, SqliteSql.folded(name))))
                .limit(NEAREST)
                .toList();
        return new MigrationException(
                Cause.INPUT,
                what,
                nearest.isEmpty() ? "liftlock plan lists what is offered" : "Nearest: " + String.join(", ", nearest),
                null);
    }

    /** A column may have been written without its table. */
    private static int distance(String written, String name) {
        int whole = EditDistance.between(written, name);
        return written.contains(".")
                ? whole
                : Math.min(whole, EditDistance.between(written, name.substring(name.lastIndexOf('.') + 1)));
    }
}
