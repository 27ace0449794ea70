package org.liftlock.dao.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.dao.ErrorKind;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "SQLITE_CONSTRAINT_UNIQUE, DUPLICATE_KEY",
        "SQLITE_CONSTRAINT_PRIMARYKEY, DUPLICATE_KEY",
        "SQLITE_CONSTRAINT_ROWID, DUPLICATE_KEY",
        "SQLITE_CONSTRAINT_FOREIGNKEY, FOREIGN_KEY",
        "SQLITE_CONSTRAINT_NOTNULL, NOT_NULL",
        "SQLITE_CONSTRAINT_CHECK, CHECK",
        "SQLITE_CONSTRAINT_TRIGGER, RULE",
        "SQLITE_MISMATCH, BAD_DATA",
        "SQLITE_TOOBIG, BAD_DATA",
        "SQLITE_BUSY, LOCK_TIMEOUT",
        "SQLITE_PROTOCOL, LOCK_TIMEOUT",
        "SQLITE_BUSY_SNAPSHOT, CONFLICT",
        "SQLITE_LOCKED, CONFLICT",
        "SQLITE_LOCKED_SHAREDCACHE, CONFLICT",
        "SQLITE_INTERRUPT, CANCELLED",
        "SQLITE_READONLY, READ_ONLY",
        "SQLITE_READONLY_DBMOVED, READ_ONLY",
        "SQLITE_CANTOPEN, UNREACHABLE",
        "SQLITE_FULL, STORAGE",
        "SQLITE_IOERR_WRITE, STORAGE",
        "SQLITE_CORRUPT, STORAGE",
        "SQLITE_NOTADB, STORAGE",
        "SQLITE_ERROR, PROGRAMMING"
    })
    void givesEachResultCodeItsKind(SQLiteErrorCode code, ErrorKind kind) {
        SQLException failure = new SQLException("wrapped", new SQLiteException("message", code));
        assertThat(SqliteErrors.translate(failure).kind()).isEqualTo(kind);
    }
}
