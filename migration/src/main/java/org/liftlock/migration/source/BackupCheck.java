package org.liftlock.migration.source;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Has SQLite check a copy that nobody else uses: its pages and indexes, the rules of its columns, its foreign keys. */
final class BackupCheck {

    private static final int MOST_PROBLEMS = 100_000;
    private static final int STEPS_BETWEEN_LOOKS = 100_000;
    private static final int ROWS_SHOWN = 5;

    /** Messages of integrity_check that speak of values instead of pages or indexes (sqlite.org/pragma.html). */
    private static final Pattern ABOUT_VALUES = Pattern.compile(
            "NULL value in .+|non-[A-Z]+ value in .+|(NUMERIC|TEXT) value in .+|CHECK constraint failed in .+");

    private final Path source;
    private final Connection connection;
    private final List<Finding> findings = new ArrayList<>();

    private BackupCheck(Path source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /** Rows without their parent in one foreign key. */
    private static final class Orphans {
        private long count;
        private final List<String> first = new ArrayList<>();
    }

    /**
     * Checks a copy.
     *
     * @param source the file that it was made of, to be named
     * @param copy the copy
     * @return what was found, or nothing
     * @throws MigrationException if the copy, and so the source, is damaged (cause {@code INPUT})
     */
    static List<Finding> of(Path source, Path copy) {
        try (Connection connection = SqliteConnections.immutable(copy)) {
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return Thread.currentThread().isInterrupted() ? 1 : 0;
                }
            });
            BackupCheck check = new BackupCheck(source, connection);
            check.integrity();
            check.foreignKeys();
            return check.findings;
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw DatabaseBackup.interrupted();
            }
            throw SourceFailures.opening(source, e);
        }
    }

    private void integrity() throws SQLException {
        Map<String, Integer> broken = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MOST_PROBLEMS + ")")) {
            while (rows.next()) {
                String message = rows.getString(1).strip();
                if (ABOUT_VALUES.matcher(message).matches()) {
                    broken.merge(message, 1, Integer::sum);
                } else if (!message.equals("ok")) {
                    throw damaged(message);
                }
            }
        } catch (SQLException e) {
            notChecked(source.getFileName().toString(), e);
        }
        broken.forEach((message, count) -> findings.add(rule(message, count)));
    }

    /** SQLite names a table after a CHECK, else a table and a column. */
    private static Finding rule(String message, int count) {
        String where = message.substring(message.indexOf(" in ") + 4);
        int dot = message.startsWith("CHECK") ? -1 : where.indexOf('.');
        String detail = message + ": " + RowCount.words(count);
        return dot < 0
                ? Finding.of(FindingCode.COPY_BREAKS_RULE, where, detail)
                : Finding.of(FindingCode.COPY_BREAKS_RULE, where.substring(0, dot), where.substring(dot + 1), detail);
    }

    private MigrationException damaged(String message) {
        return new MigrationException(
                        Cause.INPUT,
                        "The database is damaged, so no copy is left",
                        "If only an index is named, REINDEX cures it; otherwise recover it with the sqlite3 shell (.recover)"
                                + " or restore a backup",
                        null)
                .with("file", source)
                .with("SQLite says first", firstProblem(message));
    }

    private static String firstProblem(String message) {
        return message.lines()
                .filter(line -> !line.startsWith("***"))
                .findFirst()
                .orElse(message);
    }

    private void foreignKeys() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM pragma_table_list"
                        + " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"
                        + " ORDER BY name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        for (String table : tables) {
            foreignKeys(table);
        }
    }

    private void foreignKeys(String table) throws SQLException {
        Map<Integer, Orphans> orphans = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check(" + SqliteSql.name(table) + ")")) {
            while (rows.next()) {
                Orphans ofKey = orphans.computeIfAbsent(rows.getInt(4), key -> new Orphans());
                ofKey.count++;
                String rowid = rows.getString(2);
                if (rowid != null && ofKey.first.size() < ROWS_SHOWN) {
                    ofKey.first.add("rowid " + rowid);
                }
            }
        } catch (SQLException e) {
            notChecked(table, e);
            return;
        }
        for (Map.Entry<Integer, Orphans> key : orphans.entrySet()) {
            findings.add(finding(table, key.getKey(), key.getValue()));
        }
    }

    private Finding finding(String table, int key, Orphans orphans) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> parentColumns = new ArrayList<>();
        String parent = "";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_key_list(" + SqliteSql.name(table) + ")")) {
            while (rows.next()) {
                if (rows.getInt(1) == key) {
                    parent = rows.getString(3);
                    columns.add(rows.getString(4));
                    if (rows.getString(5) != null) {
                        parentColumns.add(rows.getString(5));
                    }
                }
            }
        }
        String shown = orphans.first.isEmpty()
                ? ""
                : " (" + String.join(", ", orphans.first) + (orphans.count > orphans.first.size() ? ", …)" : ")");
        return Finding.of(
                FindingCode.COPY_BREAKS_FOREIGN_KEY,
                table,
                String.join(", ", columns),
                parent + (parentColumns.isEmpty() ? "" : "(" + String.join(", ", parentColumns) + ")") + ": "
                        + RowCount.words(orphans.count) + shown);
    }

    /** A missing collation or function of the application, or a foreign key without a parent, is no damage. */
    private void notChecked(String where, SQLException e) throws SQLException {
        if (!(e instanceof SQLiteException known)
                || (known.getResultCode().code & 0xff) != SQLiteErrorCode.SQLITE_ERROR.code) {
            throw e;
        }
        findings.add(Finding.of(FindingCode.COPY_NOT_CHECKED, where, reason(e)));
    }

    /** Without the driver's words around SQLite's own. */
    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).replaceFirst("(?s)^\\[SQLITE_ERROR] [^(]*\\((.*)\\)$", "$1");
    }
}
