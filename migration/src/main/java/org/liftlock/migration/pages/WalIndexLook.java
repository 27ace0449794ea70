package org.liftlock.migration.pages;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the shared index of a write-ahead log says at one moment (sqlite.org/walformat.html section 2.1).
 *
 * @param pageSize bytes of a page in the log
 * @param lastFrame the last frame that is committed, {@code mxFrame}; 0 if the log is empty
 * @param backfilled how many frames are surely in the database file already, {@code nBackfill}
 * @param firstSalt of the log's header
 * @param secondSalt of the log's header
 * @param header the 48 bytes themselves, which no two commits share
 */
record WalIndexLook(int pageSize, long lastFrame, long backfilled, int firstSalt, int secondSalt, ByteBuffer header) {

    private static final int VERSION = 3_007_000;
    private static final int HEADER = 48;
    private static final int SUMMED = 40;
    private static final int BACKFILLED = 96;
    /** Not one byte more: on Windows, where locks are mandatory, those behind may be locked. */
    private static final int LENGTH = 120;

    /** Reads it, or nothing if it is under change, unknown or not there. Takes no lock. */
    static @Nullable WalIndexLook at(RandomAccessFile index) throws IOException {
        byte[] bytes = new byte[LENGTH];
        if (index.length() < LENGTH) {
            return null;
        }
        index.seek(0);
        index.readFully(bytes);
        ByteBuffer look = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        boolean whole = Arrays.equals(bytes, 0, HEADER, bytes, HEADER, 2 * HEADER);
        boolean known = look.getInt(0) == VERSION && bytes[12] == 1;
        if (!whole || !known || !hasItsChecksum(look)) {
            return null;
        }
        int size = Short.toUnsignedInt(look.getShort(14));
        return new WalIndexLook(
                (size & 0xfe00) + ((size & 1) << 16),
                Integer.toUnsignedLong(look.getInt(16)),
                Integer.toUnsignedLong(look.getInt(BACKFILLED)),
                salt(bytes, 32),
                salt(bytes, 36),
                ByteBuffer.wrap(Arrays.copyOf(bytes, HEADER)));
    }

    /** Salts stand as they do in the log, big-endian. */
    private static int salt(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    /** The checksum of the log's frames (sqlite.org/fileformat2.html section 4.2), in the machine's own order. */
    private static boolean hasItsChecksum(ByteBuffer look) {
        int first = 0;
        int second = 0;
        for (int i = 0; i < SUMMED; i += 8) {
            first += look.getInt(i) + second;
            second += look.getInt(i + 4) + first;
        }
        return look.getInt(SUMMED) == first && look.getInt(SUMMED + 4) == second;
    }

    /** Whether the database file alone has everything. */
    boolean isBackfilled() {
        return backfilled == lastFrame;
    }
}
