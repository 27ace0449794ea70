package org.liftlock.migration.plan;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user may make of a column instead of the default decision. Nothing of it is done without the user's word.
 *
 * @param table the table in SQLite
 * @param column the column
 * @param type the type that the column gets by default
 * @param options the ways, the most likely first
 * @param taken the word of the option that was chosen, or null
 */
public record Choice(
        String table,
        String column,
        String type,
        List<ChoiceOption> options,
        @Nullable String taken) {

    public Choice {
        options = List.copyOf(options);
    }

    /**
     * Finds an option.
     *
     * @param word its word
     * @return the option, if it is offered
     */
    public Optional<ChoiceOption> option(String word) {
        return options.stream().filter(option -> option.word().equals(word)).findFirst();
    }

    /**
     * The column with its table.
     *
     * @return {@code table.column}
     */
    public String where() {
        return table + "." + column;
    }

    Choice taking(String word) {
        return new Choice(table, column, type, options, word);
    }
}
