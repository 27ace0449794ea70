package org.liftlock.migration.plan;

import java.util.List;
import org.liftlock.migration.profile.Occurrences;

/**
 * One way in which a column could be carried over, if the user says so.
 *
 * @param word its stable word, for instance {@code unix-milliseconds}
 * @param rank 1 for the one that the values suggest most; an option that goes by no more than a name never ranks first
 * @param what what it does, in a sentence without names
 * @param evidence what the values say for it
 * @param misfits the rows with values that it has no place for; while there are any, it cannot be chosen
 * @param together the columns that are joined with this one by foreign keys and change with it, as {@code table.column}
 * @param yaml the lines that say the same in {@code plan.yaml}
 * @param option the option of the command line that takes it
 * @param chosen what becomes of the column
 */
public record ChoiceOption(
        String word,
        int rank,
        String what,
        String evidence,
        Occurrences misfits,
        List<String> together,
        List<String> yaml,
        String option,
        ChosenType chosen) {

    public ChoiceOption {
        together = List.copyOf(together);
        yaml = List.copyOf(yaml);
    }

    /**
     * Whether every value fits.
     *
     * @return false while there are misfits
     */
    public boolean isApplicable() {
        return !misfits.any();
    }
}
