package org.liftlock.integration.architecture.web;

import org.liftlock.dao.sqlite.SqliteDatabase;
import org.sqlite.SQLiteErrorCode;

/** Knows a driver, and which database it runs on. */
final class DriverInAPage {

    private DriverInAPage() {}

    static boolean isBusy(int code) {
        return SQLiteErrorCode.getErrorCode(code) == SQLiteErrorCode.SQLITE_BUSY;
    }

    static String backend() {
        return SqliteDatabase.class.getSimpleName();
    }
}
