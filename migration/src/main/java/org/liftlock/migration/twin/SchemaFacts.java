package org.liftlock.migration.twin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.liftlock.migration.twin.TwinDifference.Kind;

/**
 * What a schema of PostgreSQL says, one fact for each thing that may differ. Names are folded to lower case; those of
 * constraints and indexes do not count, what they hold does.
 *
 * @param facts the values by what and where
 * @param unlike indexes of kinds that SQLite does not have
 */
record SchemaFacts(Map<Fact, String> facts, Set<String> unlike) {

    /** The value of a column is its type, with {@code enum} for types that users made of words. */
    private static final String COLUMNS = """
            SELECT c.relname, a.attname,
                   CASE WHEN t.typtype = 'e' THEN 'enum' ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END AS type,
                   a.attnotnull, a.attidentity <> '' AS identity, a.attgenerated <> '' AS generated,
                   pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
            """;

    private static final String TABLES = """
            SELECT c.relname, c.relkind IN ('v', 'm') AS is_view,
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns
            FROM pg_catalog.pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
            """;

    private static final String INDEXES = """
            SELECT t.relname, i.relname AS index, m.amname, x.indisprimary, x.indisunique,
                   pg_catalog.pg_get_expr(x.indpred, x.indrelid) AS condition,
                   ARRAY(SELECT pg_catalog.pg_get_indexdef(x.indexrelid, k, true)
                                || CASE WHEN (x.indoption[k - 1] & 1) = 1 THEN ' DESC' ELSE '' END
                         FROM pg_catalog.generate_series(1, x.indnkeyatts::int) AS k ORDER BY k) AS keys
            FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
            JOIN pg_catalog.pg_am m ON m.oid = i.relam
            WHERE t.relnamespace = 'public'::regnamespace
            """;

    private static final String CONSTRAINTS = """
            SELECT t.relname, c.contype, p.relname AS parent, c.confdeltype, c.confupdtype,
                   c.condeferrable, c.condeferred, pg_catalog.pg_get_expr(c.conbin, c.conrelid) AS expression,
                   ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(attnum, n)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
                         ORDER BY k.n) AS columns,
                   ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k(attnum, n)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum
                         ORDER BY k.n) AS parent_columns
            FROM pg_catalog.pg_constraint c
            JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
            LEFT JOIN pg_catalog.pg_class p ON p.oid = c.confrelid
            WHERE t.relnamespace = 'public'::regnamespace AND c.contype IN ('c', 'f')
            ORDER BY t.relname, pg_catalog.pg_get_expr(c.conbin, c.conrelid)
            """;

    private static final Pattern SEQUENCE = Pattern.compile("nextval\\(.*");
    private static final Set<String> ALIKE = Set.of("btree", "hash");

    /**
     * A thing that may differ.
     *
     * @param kind what
     * @param table its table or view
     * @param detail the column, or the columns of a key; or the empty string
     */
    record Fact(Kind kind, String table, String detail) implements Comparable<Fact> {
        @Override
        public int compareTo(Fact other) {
            int byTable = table.compareTo(other.table);
            int byKind = kind.compareTo(other.kind);
            return byTable != 0 ? byTable : byKind != 0 ? byKind : detail.compareTo(other.detail);
        }

        String where() {
            if (detail.isEmpty()) {
                return table;
            }
            return switch (kind) {
                case INDEX, UNIQUE -> table + " (" + detail + ")";
                case FOREIGN_KEY, CHECK -> table + " " + detail;
                default -> table + "." + detail;
            };
        }
    }

    static SchemaFacts read(Connection connection) throws SQLException {
        SchemaFacts facts = new SchemaFacts(new TreeMap<>(), new TreeSet<>());
        each(connection, TABLES, row -> {
            boolean view = row.getBoolean("is_view");
            facts.put(view ? Kind.VIEW : Kind.TABLE, row, "", view ? list(row, "columns") : "");
        });
        each(connection, COLUMNS, facts::column);
        each(connection, INDEXES, facts::index);
        each(connection, CONSTRAINTS, facts::constraint);
        return facts;
    }

    private void put(Kind kind, ResultSet row, String detail, String value) throws SQLException {
        String table = folded(row.getString("relname"));
        if (!table.equals(TwinSchemas.HISTORY_TABLE)) {
            facts.put(new Fact(kind, table, detail), value);
        }
    }

    private void column(ResultSet row) throws SQLException {
        String column = folded(row.getString("attname"));
        put(Kind.COLUMN, row, column, row.getString("type"));
        if (row.getBoolean("attnotnull")) {
            put(Kind.NOT_NULL, row, column, "not null");
        }
        String expression = row.getString("expression");
        boolean sequence = expression != null && SEQUENCE.matcher(expression).matches();
        if (row.getBoolean("identity") || sequence) {
            put(Kind.IDENTITY, row, column, "identity");
        } else if (expression != null) {
            put(row.getBoolean("generated") ? Kind.GENERATED : Kind.DEFAULT, row, column, expression);
        }
    }

    private void index(ResultSet row) throws SQLException {
        if (!ALIKE.contains(row.getString("amname"))) {
            unlike.add("index " + row.getString("index") + ": SQLite has no " + row.getString("amname") + " indexes");
            return;
        }
        String condition = row.getString("condition");
        String keys = list(row, "keys");
        if (row.getBoolean("indisprimary")) {
            put(Kind.PRIMARY_KEY, row, "", keys);
        } else {
            Kind kind = row.getBoolean("indisunique") ? Kind.UNIQUE : Kind.INDEX;
            put(kind, row, Expressions.plain(keys), condition == null ? keys : keys + " where " + condition);
        }
    }

    private void constraint(ResultSet row) throws SQLException {
        String columns = list(row, "columns");
        if (row.getString("contype").equals("f")) {
            put(
                    Kind.FOREIGN_KEY,
                    row,
                    columns,
                    folded(row.getString("parent")) + " " + list(row, "parent_columns")
                            + action(" on delete ", row.getString("confdeltype"))
                            + action(" on update ", row.getString("confupdtype"))
                            + (row.getBoolean("condeferrable") ? " deferrable" : "")
                            + (row.getBoolean("condeferred") ? " initially deferred" : ""));
            return;
        }
        // More than one check may speak of the same columns.
        String detail = columns;
        for (int n = 2; facts.containsKey(new Fact(Kind.CHECK, folded(row.getString("relname")), detail)); n++) {
            detail = columns + " " + n;
        }
        put(Kind.CHECK, row, detail, row.getString("expression"));
    }

    private static String action(String words, String code) {
        return switch (code) {
            case "r" -> words + "restrict";
            case "c" -> words + "cascade";
            case "n" -> words + "set null";
            case "d" -> words + "set default";
            default -> "";
        };
    }

    private static String list(ResultSet row, String column) throws SQLException {
        String[] names = (String[]) row.getArray(column).getArray();
        return folded("(" + String.join(", ", Arrays.asList(names)) + ")").replace("\"", "");
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private interface RowUser {
        void use(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, RowUser user) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                user.use(rows);
            }
        }
    }
}
