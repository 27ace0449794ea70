package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.source.SqliteSource.Opening;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;

/**
 * A consistent, checked copy of a database that may be in use. It is made in a private folder beside its place and gets its
 * name last, so that a whole copy stands there or none. Neither the source nor what lies beside it changes, and its
 * application meets no lock. Stateless and thread-safe.
 */
public final class DatabaseBackup {

    private static final int PAGES_AT_ONCE = 1024;
    private static final int NO_PAUSE = 0;

    private DatabaseBackup() {}

    /**
     * A copy that was made.
     *
     * @param source the file that was copied
     * @param copy where the copy stands
     * @param bytes its size
     * @param findings what the check found, in the source as in the copy
     * @param copyTime how long copying took
     * @param checkTime how long checking took
     */
    public record Result(
            Path source, Path copy, long bytes, List<Finding> findings, Duration copyTime, Duration checkTime) {
        public Result {
            findings = List.copyOf(findings);
        }

        /**
         * Whether the check found a fault.
         *
         * @return true for exit code 1
         */
        public boolean saysNo() {
            return findings.stream().anyMatch(finding -> finding.weight().compareTo(Weight.FAULT) >= 0);
        }
    }

    /**
     * Copies a database.
     *
     * @param file the database
     * @param copy where the copy will stand
     * @param replace whether a file that stands there already is replaced, at once when the copy is whole
     * @param offline the user's word that nothing writes to the file
     * @param listener hears of the phases {@code BACKUP}, in bytes, and {@code CHECK}
     * @return the copy, on disk for good
     * @throws MigrationException if the file is no database or is damaged, or the copy must not stand there (cause
     *     {@code INPUT}), or there is no room, no quiet moment or no permission (cause {@code ENVIRONMENT}); no copy is left
     *     then, and what stood in its place stays
     */
    public static Result make(Path file, Path copy, boolean replace, boolean offline, RunListener listener) {
        try {
            return copy(file, copy, replace, offline, listener);
        } catch (MigrationException e) {
            // Channels that an interruption closed report it as a failure of the file.
            throw Thread.currentThread().isInterrupted() ? interrupted() : e;
        }
    }

    private static Result copy(Path file, Path copy, boolean replace, boolean offline, RunListener listener) {
        long begin = System.nanoTime();
        Path folder = BackupPlace.require(file, copy, replace);
        String name = file.getFileName().toString();
        listener.begins(Phase.BACKUP, BackupPlace.sizeWithLog(file));
        CopyPolicy policy = CopyPolicy.ofABackup(bytes -> listener.rows(name, bytes));
        SourceOptions options = new SourceOptions(1, offline, folder);
        Opening opening = SourceOpening.decide(file, options, policy);
        PrivateCopy snapshot = opening.copy();
        if (snapshot != null && opening.immutable()) {
            try (snapshot) {
                return finish(file, snapshot.database(), copy, replace, begin, listener);
            }
        }
        try (PrivateCopy place = PrivateCopy.prepare(file, folder, policy)) {
            try (SqliteSource source = SqliteSource.of(file, opening, options);
                    SourceReader reader = source.reader()) {
                copyPages(file, reader.connection(), place.database(), listener);
            }
            return finish(file, place.database(), copy, replace, begin, listener);
        }
    }

    /**
     * The open read transaction keeps one state of the source for all steps (sqlite.org/backup.html, sqlite.org/wal.html).
     * The driver's native loop must not be left by an exception, so an interruption takes effect after it.
     */
    private static void copyPages(Path file, Connection connection, Path part, RunListener listener) {
        String name = file.getFileName().toString();
        long[] done = new long[1];
        try {
            int pageSize = pageSize(connection);
            int code = connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup(
                            "main",
                            part.toString(),
                            (remaining, pages) -> {
                                long bytes = (long) (pages - remaining) * pageSize;
                                listener.rows(name, bytes - done[0]);
                                done[0] = bytes;
                            },
                            NO_PAUSE,
                            Integer.MAX_VALUE,
                            PAGES_AT_ONCE);
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            if (code != Codes.SQLITE_OK) {
                throw BackupPlace.unwritable(part, null).with("SQLite's code", code);
            }
        } catch (SQLException e) {
            throw SourceFailures.opening(file, e);
        }
    }

    private static int pageSize(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA page_size")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Result finish(Path file, Path part, Path copy, boolean replace, long begin, RunListener listener) {
        long copied = System.nanoTime();
        listener.begins(Phase.CHECK, -1);
        List<Finding> findings = BackupCheck.of(file, part);
        try {
            long bytes = Files.size(part);
            BackupPlace.takePermissions(file, part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            if (replace) {
                Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, copy);
            }
            BackupPlace.keepName(copy);
            return new Result(
                    file,
                    copy,
                    bytes,
                    findings,
                    Duration.ofNanos(copied - begin),
                    Duration.ofNanos(System.nanoTime() - copied));
        } catch (FileAlreadyExistsException e) {
            throw BackupPlace.taken(copy);
        } catch (IOException e) {
            throw BackupPlace.unwritable(copy, e);
        }
    }

    static MigrationException interrupted() {
        return new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
    }
}
