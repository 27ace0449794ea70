package org.liftlock.migration.seeded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What refuses a second row in a table of the target: its primary key, a unique constraint or a unique index. Immutable.
 *
 * @param name the index's name
 * @param primary whether it is the primary key
 * @param immediate whether it is never deferred
 * @param nullsEqual whether NULL equals NULL in it
 * @param expressions what it is over, as SQL: columns, or expressions over them
 * @param condition SQL that holds for the rows in it, or null for all
 * @param columns the columns that both need
 */
record TargetKey(
        String name,
        boolean primary,
        boolean immediate,
        boolean nullsEqual,
        List<String> expressions,
        @Nullable String condition,
        Set<String> columns) {

    // Whether NULL equals NULL is said by a column that PostgreSQL has since version 15.
    private static final String KEYS = """
            SELECT i.relname, x.indisprimary, x.indimmediate,
                   coalesce((to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_equal,
                   ARRAY(SELECT '(' || pg_catalog.pg_get_indexdef(x.indexrelid, n, true) || ')'
                           || CASE WHEN x.indcollation[n - 1] <> 0
                                   THEN ' COLLATE ' || x.indcollation[n - 1]::pg_catalog.regcollation ELSE '' END
                         FROM generate_series(1, x.indnkeyatts::integer) AS n ORDER BY n) AS expressions,
                   pg_catalog.pg_get_expr(x.indpred, x.indrelid) AS condition,
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = x.indrelid AND a.attnum > 0
                           AND (a.attnum = ANY ((x.indkey::smallint[])[0:x.indnkeyatts - 1])
                                OR (x.indexprs IS NOT NULL OR x.indpred IS NOT NULL) AND EXISTS (SELECT FROM pg_catalog.pg_depend d
                                           WHERE d.classid = 'pg_catalog.pg_class'::regclass
                                             AND d.objid = x.indexrelid AND d.refobjid = x.indrelid
                                             AND d.refobjsubid = a.attnum))) AS columns
            FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            WHERE x.indrelid = ?::pg_catalog.regclass AND x.indisunique AND x.indisvalid
            ORDER BY NOT x.indisprimary, i.relname
            """;

    TargetKey {
        expressions = List.copyOf(expressions);
        columns = Set.copyOf(columns);
    }

    /** The keys of a table, the primary key first. */
    static List<TargetKey> of(Connection connection, String table) throws SQLException {
        List<TargetKey> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(new TargetKey(
                            row.getString("relname"),
                            row.getBoolean("indisprimary"),
                            row.getBoolean("indimmediate"),
                            row.getBoolean("nulls_equal"),
                            List.of((String[]) row.getArray("expressions").getArray()),
                            row.getString("condition"),
                            Set.of((String[]) row.getArray("columns").getArray())));
                }
            }
        }
        return keys;
    }

    static Optional<TargetKey> primary(List<TargetKey> keys) {
        return keys.stream().filter(TargetKey::primary).findFirst();
    }

    /** The rows of a table that are in the key, as a subquery: {@code k0 …} and more. */
    String rows(String table, List<String> more) {
        String list = Stream.concat(
                        IntStream.range(0, expressions.size()).mapToObj(i -> expressions.get(i) + " AS k" + i),
                        more.stream())
                .collect(Collectors.joining(", "));
        return "(SELECT " + list + " FROM " + table + (condition == null ? "" : " WHERE " + condition) + ")";
    }

    /** That two of its rows may not stand in one table. */
    String same(String one, String other) {
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> one + ".k" + i + (nullsEqual ? " IS NOT DISTINCT FROM " : " = ") + other + ".k" + i)
                .collect(Collectors.joining(" AND "));
    }
}
