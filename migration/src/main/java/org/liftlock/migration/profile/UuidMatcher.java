package org.liftlock.migration.profile;

import org.jspecify.annotations.Nullable;

/** Looks whether all values of a column are UUIDs, and stops at the first that is none. Not thread-safe. */
final class UuidMatcher {

    private static final int BYTES = 16;
    private static final int DIGITS = 32;
    private static final int WITH_HYPHENS = 36;
    private static final int LOWER = 1;
    private static final int UPPER = 2;
    private static final int DIGIT = 4;

    private static final byte[] CLASS_OF = new byte[128];

    static {
        for (int c = '0'; c <= '9'; c++) {
            CLASS_OF[c] = DIGIT;
        }
        for (int c = 'a'; c <= 'f'; c++) {
            CLASS_OF[c] = LOWER;
            CLASS_OF[c - 'a' + 'A'] = UPPER;
        }
    }

    private boolean refuted;
    private long hyphened;
    private long plain;
    private long blobs;
    private int letters;

    void refute() {
        refuted = true;
    }

    void addText(byte[] bytes, int from, int length) {
        if (refuted || length == 0) {
            return;
        }
        boolean hyphens = length == WITH_HYPHENS;
        refuted = (!hyphens && length != DIGITS) || !isHex(bytes, from, length);
        if (hyphens) {
            hyphened++;
        } else {
            plain++;
        }
    }

    private boolean isHex(byte[] bytes, int from, int length) {
        int seen = 0;
        for (int i = 0; i < length; i++) {
            byte c = bytes[from + i];
            if (length == WITH_HYPHENS && (i == 8 || i == 13 || i == 18 || i == 23)) {
                if (c != '-') {
                    return false;
                }
                continue;
            }
            int kind = c < 0 ? 0 : CLASS_OF[c];
            if (kind == 0) {
                return false;
            }
            seen |= kind;
        }
        letters |= seen & (LOWER | UPPER);
        return true;
    }

    void addBlob(byte[] bytes, int from, int length) {
        if (refuted) {
            return;
        }
        int version = length == BYTES ? (bytes[from + 6] >> 4) & 0xf : 0;
        refuted = version < 1 || version > 8 || (bytes[from + 8] & 0xc0) != 0x80;
        blobs++;
    }

    void add(UuidMatcher later) {
        refuted |= later.refuted;
        hyphened += later.hyphened;
        plain += later.plain;
        blobs += later.blobs;
        letters |= later.letters;
    }

    /** Nothing if a value is none, or there is no value. */
    @Nullable
    UuidForms result() {
        if (refuted || hyphened + plain + blobs == 0) {
            return null;
        }
        int spellings = (hyphened > 0 ? 1 : 0) + (plain > 0 ? 1 : 0) + (blobs > 0 ? 1 : 0);
        boolean mixed = spellings > 1 || letters == (LOWER | UPPER);
        boolean canonical = plain == 0 && blobs == 0 && (letters & UPPER) == 0;
        return new UuidForms(hyphened + plain, blobs, mixed, canonical);
    }
}
