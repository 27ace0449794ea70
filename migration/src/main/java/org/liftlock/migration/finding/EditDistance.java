package org.liftlock.migration.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How many letters have to be put in, taken out or replaced to make one word of another. Stateless and thread-safe. */
public final class EditDistance {

    private EditDistance() {}

    /**
     * The known word that somebody may have meant.
     *
     * @param written what was written
     * @param known the words there are
     * @return the nearest, if about a third of its letters differ at most
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String wanted = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(word -> between(wanted, word.toLowerCase(Locale.ROOT))))
                .filter(word -> between(wanted, word.toLowerCase(Locale.ROOT)) <= mostDifferences(word));
    }

    /** Two letters that changed places differ in two. */
    private static int mostDifferences(String word) {
        return word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
    }

    /**
     * The distance of two words.
     *
     * @param one a word
     * @param other another one
     * @return how many letters have to change
     */
    public static int between(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[other.length()];
    }
}
