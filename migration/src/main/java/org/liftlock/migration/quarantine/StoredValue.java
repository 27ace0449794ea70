package org.liftlock.migration.quarantine;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** Brings a value back into SQLite in its storage class and byte for byte. Stateless and thread-safe. */
public final class StoredValue {

    private StoredValue() {}

    /**
     * The place of a value in a statement.
     *
     * @param first the number of its first parameter; it takes that one and the next
     * @return SQL
     */
    public static String mark(int first) {
        return "CASE ?" + first + " WHEN 'text' THEN CAST(?" + (first + 1) + " AS TEXT) ELSE ?" + (first + 1) + " END";
    }

    /**
     * Gives a value to its place.
     *
     * @param statement with {@link #mark}
     * @param first the number of its first parameter
     * @param value the value
     * @param utf8 whether the database keeps text as UTF-8, so that bytes which are none stay as they are
     * @throws SQLException if SQLite refuses
     * @throws NumberFormatException if a number is none
     */
    public static void bind(PreparedStatement statement, int first, RowContent.Value value, boolean utf8)
            throws SQLException {
        byte[] bytes = value.bytes();
        statement.setString(first, value.storageClass());
        if (bytes == null) {
            statement.setNull(first + 1, Types.NULL);
            return;
        }
        switch (value.storageClass()) {
            case "integer" -> statement.setLong(first + 1, Long.parseLong(ascii(bytes)));
            case "real" -> statement.setDouble(first + 1, Double.parseDouble(ascii(bytes)));
            case "text" -> {
                if (utf8) {
                    statement.setBytes(first + 1, bytes);
                } else {
                    statement.setString(first + 1, new String(bytes, StandardCharsets.UTF_8));
                }
            }
            default -> statement.setBytes(first + 1, bytes);
        }
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
