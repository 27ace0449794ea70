package org.liftlock.migration.pages;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a database, to be read beside SQLite's connections in exactly the state that these see.
 *
 * <p>Without a write-ahead log that state is the file itself: nobody writes to a file that is immutable, or that a read
 * transaction holds a shared lock on (sqlite.org/lockingv3.html).
 *
 * <p>With one, the connections begin their read transactions between two looks at the log's index ({@code wal.c},
 * {@code walTryBeginRead}; sqlite.org/walformat.html sections 2.1 and 2.3). Every commit, restart and truncation of the log
 * changes the 48 bytes of the index's header, so if both looks find the same, each connection has begun with that header and
 * its {@code mxFrame}. What these connections then keep from changing depends on {@code nBackfill}, the number of frames that
 * a checkpoint has brought into the file, which only grows while the header is the same:
 *
 * <ul>
 *   <li>It was {@code mxFrame} at both looks, thus all the time: the file has every page of the snapshot. A connection holds
 *       read mark 0, and then no checkpoint may write to the file; or, if a checkpoint held mark 0 just then, another mark
 *       of at most {@code mxFrame}, and then no checkpoint writes frames beyond it, of which there are none left. A log that
 *       begins anew beside mark 0 is not read. So the file alone is the snapshot.
 *   <li>It was the same and less at both looks, thus all the time: every connection holds a mark from 1 on, of at most
 *       {@code mxFrame}. The log cannot begin anew under it, so frames up to {@code mxFrame} stay. A checkpoint writes to the
 *       file only pages of frames up to that mark, which are read from the log and not from the file, and cuts the file off
 *       only once it has written all frames there are. So a page is its last frame up to {@code mxFrame}, else the file's.
 * </ul>
 *
 * <p>Where anything differs there is no snapshot to read. All this takes no lock, so no application ever waits for it. The
 * files stay open until {@link #close}, to be called when SQLite's connections of this process to the database are closed:
 * closing any descriptor of a file drops all locks that the process holds on it (sqlite.org/howtocorrupt.html section 2.2).
 * Not thread-safe, but for what {@link Snapshot} says.
 */
public final class SnapshotFiles implements AutoCloseable {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int FILE_HEADER = 100;

    private final Path file;
    private final Path log;
    private final Path index;
    private final List<RandomAccessFile> open = new ArrayList<>();
    private @Nullable RandomAccessFile openIndex;
    private @Nullable WalIndexLook before;

    /**
     * Names the files; opens none yet.
     *
     * @param file the database
     */
    public SnapshotFiles(Path file) {
        this.file = file;
        this.log = file.resolveSibling(file.getFileName() + "-wal");
        this.index = file.resolveSibling(file.getFileName() + "-shm");
    }

    /**
     * The look before connections begin. Another connection must have read the database already and stay open until the
     * last look, so that the log and its index are there and are not replaced.
     */
    public void lookBefore() {
        before = look();
    }

    private @Nullable WalIndexLook look() {
        try {
            // Who may not write the index keeps one of its own in memory, of which we know nothing.
            if (openIndex == null && Files.isWritable(index)) {
                openIndex = open(index);
            }
            return openIndex == null ? null : WalIndexLook.at(openIndex);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * The look after connections have begun, and the snapshot if it can be read.
     *
     * @param connection one of the connections, inside its read transaction
     * @param immutable whether they neither lock nor look for a log
     * @return the snapshot; nothing if another try may succeed, or SQLite alone can read it
     * @throws SQLException if SQLite cannot tell what it sees
     */
    public Optional<Snapshot> lookAfter(Connection connection, boolean immutable) throws SQLException {
        boolean hasLog = !immutable
                && text(connection, "journal_mode").toLowerCase(Locale.ROOT).equals("wal");
        try {
            WalFrames frames = hasLog ? frames() : WalFrames.NONE;
            return frames == null ? Optional.empty() : snapshot(connection, frames);
        } catch (IOException | LeftToSqliteException e) {
            return Optional.empty();
        }
    }

    private @Nullable WalFrames frames() throws IOException {
        WalIndexLook first = before;
        WalIndexLook second = look();
        if (first == null || second == null || !first.equals(second)) {
            return null;
        }
        return second.isBackfilled() ? WalFrames.NONE : WalFrames.read(open(log), second);
    }

    /** What SQLite says of the state that it sees has to be what stands on the first page. */
    private Optional<Snapshot> snapshot(Connection connection, WalFrames frames)
            throws SQLException, IOException, LeftToSqliteException {
        PageLayout unreserved =
                new PageLayout((int) number(connection, "page_size"), 0, number(connection, "page_count"));
        if (!unreserved.isKnown() || unreserved.pageCount() > Integer.MAX_VALUE - 1) {
            return Optional.empty();
        }
        byte[] first = new byte[unreserved.pageSize()];
        reader(unreserved, frames).read(1, first, 1);
        ByteBuffer header = ByteBuffer.wrap(first, 0, FILE_HEADER);
        int pageSize = Short.toUnsignedInt(header.getShort(16));
        PageLayout layout = new PageLayout(unreserved.pageSize(), first[20] & 0xff, unreserved.pageCount());
        boolean same = Arrays.equals(MAGIC, 0, MAGIC.length, first, 0, MAGIC.length)
                && (pageSize == 1 ? 65_536 : pageSize) == layout.pageSize()
                && header.getInt(40) == (int) number(connection, "schema_version")
                && header.getInt(36) == (int) number(connection, "freelist_count");
        return same && layout.isKnown() ? Optional.of(new Snapshot(this, layout, frames)) : Optional.empty();
    }

    PageReader reader(PageLayout layout, WalFrames frames) throws IOException {
        return new PageReader(layout, open(file), frames == WalFrames.NONE ? null : open(log), frames);
    }

    private RandomAccessFile open(Path path) throws IOException {
        RandomAccessFile opened = new RandomAccessFile(path.toFile(), "r");
        open.add(opened);
        return opened;
    }

    private static long number(Connection connection, String pragma) throws SQLException {
        return Long.parseLong(text(connection, pragma));
    }

    private static String text(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA main." + pragma)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Override
    public void close() {
        for (RandomAccessFile opened : open) {
            try {
                opened.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
        open.clear();
        openIndex = null;
    }
}
