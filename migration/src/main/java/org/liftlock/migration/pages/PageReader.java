package org.liftlock.migration.pages;

import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of one snapshot, each in the version that the snapshot has. For one thread at a time.
 *
 * <p>It reads without locks through files that stay open until SQLite has closed its own. They are no channels, because an
 * interrupted thread closes its channel, and closing any descriptor of a file drops all locks that the process holds on it
 * (sqlite.org/howtocorrupt.html section 2.2).
 */
public final class PageReader {

    private final PageLayout layout;
    private final RandomAccessFile database;
    private final @Nullable RandomAccessFile log;
    private final WalFrames frames;

    PageReader(PageLayout layout, RandomAccessFile database, @Nullable RandomAccessFile log, WalFrames frames) {
        this.layout = layout;
        this.database = database;
        this.log = log;
        this.frames = frames;
    }

    PageLayout layout() {
        return layout;
    }

    /**
     * Reads a page, and those behind it in the file as far as the array has room, unless it is in the log.
     *
     * @return how many pages stand in the array
     */
    int read(int page, byte[] into, int most) throws IOException, LeftToSqliteException {
        if (page < 1 || page > layout.pageCount()) {
            throw new LeftToSqliteException("a page that is not there");
        }
        long position = frames.position(page);
        RandomAccessFile from = position < 0 || log == null ? database : log;
        from.seek(position < 0 ? (page - 1L) * layout.pageSize() : position);
        int wanted = position < 0
                ? (int) Math.min(most, layout.pageCount() - page + 1) * layout.pageSize()
                : layout.pageSize();
        int got = 0;
        while (got < wanted) {
            int read = from.read(into, got, wanted - got);
            if (read < 0) {
                break;
            }
            got += read;
        }
        if (got < layout.pageSize()) {
            throw new LeftToSqliteException("the end of the file");
        }
        return got / layout.pageSize();
    }

    /** Whether a page has to be read from the log. */
    boolean isInLog(int page) {
        return frames.position(page) >= 0;
    }
}
