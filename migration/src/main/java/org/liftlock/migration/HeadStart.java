package org.liftlock.migration;

import java.util.List;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.PlanOptions;
import org.sqlite.SQLiteJDBCLoader;

/**
 * What every run needs before and after it reads values, begun while the program still reads its options: a tenth of a second
 * each for SQLite's library and for the classes that write plans, which another processor has to spare. Stateless and
 * thread-safe.
 */
public final class HeadStart {

    private HeadStart() {}

    /** Begins; whoever needs it later waits for it, or finds it done. */
    public static void begin() {
        Thread thread = new Thread(HeadStart::run, "liftlock-head-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            SQLiteJDBCLoader.initialize();
            PlanFile.text(new MigrationPlan("", "", PlanOptions.defaults(), List.of(), List.of()));
        } catch (Exception | LinkageError e) {
            // It fails again where it is needed, and is told there.
        }
    }
}
