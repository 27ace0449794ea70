package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts rows that differ into words. Immutable. */
final class RowWording {

    private static final int MOST_ROWS = 5;
    private static final int MOST_COLUMNS = 3;
    private static final int KEYLESS_COLUMNS = 4;

    private final RowShape shape;
    private final boolean redact;

    RowWording(RowShape shape, boolean redact) {
        this.shape = shape;
        this.redact = redact;
    }

    /** How many rows differ, and the first of them. */
    List<String> describe(PartOutcome outcome) {
        List<String> words = new ArrayList<>();
        words.add((outcome.atLeast() ? "at least " : "")
                + outcome.differing()
                + (outcome.differing() == 1 ? " row differs" : " rows differ"));
        if (outcome.sourceRows() != outcome.targetRows()) {
            words.add("SQLite has " + outcome.sourceRows() + " rows, PostgreSQL has " + outcome.targetRows());
        }
        DifferingRows rows = outcome.rows();
        rows.changed().stream().limit(MOST_ROWS).map(this::changed).forEach(words::add);
        rows.missing().stream()
                .limit(MOST_ROWS)
                .map(row -> address(row) + " is only in SQLite")
                .forEach(words::add);
        rows.surplus().stream()
                .limit(MOST_ROWS)
                .map(row -> address(row) + " is only in PostgreSQL")
                .forEach(words::add);
        return words;
    }

    private String changed(DifferingRows.Changed row) {
        int[] columns = IntStream.range(0, shape.columns().size())
                .filter(column -> !row.source().sameValue(column, row.target()))
                .toArray();
        String shown = Arrays.stream(columns)
                .limit(MOST_COLUMNS)
                .mapToObj(column -> column(row, column))
                .collect(Collectors.joining("; "));
        int more = columns.length - MOST_COLUMNS;
        return address(row.source()) + ": " + shown + (more > 0 ? "; and " + more + " more columns" : "");
    }

    private String column(DifferingRows.Changed row, int column) {
        String name = "column " + shape.columns().get(column);
        if (redact) {
            return name + " differs";
        }
        byte[] own = row.source().value(column);
        byte[] other = row.target().value(column);
        int shared = ValueText.sharedStart(own, other);
        return name + ": SQLite has " + ValueText.show(own, shared) + ", PostgreSQL has "
                + ValueText.show(other, shared);
    }

    private String address(RowImage row) {
        int shown = shape.keyColumns() > 0
                ? shape.keyColumns()
                : Math.min(KEYLESS_COLUMNS, shape.columns().size());
        String values = IntStream.range(0, shown)
                .mapToObj(column -> part(shape.columns().get(column), row.value(column)))
                .collect(Collectors.joining(", "));
        if (shape.keyColumns() > 0) {
            String key = "key (" + values + ")";
            return shape.keyIsRowid() && !row.address().isEmpty()
                    ? row.address()
                    : Stream.of(row.address(), key)
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(", "));
        }
        String more = shown < shape.columns().size() ? ", …" : "";
        String content = redact ? "" : " (" + values + more + ")";
        return row.address().isEmpty() ? "a row" + content : row.address() + content;
    }

    /** Numbers in keys only say which row; other values are the row's content. */
    private String part(String column, byte[] value) {
        boolean hidden = redact && value[0] != CanonicalRow.INTEGER;
        return column + " = " + (hidden ? "…" : ValueText.show(value, 0));
    }
}
