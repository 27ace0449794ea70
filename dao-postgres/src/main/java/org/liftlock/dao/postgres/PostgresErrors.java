package org.liftlock.dao.postgres;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says what PostgreSQL's SQLSTATEs mean.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Error codes</a>
 */
final class PostgresErrors {

    /** The driver counts no entry of a failed batch as done; the index is the first number of its text in any language. */
    private static final Pattern ENTRY = Pattern.compile("^\\D{0,40}(\\d{1,9}) ");

    private PostgresErrors() {}

    static int failedEntry(BatchUpdateException failure) {
        Matcher entry = ENTRY.matcher(String.valueOf(failure.getMessage()));
        return entry.find() ? Integer.parseInt(entry.group(1)) : -1;
    }

    static DaoException translate(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres) {
                return translate(postgres, failure);
            }
            if (cause instanceof DaoException known) {
                return known;
            }
            if (cause instanceof InterruptedException) {
                return new DaoException(ErrorKind.CANCELLED, "The thread was interrupted while it waited", failure);
            }
        }
        if (failure instanceof SQLTransientConnectionException) {
            return new DaoException(ErrorKind.TIMEOUT, "No connection became free in time", failure);
        }
        return new DaoException(ErrorKind.PROGRAMMING, "The driver refuses the call", failure);
    }

    private static DaoException translate(PSQLException postgres, SQLException failure) {
        String state = postgres.getSQLState() == null ? "" : postgres.getSQLState();
        DaoException exception = of(state, postgres, failure).with("sqlState", state);
        ServerErrorMessage server = postgres.getServerErrorMessage();
        if (server != null) {
            add(exception, DaoException.CONSTRAINT, server.getConstraint());
            add(exception, DaoException.TABLE, server.getTable());
            add(exception, DaoException.COLUMN, server.getColumn());
        }
        return exception;
    }

    private static DaoException of(String state, PSQLException postgres, SQLException failure) {
        return switch (state) {
            case "23505", "23P01" -> new DaoException(ErrorKind.DUPLICATE_KEY, "A key is taken already", failure);
            case "23503", "23001" ->
                new DaoException(ErrorKind.FOREIGN_KEY, "A row that is referred to is missing", failure);
            case "23502" -> new DaoException(ErrorKind.NOT_NULL, "A value is missing", failure);
            case "23514" -> new DaoException(ErrorKind.CHECK, "A check of the schema says no", failure);
            case "P0001" -> new DaoException(ErrorKind.RULE, "A rule of the schema says no", failure);
            case "40001", "40P01" ->
                new DaoException(ErrorKind.CONFLICT, "Another unit of work came in between", failure);
            case "55P03" -> new DaoException(ErrorKind.LOCK_TIMEOUT, "The lock stayed held by others", failure);
            case "57014" ->
                String.valueOf(postgres.getMessage()).contains("statement timeout")
                        ? tookTooLong(failure)
                        : new DaoException(ErrorKind.CANCELLED, "The statement was cancelled", failure);
            case "25P04" -> new DaoException(ErrorKind.TIMEOUT, "The unit of work took too long", failure);
            case "25006" -> new DaoException(ErrorKind.READ_ONLY, "The database takes no writes", failure);
            case "25P02" ->
                new DaoException(ErrorKind.PROGRAMMING, "The unit of work has failed before; use attempt()", failure);
            // Without the server's words it is the driver that refuses: more parameters than the protocol carries.
            case "22023" ->
                postgres.getServerErrorMessage() == null
                        ? new DaoException(ErrorKind.PROGRAMMING, "The driver refuses the statement", failure)
                        : ofClass("22", failure);
            // A statement that was prepared before the table was changed; the next one is prepared anew.
            case "0A000" ->
                isStalePlan(postgres)
                        ? new DaoException(ErrorKind.CONFLICT, "The schema was changed in between", failure)
                        : new DaoException(ErrorKind.UNSUPPORTED, "PostgreSQL cannot do this", failure);
            case "25P03", "57P01", "57P02", "57P03", "57P04", "57P05", "53300", "3D000" -> unreachable(failure);
            default -> ofClass(state.length() == 5 ? state.substring(0, 2) : "", failure);
        };
    }

    /** The server has no state of its own for it; the routine is not translated, as its message is. */
    private static boolean isStalePlan(PSQLException postgres) {
        ServerErrorMessage server = postgres.getServerErrorMessage();
        return server != null && "RevalidateCachedQuery".equals(server.getRoutine());
    }

    private static DaoException ofClass(String stateClass, SQLException failure) {
        return switch (stateClass) {
            case "08", "28" -> unreachable(failure);
            case "22" -> new DaoException(ErrorKind.BAD_DATA, "A value cannot be stored", failure);
            case "53", "58", "XX" ->
                new DaoException(ErrorKind.STORAGE, "The server lacks a resource or is damaged", failure);
            case "54" -> new DaoException(ErrorKind.BAD_DATA, "A value or a statement is too large", failure);
            default -> new DaoException(ErrorKind.PROGRAMMING, "PostgreSQL refuses the statement", failure);
        };
    }

    static DaoException tookTooLong(SQLException failure) {
        return new DaoException(ErrorKind.TIMEOUT, "The statement took too long", failure).with("sqlState", "57014");
    }

    private static DaoException unreachable(SQLException failure) {
        return new DaoException(ErrorKind.UNREACHABLE, "The server cannot be reached or refuses", failure);
    }

    private static void add(DaoException exception, String name, @Nullable String value) {
        if (value != null) {
            exception.with(name, value);
        }
    }
}
