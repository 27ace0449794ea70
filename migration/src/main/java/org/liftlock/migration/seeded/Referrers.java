package org.liftlock.migration.seeded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.sql.PgSql;

/**
 * The tables that refer to some tables without being among them, by foreign keys and by those of tables that do: what
 * {@code TRUNCATE … CASCADE} would empty, too. Immutable.
 *
 * @param names their qualified names, as SQL has them
 * @param words each with its number of rows
 */
public record Referrers(List<String> names, List<String> words) {

    private static final String OTHERS = """
            WITH RECURSIVE emptied (oid) AS (
              SELECT unnest(?::text[])::pg_catalog.regclass::oid
              UNION
              SELECT c.conrelid FROM pg_catalog.pg_constraint c JOIN emptied e ON c.confrelid = e.oid
              WHERE c.contype = 'f')
            SELECT n.nspname, c.relname, pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable
            FROM emptied e
            JOIN pg_catalog.pg_class c ON c.oid = e.oid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid <> ALL (SELECT unnest(?::text[])::pg_catalog.regclass::oid)
            ORDER BY n.nspname, c.relname
            """;

    public Referrers {
        names = List.copyOf(names);
        words = List.copyOf(words);
    }

    /**
     * Finds them.
     *
     * @param connection to the target
     * @param tables the qualified names of tables, as SQL has them
     * @return the others
     * @throws SQLException if the database refuses
     */
    public static Referrers of(Connection connection, List<String> tables) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> words = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OTHERS)) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
            statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = PgSql.name(row.getString("nspname"), row.getString("relname"));
                    String shown = row.getString("nspname") + "." + row.getString("relname");
                    names.add(name);
                    words.add(shown + " ("
                            + (row.getBoolean("readable")
                                    ? rows(connection, name)
                                    : "rows that this role may not count")
                            + ")");
                }
            }
        }
        return new Referrers(names, words);
    }

    private static String rows(Connection connection, String table) throws SQLException {
        long rows = Sql.number(connection, "SELECT count(*) FROM " + table);
        return rows + (rows == 1 ? " row" : " rows");
    }

    /**
     * All of them in words.
     *
     * @return names with their rows
     */
    public String all() {
        return String.join(", ", words);
    }
}
