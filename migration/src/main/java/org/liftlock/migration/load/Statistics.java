package org.liftlock.migration.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.migration.sql.PgSql;

/** Gathers the statistics that PostgreSQL plans queries by: of large tables side by side, of small ones many at a time. */
final class Statistics {

    private static final int TABLES_AT_A_TIME = 40;

    private Statistics() {}

    /** Waits until all are there. */
    static void gather(TargetWorkers workers, List<TableLoad> tables) throws SQLException {
        List<TableLoad> small = new ArrayList<>();
        for (TableLoad table : tables) {
            if (table.isSmall()) {
                small.add(table);
            } else {
                workers.submit(table.bytes(), session -> analyze(session, List.of(table)));
            }
        }
        for (int from = 0; from < small.size(); from += TABLES_AT_A_TIME) {
            List<TableLoad> some = small.subList(from, Math.min(small.size(), from + TABLES_AT_A_TIME));
            workers.submit(0, session -> analyze(session, some));
        }
        workers.await();
    }

    private static void analyze(TargetSession session, List<TableLoad> some) throws SQLException {
        session.execute("ANALYZE "
                + some.stream().map(table -> PgSql.name(table.plan().target())).collect(Collectors.joining(", ")));
        session.commit();
    }
}
