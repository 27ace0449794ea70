package org.liftlock.dao;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Text in which case does not count. Folded in Java and stored in a column of its own, since the databases fold
 * differently: SQLite knows ASCII alone, PostgreSQL follows its locale. Thread-safe.
 */
public final class FoldedText {

    private FoldedText() {}

    /**
     * Folds a text.
     *
     * @param text any text
     * @return the same for texts that differ in case alone
     */
    public static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Folds a text and splits it at blanks.
     *
     * @param text any text
     * @return its words
     */
    public static List<String> words(String text) {
        return Arrays.stream(of(text).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
