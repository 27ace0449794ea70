package org.liftlock.migration.target;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables of PostgreSQL's own tools (postgresql.org/docs/current/libpq-envars.html). */
final class PgEnvironment {

    private static final Map<String, String> KEYWORDS = Map.ofEntries(
            Map.entry("PGHOST", "host"),
            Map.entry("PGPORT", "port"),
            Map.entry("PGDATABASE", "dbname"),
            Map.entry("PGUSER", "user"),
            Map.entry("PGPASSWORD", "password"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGSSLNEGOTIATION", "sslnegotiation"),
            Map.entry("PGOPTIONS", "options"),
            Map.entry("PGAPPNAME", "application_name"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
            Map.entry("PGGSSENCMODE", "gssencmode"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGKRBSRVNAME", "krbsrvname"),
            Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"),
            Map.entry("PGLOADBALANCEHOSTS", "load_balance_hosts"));

    private PgEnvironment() {}

    /** What is set, by libpq's keywords; an empty variable counts as not set, as with libpq. */
    static Map<String, String> keywords(Map<String, String> environment) {
        Map<String, String> keywords = new LinkedHashMap<>();
        KEYWORDS.forEach((variable, keyword) -> {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                keywords.put(keyword, value);
            }
        });
        return keywords;
    }

    static boolean namesService(Map<String, String> environment) {
        return !environment.getOrDefault("PGSERVICE", "").isEmpty();
    }
}
