package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.liftlock.migration.MigrationException;

/** Reads tables by statements and as a reader does by itself, and holds one against the other. */
final class CursorComparison {

    private final Random random;
    private long rows;
    private int quick;
    private int takenOver;
    private int statements;
    private int failures;

    CursorComparison(Random random) {
        this.random = random;
    }

    long rows() {
        return rows;
    }

    /** Tables that were read to their end out of pages. */
    int quick() {
        return quick;
    }

    int takenOver() {
        return takenOver;
    }

    int statements() {
        return statements;
    }

    int failures() {
        return failures;
    }

    void compareAll(SqliteSource source, String what) throws SQLException {
        try (SourceReader reader = source.reader()) {
            for (SourceTable table : source.schema().tables()) {
                List<String> all = table.columns().stream()
                        .map(column -> SqliteSql.name(column.name()))
                        .toList();
                compare(source.file(), reader, table, all, RowRange.ALL, what);
                if (!table.withoutRowid() && !RowLocator.of(table).selectList().isEmpty()) {
                    List<String> some = new ArrayList<>(all);
                    some.removeIf(column -> random.nextInt(3) == 0);
                    some.addAll(RowLocator.of(table).selectList());
                    long one = rowid();
                    long other = rowid();
                    compare(
                            source.file(),
                            reader,
                            table,
                            some,
                            new RowRange(Math.min(one, other), Math.max(one, other)),
                            what);
                    compare(source.file(), reader, table, some, new RowRange(Long.MIN_VALUE, one), what);
                    compare(source.file(), reader, table, some, new RowRange(one, Long.MAX_VALUE), what);
                }
            }
        }
    }

    private long rowid() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(100_000) - 1000;
            default -> random.nextInt(300) - 20;
        };
    }

    private void compare(
            Path file, SourceReader reader, SourceTable table, List<String> selected, RowRange range, String what)
            throws SQLException {
        String name = what + ": " + table.name() + " " + selected + " " + range;
        RowLocator locator = RowLocator.of(table);
        String where = range.equals(RowRange.ALL)
                ? ""
                : range.where(locator.selectList().get(0));
        try (RowCursor expected = new StatementCursor(
                        file, reader.connection(), table, selected, where, locator, reader.encoding());
                RowCursor found = reader.rows(table, selected, range)) {
            String failure = null;
            boolean more = true;
            while (more && failure == null) {
                more = false;
                String foundFailure = null;
                boolean foundMore = false;
                try {
                    more = expected.next();
                } catch (MigrationException e) {
                    failure = e.getMessage();
                }
                try {
                    foundMore = found.next();
                } catch (MigrationException e) {
                    foundFailure = e.getMessage();
                }
                assertThat(foundFailure).as(name).isEqualTo(failure);
                assertThat(foundMore).as(name).isEqualTo(more);
                if (more) {
                    rows++;
                    compareRow(expected, found, selected.size(), name);
                }
            }
            failures += failure == null ? 0 : 1;
            if (found instanceof PageCursor pages) {
                quick += pages.isTakenOver() ? 0 : 1;
                takenOver += pages.isTakenOver() ? 1 : 0;
            } else {
                statements++;
            }
        }
    }

    private void compareRow(RowCursor expected, RowCursor found, int columns, String name) {
        String row = name + " " + expected.address();
        assertThat(found.address()).as(row).isEqualTo(expected.address());
        assertThat(found.hasRowid()).as(row).isEqualTo(expected.hasRowid());
        if (expected.hasRowid()) {
            assertThat(found.rowid()).as(row).isEqualTo(expected.rowid());
        }
        for (int i = 0; i < columns; i++) {
            StorageClass storageClass = expected.storageClass(i);
            assertThat(found.storageClass(i)).as(row).isEqualTo(storageClass);
            switch (storageClass) {
                case INTEGER -> assertThat(found.integer(i)).as(row).isEqualTo(expected.integer(i));
                case REAL ->
                    assertThat(Double.doubleToRawLongBits(found.real(i)))
                            .as(row)
                            .isEqualTo(Double.doubleToRawLongBits(expected.real(i)));
                case TEXT, BLOB -> compareBytes(expected, found, i, storageClass, row);
                case NULL -> {}
            }
        }
    }

    /** As both kinds of callers read: with a copy, without, or one after the other. */
    private void compareBytes(RowCursor expected, RowCursor found, int column, StorageClass storageClass, String row) {
        byte[] bytes = storageClass == StorageClass.TEXT ? expected.text(column) : expected.blob(column);
        int order = random.nextInt(3);
        if (order > 0) {
            assertThat(found.length(column)).as(row).isEqualTo(bytes.length);
            byte[] array = found.bytes(column);
            int from = found.offset(column);
            assertThat(Arrays.equals(array, from, from + found.length(column), bytes, 0, bytes.length))
                    .as(row)
                    .isTrue();
        }
        if (order < 2) {
            assertThat(Arrays.equals(
                            storageClass == StorageClass.TEXT ? found.text(column) : found.blob(column), bytes))
                    .as(row)
                    .isTrue();
        }
    }
}
