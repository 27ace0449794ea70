package org.liftlock.migration.plan;

import java.util.List;

/**
 * What single values of a column mean beyond what their type says, on the user's word: those that are true, those that are
 * false, and those that stand for NULL. A text is the word itself; a number is the word by its digits, a real number by its
 * shortest decimal. With words for true or false, a boolean column takes no other values.
 *
 * @param trueWords the words for true; empty for those that a boolean column knows by itself
 * @param falseWords the words for false
 * @param nullWords the words for NULL
 */
public record ValueWords(List<String> trueWords, List<String> falseWords, List<String> nullWords) {

    /** Every value means what its type says. */
    public static final ValueWords NONE = new ValueWords(List.of(), List.of(), List.of());

    public ValueWords {
        trueWords = List.copyOf(trueWords);
        falseWords = List.copyOf(falseWords);
        nullWords = List.copyOf(nullWords);
    }

    /**
     * Words for NULL alone.
     *
     * @param words the words
     * @return what values mean
     */
    public static ValueWords nulls(List<String> words) {
        return new ValueWords(List.of(), List.of(), words);
    }

    /**
     * Whether true and false have words of their own.
     *
     * @return true if there is one
     */
    public boolean decidesTruth() {
        return !trueWords.isEmpty() || !falseWords.isEmpty();
    }

    /**
     * Whether there is no word at all.
     *
     * @return true if every value means what its type says
     */
    public boolean isEmpty() {
        return !decidesTruth() && nullWords.isEmpty();
    }
}
