package org.liftlock.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for a terminal. Its first column holds names and gives way; where that is not enough, columns are left out in
 * the order in which they may be missed.
 */
final class TextTable {

    private static final int GAP = 2;
    private static final int NAMES_AT_LEAST = 12;

    /**
     * A column.
     *
     * @param heading its heading
     * @param isNumber whether it stands to the right
     * @param missable 0 if it is always needed; the smallest number is left out first
     */
    record Column(String heading, boolean isNumber, int missable) {}

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> footer = List.of();

    TextTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    void footer(List<String> cells) {
        footer = List.copyOf(cells);
    }

    /** Gives the lines, none wider than the width, without trailing spaces. */
    List<String> lines(int width) {
        // Once for all: each looks at every row.
        int[] widths = IntStream.range(0, columns.size()).map(this::natural).toArray();
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            shown.add(i);
        }
        while (width - others(shown, widths) < Math.min(NAMES_AT_LEAST, widths[0]) && leaveOutOne(shown)) {
            continue;
        }
        int names = Math.max(1, Math.min(widths[0], width - others(shown, widths)));
        List<String> lines = new ArrayList<>();
        List<String> headings = columns.stream().map(Column::heading).toList();
        lines.add(line(headings, shown, names, widths));
        String rule = "─".repeat(Math.min(width, names + others(shown, widths)));
        lines.add(rule);
        rows.forEach(row -> lines.add(line(row, shown, names, widths)));
        if (!footer.isEmpty()) {
            lines.add(rule);
            lines.add(line(footer, shown, names, widths));
        }
        return lines.stream().map(line -> TextWidth.cut(line, width)).toList();
    }

    private boolean leaveOutOne(List<Integer> shown) {
        return shown.stream()
                .filter(index -> columns.get(index).missable() > 0)
                .min((a, b) -> columns.get(a).missable() - columns.get(b).missable())
                .map(shown::remove)
                .orElse(false);
    }

    private static int others(List<Integer> shown, int[] widths) {
        return shown.stream()
                .filter(index -> index > 0)
                .mapToInt(index -> widths[index] + GAP)
                .sum();
    }

    private int natural(int index) {
        int widest = TextWidth.of(columns.get(index).heading());
        for (List<String> row : rows) {
            widest = Math.max(widest, TextWidth.of(row.get(index)));
        }
        return footer.isEmpty() ? widest : Math.max(widest, TextWidth.of(footer.get(index)));
    }

    private String line(List<String> cells, List<Integer> shown, int names, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int index : shown) {
            int width = index == 0 ? names : widths[index];
            String cell = TextWidth.cut(cells.get(index), width);
            String padding = " ".repeat(width - TextWidth.of(cell));
            if (index > 0) {
                line.append(" ".repeat(GAP));
            }
            line.append(columns.get(index).isNumber() ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}
