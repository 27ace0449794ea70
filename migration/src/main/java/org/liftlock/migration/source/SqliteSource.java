package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.pages.Snapshot;
import org.liftlock.migration.pages.SnapshotFiles;

/**
 * A SQLite database opened for reading only: neither the file nor what lies beside it changes, and its application never
 * waits for us.
 *
 * <p>In WAL mode the file is read in place under one read transaction; in rollback-journal mode, where a reader would
 * block the writer, a private snapshot is read. Thread-safe; each {@link SourceReader} is for one thread.
 */
public final class SqliteSource implements AutoCloseable {

    private static final int SNAPSHOT_ATTEMPTS = 20;
    /** How often to begin anew only to be able to read pages without SQLite. */
    private static final int PAGE_ATTEMPTS = 5;

    private final Path file;
    private final Path opened;
    private final @Nullable PrivateCopy copy;
    private final boolean immutable;
    private final boolean removesSideFiles;
    private final List<Connection> connections = new ArrayList<>();
    private final SnapshotFiles files;
    private final BlockingQueue<SourceReader> free;
    private final SourceSchema schema;
    private final Path workFolder;
    private final List<Path> folders = new CopyOnWriteArrayList<>();

    private SqliteSource(Path file, Opening opening, SourceOptions options) {
        int readers = options.readers();
        this.file = file;
        this.workFolder = options.workFolder();
        this.opened = opening.path();
        this.files = new SnapshotFiles(opened);
        this.copy = opening.copy();
        this.immutable = opening.immutable();
        this.removesSideFiles = opening.removesSideFiles();
        this.free = new ArrayBlockingQueue<>(readers);
        try {
            begin(opening.immutable(), readers);
            try (SourceReader reader = reader()) {
                this.schema = new SchemaReader(reader.connection()).read();
            }
        } catch (SQLException e) {
            close();
            throw SourceFailures.opening(file, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What {@link SourceOpening} decided on. */
    record Opening(Path path, @Nullable PrivateCopy copy, boolean immutable, boolean removesSideFiles) {}

    /**
     * Opens a database.
     *
     * @param file its path
     * @param options how
     * @return the source, to be closed
     * @throws MigrationException if it is no readable SQLite database (cause {@code INPUT}), or a lock or the file system
     *     refuses (cause {@code ENVIRONMENT})
     */
    public static SqliteSource open(Path file, SourceOptions options) {
        return of(file, SourceOpening.decide(file, options), options);
    }

    static SqliteSource of(Path file, Opening opening, SourceOptions options) {
        return new SqliteSource(file, opening, options);
    }

    /**
     * The file that was asked for.
     *
     * @return its path
     */
    public Path file() {
        return file;
    }

    /** What is read, as ATTACH takes it: the file, or the private copy of it. */
    String attachable() {
        return SqliteConnections.uri(opened, immutable ? "mode=ro&immutable=1" : "mode=ro");
    }

    /**
     * The schema in this snapshot.
     *
     * @return the schema
     */
    public SourceSchema schema() {
        return schema;
    }

    /**
     * How many readers there are.
     *
     * @return at least 1
     */
    public int readers() {
        return connections.size();
    }

    /**
     * Borrows a reader; waits until one is free.
     *
     * @return a reader, to be closed
     */
    public SourceReader reader() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        }
    }

    /**
     * Makes a folder for files of this run, where private copies may lie. It goes, with the files in it, when the source is
     * closed.
     *
     * @return the folder
     * @throws MigrationException if none can be made (cause {@code ENVIRONMENT})
     */
    public Path newFolder() {
        try {
            Path folder = WorkFolder.make(workFolder);
            folders.add(folder);
            return folder;
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "No folder can be made for files of this run",
                            "Make room, or name another folder with --work-dir",
                            e)
                    .with("folder", workFolder)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Lets every reader see a database of our own beside the source, read-only, from now on. Waits until all readers are
     * free.
     *
     * @param database a file that stays until the source is closed, for instance in {@link #newFolder()}
     * @param name the name of its schema in SQL
     */
    public void attach(Path database, String name) {
        List<SourceReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < connections.size(); i++) {
                readers.add(reader());
            }
            for (SourceReader reader : readers) {
                try (Statement statement = reader.connection().createStatement()) {
                    statement.execute(
                            "ATTACH '" + SqliteConnections.immutableUri(database) + "' AS " + SqliteSql.name(name));
                }
            }
        } catch (SQLException e) {
            throw SourceFailures.reading(file, name, e);
        } finally {
            readers.forEach(SourceReader::close);
        }
    }

    /**
     * All readers begin between two looks at {@code data_version} on a connection that is idle in between; if it did
     * not change, nothing was committed meanwhile and all see the same (sqlite.org/pragma.html#pragma_data_version).
     */
    private void begin(boolean immutable, int readers) throws SQLException {
        try (Connection watcher = connect(immutable)) {
            for (int attempt = 0; attempt < SNAPSHOT_ATTEMPTS; attempt++) {
                long before = dataVersion(watcher);
                files.lookBefore();
                for (int i = 0; i < readers; i++) {
                    Connection connection = connect(immutable);
                    connections.add(connection);
                    connection.setAutoCommit(false);
                    query(connection, "SELECT count(*) FROM sqlite_schema");
                }
                // One reader alone sees one state, whatever is committed meanwhile.
                if (readers == 1 || dataVersion(watcher) == before) {
                    Optional<Snapshot> snapshot = files.lookAfter(connections.get(0), immutable);
                    if (snapshot.isPresent() || attempt >= PAGE_ATTEMPTS) {
                        addReaders(snapshot.orElse(null));
                        return;
                    }
                }
                closeConnections();
            }
        }
        throw new MigrationException(
                        Cause.ENVIRONMENT,
                        "The application writes too often for several readers to begin at the same state",
                        "Run again at a quieter time",
                        null)
                .with("file", file);
    }

    private void addReaders(@Nullable Snapshot snapshot) throws SQLException {
        Charset encoding = encoding(connections.get(0));
        Map<String, Integer> roots = snapshot == null ? Map.of() : TablePages.roots(connections.get(0));
        for (Connection connection : connections) {
            free.add(new SourceReader(file, connection, encoding, TablePages.of(snapshot, roots), free::add));
        }
    }

    private Connection connect(boolean immutable) throws SQLException {
        return immutable ? SqliteConnections.immutable(opened) : SqliteConnections.readOnly(opened);
    }

    private static long dataVersion(Connection connection) throws SQLException {
        return Long.parseLong(query(connection, "PRAGMA data_version"));
    }

    private static Charset encoding(Connection connection) throws SQLException {
        return switch (query(connection, "PRAGMA encoding")) {
            case "UTF-16le" -> StandardCharsets.UTF_16LE;
            case "UTF-16be" -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private void closeConnections() {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                // The snapshot was only read; nothing is lost with it.
            }
        }
        connections.clear();
        free.clear();
    }

    @Override
    public void close() {
        closeConnections();
        files.close();
        folders.forEach(WorkFolder::delete);
        if (copy != null) {
            copy.close();
        } else if (removesSideFiles) {
            removeOwnSideFiles();
        }
    }

    /**
     * A read-only connection that closes last leaves an empty log and its index behind. Opening once more for writing and
     * closing lets SQLite remove both, by its own protocol: only under an exclusive lock, that is, if nobody else has the
     * file open.
     */
    private void removeOwnSideFiles() {
        SideFiles sides = SideFiles.of(opened);
        try {
            if (!sides.walExists() || (Files.exists(sides.wal()) && Files.size(sides.wal()) > 0)) {
                return;
            }
            try (Connection connection = SqliteConnections.readWrite(opened)) {
                query(connection, "SELECT count(*) FROM sqlite_schema");
            }
        } catch (IOException | SQLException e) {
            // An empty log beside a database is valid; the next one to open it for writing removes it.
        }
    }
}
