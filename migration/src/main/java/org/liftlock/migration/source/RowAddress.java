package org.liftlock.migration.source;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Where a row stands in its table, in words that a person can look up.
 *
 * @param text for instance {@code rowid 17} or {@code key (a, 3)}
 */
public record RowAddress(String text) {

    private static final String KEY = "key (";
    private static final String ROWID = "rowid ";
    private static final int LONGEST_PART = 40;

    static RowAddress of(Object[] values, boolean byRowid) {
        if (values.length == 0) {
            return new RowAddress("a row without rowid or key");
        }
        if (byRowid) {
            return new RowAddress(ROWID + values[0]);
        }
        return new RowAddress(
                KEY + Arrays.stream(values).map(RowAddress::show).collect(Collectors.joining(", ")) + ")");
    }

    /**
     * The rowid, where the address is one.
     *
     * @return the rowid, or nothing if the row is found by its key
     */
    public OptionalLong rowid() {
        return text.startsWith(ROWID)
                ? OptionalLong.of(Long.parseLong(text.substring(ROWID.length())))
                : OptionalLong.empty();
    }

    /**
     * The same without values: a rowid says nothing, a key may say everything.
     *
     * @return an address that shows no key
     */
    public RowAddress redacted() {
        return text.startsWith(KEY) ? new RowAddress("key not shown") : this;
    }

    private static String show(Object value) {
        String text = value instanceof byte[] bytes ? "x'" + HexFormat.of().formatHex(bytes) + "'" : value.toString();
        return text.length() <= LONGEST_PART ? text : text.substring(0, LONGEST_PART) + "…";
    }

    @Override
    public String toString() {
        return text;
    }
}
