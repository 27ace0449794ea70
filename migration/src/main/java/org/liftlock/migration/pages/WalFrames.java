package org.liftlock.migration.pages;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the log holds the newest version of a page, up to one frame (sqlite.org/fileformat2.html section 4). Immutable: a
 * sorted array, eight bytes for each page in the log.
 */
final class WalFrames {

    static final WalFrames NONE = new WalFrames(new long[0], 0);

    private static final int LOG_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    /** The last bit tells the order of the checksums' bytes, which does not matter here. */
    private static final int MAGIC = 0x377f0682;

    private static final int VERSION = 3_007_000;

    private final long[] newest;
    private final int pageSize;

    private WalFrames(long[] newest, int pageSize) {
        this.newest = newest;
        this.pageSize = pageSize;
    }

    /** Reads the heads of all frames up to the last committed one, or nothing if one does not belong to this log. */
    static @Nullable WalFrames read(RandomAccessFile log, WalIndexLook look) throws IOException {
        if (look.lastFrame() > Integer.MAX_VALUE - 8) {
            return null;
        }
        byte[] bytes = new byte[LOG_HEADER];
        ByteBuffer head = ByteBuffer.wrap(bytes);
        log.seek(0);
        log.readFully(bytes);
        boolean same = (head.getInt(0) & ~1) == MAGIC
                && head.getInt(4) == VERSION
                && head.getInt(8) == look.pageSize()
                && head.getInt(16) == look.firstSalt()
                && head.getInt(20) == look.secondSalt();
        if (!same) {
            return null;
        }
        long[] frames = new long[(int) look.lastFrame()];
        for (int i = 0; i < frames.length; i++) {
            log.seek(LOG_HEADER + (long) i * (FRAME_HEADER + look.pageSize()));
            log.readFully(bytes, 0, FRAME_HEADER);
            if (head.getInt(0) <= 0 || head.getInt(8) != look.firstSalt() || head.getInt(12) != look.secondSalt()) {
                return null;
            }
            frames[i] = (long) head.getInt(0) << 32 | (i + 1);
        }
        Arrays.sort(frames);
        int kept = 0;
        for (int i = 0; i < frames.length; i++) {
            if (i + 1 == frames.length || frames[i] >> 32 != frames[i + 1] >> 32) {
                frames[kept++] = frames[i];
            }
        }
        return new WalFrames(Arrays.copyOf(frames, kept), look.pageSize());
    }

    /** Where the content of a page begins in the log, or -1 if the database file has it. */
    long position(int page) {
        if (newest.length == 0) {
            return -1;
        }
        int place = -Arrays.binarySearch(newest, (long) (page + 1) << 32) - 2;
        if (place < 0 || newest[place] >> 32 != page) {
            return -1;
        }
        long before = (newest[place] & 0xffff_ffffL) - 1;
        return LOG_HEADER + before * (FRAME_HEADER + pageSize) + FRAME_HEADER;
    }
}
