package org.liftlock.migration.quarantine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.RowAddress;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.value.ShortestDecimal;

/**
 * A row as SQLite stores it.
 *
 * @param address where it stands
 * @param values of each column that is not generated, in order
 */
public record RowContent(RowAddress address, List<Value> values) {

    /**
     * A value.
     *
     * @param storageClass its storage class in lower case
     * @param bytes text and blobs byte for byte, numbers as their shortest exact decimal, null for NULL; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // values of any size are only handed on
    public record Value(String storageClass, byte @Nullable [] bytes) {}

    public RowContent {
        values = List.copyOf(values);
    }

    /**
     * The columns of a table whose values make its rows.
     *
     * @param table the table
     * @return the names of those that are not generated
     */
    public static List<String> columns(SourceTable table) {
        return table.columns().stream()
                .filter(column -> !column.isGenerated())
                .map(SourceColumn::name)
                .toList();
    }

    /**
     * Reads the current row.
     *
     * @param cursor where it stands
     * @param indexes where each of {@link #columns} is in the cursor
     * @return its content
     */
    public static RowContent of(RowCursor cursor, List<Integer> indexes) {
        List<Value> values = new ArrayList<>(indexes.size());
        for (int index : indexes) {
            StorageClass storageClass = cursor.storageClass(index);
            values.add(new Value(storageClass.name().toLowerCase(Locale.ROOT), bytes(cursor, index, storageClass)));
        }
        return new RowContent(cursor.address(), values);
    }

    private static byte @Nullable [] bytes(RowCursor cursor, int index, StorageClass storageClass) {
        return switch (storageClass) {
            case NULL -> null;
            case INTEGER -> Long.toString(cursor.integer(index)).getBytes(StandardCharsets.US_ASCII);
            case REAL -> ShortestDecimal.text(cursor.real(index)).getBytes(StandardCharsets.US_ASCII);
            case TEXT -> cursor.text(index);
            case BLOB -> cursor.blob(index);
        };
    }

    /** How much memory its values take. */
    long size() {
        long size = 0;
        for (Value value : values) {
            byte[] bytes = value.bytes();
            size += bytes == null ? 0 : bytes.length;
        }
        return size;
    }
}
