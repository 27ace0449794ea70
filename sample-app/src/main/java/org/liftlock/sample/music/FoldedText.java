package org.liftlock.sample.music;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Text in which case does not count. Folded here, since the databases fold differently: SQLite knows ASCII alone. */
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
