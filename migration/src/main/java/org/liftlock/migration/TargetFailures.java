package org.liftlock.migration;

import java.sql.SQLException;
import java.util.Objects;
import org.liftlock.migration.MigrationException.Cause;

/** Turns PostgreSQL's errors in mid-run into what a user can act on. */
final class TargetFailures {

    private TargetFailures() {}

    static MigrationException writing(String table, SQLException e) {
        return of(e).with("table", table);
    }

    static MigrationException of(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        String message = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        if (state.equals("53100")) {
            return failure("The disk of the PostgreSQL server is full", "Free space there, then run again", e, message);
        }
        if (state.startsWith("08") || state.startsWith("57")) {
            return failure(
                    "The connection to PostgreSQL broke, or the server ended it",
                    "Check the server, then run again: what this run has made is cleared away first",
                    e,
                    message);
        }
        if (state.equals("42501") || state.startsWith("25")) {
            return failure(
                    "PostgreSQL refused for want of privilege or because it is read-only",
                    "Grant CREATE on the database or schema, or use another role",
                    e,
                    message);
        }
        return failure("PostgreSQL refused", "See what it says; the target is as it was before", e, message);
    }

    private static MigrationException failure(String what, String remedy, SQLException e, String message) {
        return new MigrationException(Cause.ENVIRONMENT, what, remedy, e).with("PostgreSQL says", message);
    }
}
