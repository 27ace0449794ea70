package org.liftlock.sample.music;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liftlock.dao.FoldedText;

/**
 * Splits text into the words that full-text search knows: runs of letters, digits and marks, without regard to case,
 * width or the accents of European scripts. Done here, since each database splits and folds in its own way; a database
 * only ever compares words that come from here. Scripts without blanks between words are found by how a run begins.
 * Thread-safe.
 */
public final class SearchWords {

    /** What is longer is cut: no word that somebody searches for, and too much for an index of words. */
    private static final int LONGEST_WORD = 64;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036f]+");

    private SearchWords() {}

    /**
     * The words of a text.
     *
     * @param text any text
     * @return its words in their order; none in a text of signs alone
     */
    public static List<String> of(String text) {
        String plain = ACCENT.matcher(Normalizer.normalize(FoldedText.of(text), Normalizer.Form.NFKD))
                .replaceAll("");
        String folded = FoldedText.of(Normalizer.normalize(plain, Normalizer.Form.NFKC));
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(folded);
        while (matcher.find()) {
            words.add(cut(matcher.group()));
        }
        return words;
    }

    private static String cut(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST_WORD
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD));
    }
}
