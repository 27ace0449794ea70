package org.liftlock.dao.jooq;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.DataTypeException;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Turns what jOOQ throws into a {@link DaoException}: by the driver's exception if there is one. What a repository throws
 * itself stays as it is, whatever its cause.
 */
final class JooqErrors {

    private JooqErrors() {}

    static RuntimeException translate(RuntimeException failure, JooqUnit unit) {
        if (!(failure instanceof DataAccessException)) {
            return failure;
        }
        // jOOQ wraps what is thrown while a value is bound in an exception of a driver, as it seems.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DaoException known) {
                return known;
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sqlException) {
                return unit.translate(firstOf(sqlException));
            }
        }
        if (failure instanceof DataTypeException) {
            return new DaoException(ErrorKind.BAD_DATA, "A value cannot be converted", failure);
        }
        return new DaoException(ErrorKind.PROGRAMMING, "jOOQ refuses the statement", failure);
    }

    /** A batch reports itself first; the statement that failed stands behind it. */
    private static SQLException firstOf(SQLException failure) {
        SQLException next = failure.getNextException();
        return failure instanceof BatchUpdateException && next != null ? next : failure;
    }
}
