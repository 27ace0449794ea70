package org.liftlock.dao.test;

import java.sql.SQLException;
import org.liftlock.dao.Database;
import org.liftlock.dao.test.spi.TestDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that one test after the other is given, as long as it can be made as it was. */
final class OpenDatabase {

    private static final Logger LOGGER = LoggerFactory.getLogger(OpenDatabase.class);

    private final TestDatabase place;
    private final UnitWatch units;
    private final WatchedDatabase database;

    private OpenDatabase(TestDatabase place, UnitWatch units, WatchedDatabase database) {
        this.place = place;
        this.units = units;
        this.database = database;
    }

    static OpenDatabase open(ContractRun run, TestDatabase place) {
        try {
            UnitWatch units = new UnitWatch();
            Database database = run.builder(place.jdbcUrl()).listener(units).open();
            return new OpenDatabase(place, units, new WatchedDatabase(database));
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    TestDatabase place() {
        return place;
    }

    Database database() {
        return database;
    }

    UnitWatch units() {
        return units;
    }

    /** Makes it as it was; returns whether it can serve another test, otherwise it is given up. */
    boolean settle(boolean written, boolean leaked) {
        if (leaked) {
            database.close();
        }
        boolean asItWas = !written || restored();
        if (!asItWas || database.isClosed()) {
            giveUp();
            return false;
        }
        return true;
    }

    private boolean restored() {
        try {
            return place.restore();
        } catch (SQLException e) {
            LOGGER.warn("A database of the tests cannot be made as it was and is given up", e);
            return false;
        }
    }

    void giveUp() {
        database.close();
        place.close();
    }
}
