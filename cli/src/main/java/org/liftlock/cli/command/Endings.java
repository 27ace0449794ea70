package org.liftlock.cli.command;

import java.util.List;

/** What a run says last: how to get at the result, and what to do next. */
final class Endings {

    private Endings() {}

    static List<String> untouched() {
        return List.of("", "Next: settle the blockers above, in the data, in a plan.yaml or by options, and run again");
    }

    static List<String> connect(String psql, String jdbcUrl, String schema, String next) {
        String psqlLine = "psql:   " + psql;
        String jdbcLine = "JDBC:   " + jdbcUrl;
        return schema.equals("public")
                ? List.of("", psqlLine, jdbcLine, "", next)
                : List.of("", psqlLine, jdbcLine, "Schema: " + schema, "", next);
    }
}
