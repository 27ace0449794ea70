package org.liftlock.dao.sqlite;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Says what SQLite's result codes mean. The driver gives the extended code in its own exception only, and the names of
 * constraint, table and column within the message alone.
 *
 * @see <a href="https://www.sqlite.org/rescode.html">Result and error codes</a>
 */
final class SqliteErrors {

    /** SQLite's own words inside the driver's: {@code UNIQUE constraint failed: album.artist_id, album.title}. */
    private static final Pattern FAILED = Pattern.compile("(UNIQUE|NOT NULL|CHECK) constraint failed: ([^)]*)");

    private SqliteErrors() {}

    static DaoException translate(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return withNames(of(sqlite, failure), sqlite).with("code", sqlite.getResultCode());
            }
            if (cause instanceof DaoException known) {
                return known;
            }
            if (cause instanceof InterruptedException) {
                return new DaoException(ErrorKind.CANCELLED, "The thread was interrupted while it waited", failure);
            }
        }
        if (failure instanceof SQLTransientConnectionException) {
            return new DaoException(
                    ErrorKind.LOCK_TIMEOUT, "The one writing connection did not become free in time", failure);
        }
        return new DaoException(ErrorKind.PROGRAMMING, "The driver refuses the call", failure);
    }

    /** Says why no reading connection was to be had: others that read hold no lock. */
    static DaoException noReader(SQLTransientConnectionException failure) {
        return failure.getCause() instanceof SQLException cause
                ? translate(cause)
                : new DaoException(ErrorKind.TIMEOUT, "No reading connection became free in time", failure);
    }

    static boolean saysNoTransaction(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("no transaction is active");
    }

    private static DaoException of(SQLiteException sqlite, SQLException failure) {
        SQLiteErrorCode code = sqlite.getResultCode();
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                new DaoException(ErrorKind.DUPLICATE_KEY, "A key is taken already", failure);
            case SQLITE_CONSTRAINT_FOREIGNKEY ->
                new DaoException(ErrorKind.FOREIGN_KEY, "A row that is referred to is missing", failure);
            case SQLITE_CONSTRAINT_NOTNULL -> new DaoException(ErrorKind.NOT_NULL, "A value is missing", failure);
            case SQLITE_CONSTRAINT_CHECK -> new DaoException(ErrorKind.CHECK, "A check of the schema says no", failure);
            case SQLITE_CONSTRAINT_TRIGGER -> new DaoException(ErrorKind.RULE, "A rule of the schema says no", failure);
            case SQLITE_BUSY_SNAPSHOT ->
                new DaoException(ErrorKind.CONFLICT, "Another unit of work came in between", failure);
            default -> ofPrimary(code.code & 0xff, failure);
        };
    }

    private static DaoException ofPrimary(int primaryCode, SQLException failure) {
        return switch (primaryCode) {
            // The second is what too many that begin at the same moment meet.
            case 5, 15 -> new DaoException(ErrorKind.LOCK_TIMEOUT, "The database stayed locked by others", failure);
            case 6 -> new DaoException(ErrorKind.CONFLICT, "Another unit of work came in between", failure);
            case 8 -> new DaoException(ErrorKind.READ_ONLY, "The database takes no writes", failure);
            case 9 -> new DaoException(ErrorKind.CANCELLED, "The statement was interrupted", failure);
            case 7, 10, 11, 13, 26 ->
                new DaoException(ErrorKind.STORAGE, "The file cannot be read or written", failure);
            case 14, 23, 3 -> new DaoException(ErrorKind.UNREACHABLE, "The file cannot be opened", failure);
            case 18, 19, 20 -> new DaoException(ErrorKind.BAD_DATA, "A value cannot be stored", failure);
            default -> new DaoException(ErrorKind.PROGRAMMING, "SQLite refuses the statement", failure);
        };
    }

    private static DaoException withNames(DaoException exception, SQLiteException sqlite) {
        Matcher failed = FAILED.matcher(String.valueOf(sqlite.getMessage()));
        if (!failed.find()) {
            return exception;
        }
        if (failed.group(1).equals("CHECK")) {
            return exception.with(DaoException.CONSTRAINT, failed.group(2));
        }
        List<String> columns = new ArrayList<>();
        for (String place : failed.group(2).split(", ", -1)) {
            int dot = place.indexOf('.');
            if (dot < 0) {
                return exception;
            }
            exception.with(DaoException.TABLE, place.substring(0, dot));
            columns.add(place.substring(dot + 1));
        }
        return exception.with(DaoException.COLUMN, String.join(", ", columns));
    }
}
