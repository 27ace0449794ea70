package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.report.VisibleText;

/** Breaks text into lines that fit. */
final class Paragraph {

    private Paragraph() {}

    /**
     * Breaks at spaces; a word that is wider than a whole line goes on in the next, nothing is lost.
     *
     * @param text made harmless here
     * @param first what the first line begins with
     * @param indent how many spaces the others begin with
     * @param width cells in a line
     */
    static List<String> lines(String text, String first, int indent, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        int used = TextWidth.of(first);
        boolean empty = true;
        for (String word : VisibleText.of(text).split(" +")) {
            int needed = TextWidth.of(word) + (empty ? 0 : 1);
            if (used + needed > width && !empty) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                used = indent;
                empty = true;
                needed = TextWidth.of(word);
            }
            if (!empty) {
                line.append(' ');
            }
            String rest = word;
            while (used + needed > width) {
                String beginning = TextWidth.beginning(rest, width - used);
                if (beginning.isEmpty()) {
                    break;
                }
                lines.add(line + beginning);
                rest = rest.substring(beginning.length());
                line = new StringBuilder(" ".repeat(indent));
                used = indent;
                needed = TextWidth.of(rest);
            }
            line.append(rest);
            used += needed;
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
