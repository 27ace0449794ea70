package org.liftlock.migration.verify;

import java.sql.SQLException;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.sqlite.SQLiteErrorCode;

/** Turns errors of either database into what a user can act on. Stateless and thread-safe. */
final class VerifyFailures {

    private static final int PRIMARY_CODE = 0xff;
    private static final String CONNECTION_ERRORS = "08";
    private static final String OPERATOR_INTERVENTION = "57P";

    private VerifyFailures() {}

    static MigrationException source(String table, SQLException e) {
        boolean damaged = (e.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CORRUPT.code;
        return new MigrationException(
                        damaged ? Cause.INPUT : Cause.ENVIRONMENT,
                        damaged ? "The SQLite database is damaged" : "The SQLite database cannot be read",
                        damaged
                                ? "Recover it with the sqlite3 shell (.recover) or restore a backup, then run again"
                                : "Check the file, its folder and the disk, then verify again",
                        e)
                .with("table", table)
                .with("SQLite says", String.valueOf(e.getMessage()));
    }

    static MigrationException target(String object, SQLException e) {
        if (isLost(e)) {
            return new MigrationException(
                            Cause.ENVIRONMENT,
                            "The connection to PostgreSQL was lost, or could not be made",
                            "Check the server and the network, then verify again",
                            e)
                    .with("object", object)
                    .with("PostgreSQL says", String.valueOf(e.getMessage()));
        }
        return new MigrationException(
                        Cause.ENVIRONMENT,
                        "PostgreSQL could not be read to the end",
                        "Check the server, the connection and the role's rights, then verify again",
                        e)
                .with("object", object)
                .with("PostgreSQL says", String.valueOf(e.getMessage()));
    }

    /** Whether nothing more can be asked on the connection. */
    static boolean isLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith(CONNECTION_ERRORS) || state.startsWith(OPERATOR_INTERVENTION);
    }
}
