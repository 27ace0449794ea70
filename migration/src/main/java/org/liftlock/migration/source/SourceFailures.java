package org.liftlock.migration.source;

import java.nio.file.Path;
import java.sql.SQLException;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns SQLite's errors into what a user can act on. */
final class SourceFailures {

    private SourceFailures() {}

    static MigrationException reading(Path file, String table, SQLException e) {
        return of(e).with("file", file).with("table", table);
    }

    static MigrationException opening(Path file, SQLException e) {
        return of(e).with("file", file);
    }

    private static MigrationException of(SQLException e) {
        int primary =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : e.getErrorCode() & 0xff;
        String detail = String.valueOf(e.getMessage());
        if (primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new MigrationException(
                    Cause.INPUT,
                    "The file is not a SQLite database, or it is encrypted",
                    "Give the path of an unencrypted SQLite 3 file",
                    e);
        }
        if (primary == SQLiteErrorCode.SQLITE_NOMEM.code || detail.equals("Out of memory")) {
            return MigrationException.outOfMemory(e);
        }
        if (primary == SQLiteErrorCode.SQLITE_TOOBIG.code || detail.contains("string or blob too big")) {
            return new MigrationException(
                            Cause.INPUT,
                            "A value, or a statement of the schema, is longer than SQLite can take here",
                            "Shorten it in a copy of the database, then run again on the copy",
                            e)
                    .with("SQLite says", detail);
        }
        if (detail.contains("unsupported file format")) {
            return new MigrationException(
                            Cause.INPUT,
                            "The file has a format that SQLite does not know",
                            "Restore a backup, or give a file that the sqlite3 shell can open",
                            e)
                    .with("SQLite says", detail);
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return new MigrationException(
                            Cause.INPUT,
                            "The database is damaged: a page cannot be read",
                            "Recover it with the sqlite3 shell (.recover) or restore a backup, then run again",
                            e)
                    .with("SQLite says", detail);
        }
        if (primary == SQLiteErrorCode.SQLITE_ERROR.code) {
            return new MigrationException(
                            Cause.INPUT,
                            "SQLite cannot compute an expression for a row: sql of the plan, or a generated column",
                            "Correct the expression, or the row",
                            e)
                    .with("SQLite says", detail);
        }
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new MigrationException(
                    Cause.ENVIRONMENT,
                    "Another process holds a lock on the database",
                    "Wait until its transaction ends or stop it, then run again",
                    e);
        }
        return new MigrationException(
                        Cause.ENVIRONMENT,
                        "The database cannot be read",
                        "Check the file, its folder and the disk, then run again",
                        e)
                .with("SQLite says", detail);
    }
}
