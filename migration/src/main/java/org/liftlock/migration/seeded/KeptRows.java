package org.liftlock.migration.seeded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgType;
import org.sqlite.SQLiteException;

/** Lists the rows of a source that are not loaded because the target keeps rows of its own with their keys. Stateless. */
public final class KeptRows {

    private static final int BATCH = 5_000;

    private KeptRows() {}

    /**
     * Whether the rows of a table can be listed.
     *
     * @param keys its keys
     * @return false for a table of SQLite whose rowid is hidden by columns of that name
     */
    public static boolean canList(SourceKeys keys) {
        return RowName.isPossible(keys.source());
    }

    /**
     * Lists them in a file of SQLite, which every reader of the source sees from now on.
     *
     * @param source the source, none of whose readers is in use
     * @param aside what is set aside already
     * @param tables the tables that hold rows, with the source's keys
     * @param connection to the target, in a transaction
     * @return the same with the rows that are kept out
     * @throws SQLException if the target refuses
     * @throws MigrationException if the list cannot be written (cause {@code ENVIRONMENT})
     */
    public static RowsAside list(SqliteSource source, RowsAside aside, List<SourceKeys> tables, Connection connection)
            throws SQLException {
        Path file = source.newFolder().resolve("rows.db");
        String encoding;
        try (SourceReader reader = source.reader()) {
            encoding = reader.encoding().name();
        }
        String schema = "kept" + Long.toHexString(System.nanoTime());
        List<Long> counts = new ArrayList<>();
        try (Connection list = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            // A database can only be attached to one that stores text the same way.
            Jdbc.execute(list, "PRAGMA encoding = '" + encoding + "'");
            Jdbc.execute(list, "PRAGMA journal_mode = OFF");
            Jdbc.execute(list, "PRAGMA synchronous = OFF");
            list.setAutoCommit(false);
            for (int i = 0; i < tables.size(); i++) {
                boolean byRowid = RowName.of(tables.get(i).source()).type().equals(PgType.BIGINT);
                Jdbc.execute(
                        list,
                        "CREATE TABLE k" + i + " (r " + (byRowid ? "INTEGER" : "TEXT") + " PRIMARY KEY)"
                                + (byRowid ? "" : " WITHOUT ROWID"));
                counts.add(list(connection, tables.get(i).kept(), list, "INSERT INTO k" + i + " VALUES (?)"));
            }
            list.commit();
        } catch (SQLiteException e) {
            throw unwritable(e);
        }
        source.attach(file, schema);
        RowsAside kept = aside;
        for (int i = 0; i < tables.size(); i++) {
            if (counts.get(i) > 0) {
                kept = kept.keeping(
                        tables.get(i).source().name(),
                        "(" + RowName.of(tables.get(i).source()).sql() + ") IN (SELECT r FROM " + schema + ".k" + i
                                + ")",
                        counts.get(i));
            }
        }
        return kept;
    }

    private static long list(Connection connection, String query, Connection list, String insertion)
            throws SQLException {
        long count = 0;
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = list.prepareStatement(insertion)) {
            statement.setFetchSize(BATCH);
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    insert.setObject(1, rows.getObject(1));
                    insert.addBatch();
                    if (++count % BATCH == 0) {
                        insert.executeBatch();
                    }
                }
            }
            insert.executeBatch();
        }
        return count;
    }

    private static MigrationException unwritable(Exception e) {
        return new MigrationException(
                        Cause.ENVIRONMENT,
                        "The rows that the target keeps cannot be listed; nothing was changed",
                        "Make room in the folder for temporary files",
                        e)
                .with("system says", String.valueOf(e.getMessage()));
    }
}
