package org.liftlock.migration.verify;

import java.util.Arrays;

/**
 * A row that differs, kept to be shown.
 *
 * @param bytes its canonical bytes
 * @param ends where each column's value ends
 * @param fromReal which values are the text of a REAL
 * @param address where it stands, or the empty string
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, and never handed out.
record RowImage(byte[] bytes, int[] ends, boolean[] fromReal, String address) {

    byte[] value(int column) {
        return Arrays.copyOfRange(bytes, column == 0 ? 0 : ends[column - 1], ends[column]);
    }

    /** Whether a value is the same on both sides, or the other side spells the same REAL otherwise, just as short. */
    boolean sameValue(int column, RowImage target) {
        byte[] own = value(column);
        byte[] other = target.value(column);
        return Arrays.equals(own, other)
                || (fromReal[column] && (RealText.sameReal(own, other) || RealText.sameToTheLastDigits(own, other)));
    }

    boolean sameValues(RowImage target) {
        for (int i = 0; i < ends.length; i++) {
            if (!sameValue(i, target)) {
                return false;
            }
        }
        return true;
    }

    boolean hasTextFromReal() {
        for (boolean is : fromReal) {
            if (is) {
                return true;
            }
        }
        return false;
    }
}
