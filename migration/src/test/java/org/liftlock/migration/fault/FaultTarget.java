package org.liftlock.migration.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.liftlock.migration.target.TargetDatabase;

/**
 * A database of one fault.
 *
 * @param name its name
 * @param url straight to the server
 */
record FaultTarget(String name, String url) {

    /** As a run sees it, by way of a port; what connects is not waited for long. */
    String urlBy(int port) {
        return url.replaceFirst(":\\d+/", ":" + port + "/") + "&connectTimeout=2&loginTimeout=3";
    }

    TargetDatabase by(int port) {
        return TargetDatabase.of(urlBy(port), new Properties());
    }

    List<String> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All that a run leaves: the schema, an ordered digest of every table's rows, next numbers, what was set aside. */
    List<String> image() throws SQLException {
        List<String> image = new ArrayList<>();
        image.addAll(rows("SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY 1"));
        image.addAll(
                rows(
                        "SELECT format('relation %s %s', c.oid::regclass, c.relkind) FROM pg_class c"
                                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'liftlock') ORDER BY 1"));
        image.addAll(rows("SELECT format('column %s %s %s %s %s %s %s %s', attrelid::regclass, attnum, attname,"
                + " format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, pg_get_expr(adbin, adrelid))"
                + " FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid"
                + " LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum"
                + " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v') AND attnum > 0"
                + " AND NOT attisdropped ORDER BY 1"));
        image.addAll(rows("SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))"
                + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1"));
        image.addAll(rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
        image.addAll(
                rows("SELECT 'view ' || viewname || definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1"));
        image.addAll(rows("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
                + " ORDER BY 1"));
        image.addAll(rows("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"));
        for (String table : rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                + " AND relkind = 'r' ORDER BY 1")) {
            image.addAll(
                    rows("SELECT '" + table + "', count(*), md5(string_agg(md5(t::text), '' ORDER BY t::text COLLATE"
                            + " \"C\")) FROM public.\"" + table + "\" t"));
        }
        for (String sequence :
                rows("SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                        + " AND relkind = 'S' ORDER BY 1")) {
            image.addAll(rows("SELECT '" + sequence + "', last_value, is_called FROM " + sequence));
        }
        if (!rows("SELECT 1 WHERE to_regclass('liftlock.quarantine') IS NOT NULL")
                .isEmpty()) {
            image.addAll(rows("SELECT target_table, source_table, source_row, reason, columns, classes, contents"
                    + " FROM liftlock.quarantine ORDER BY 1, 3, 4"));
        }
        return image;
    }

    /** In what an image is not as it should be. */
    List<String> differences(List<String> wanted) throws SQLException {
        List<String> missing = new ArrayList<>(wanted);
        List<String> more = new ArrayList<>();
        for (String line : image()) {
            if (!missing.remove(line)) {
                more.add("not wanted: " + line);
            }
        }
        missing.forEach(line -> more.add("missing: " + line));
        return more;
    }
}
