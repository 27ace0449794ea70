package org.liftlock.migration.seeded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;

/**
 * The tables that refer to some tables without being among them, by foreign keys and by those of tables that do: what
 * {@code TRUNCATE … CASCADE} would empty, too. Immutable.
 *
 * @param tables the tables
 */
public record Referrers(List<Table> tables) {

    /**
     * One of them.
     *
     * @param sql its qualified name, as SQL has it
     * @param name the same as a person reads it
     * @param rows how many rows it has, in words
     */
    public record Table(String sql, String name, String rows) {}

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
        tables = List.copyOf(tables);
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
        List<Table> others = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OTHERS)) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
            statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String sql = PgSql.name(row.getString("nspname"), row.getString("relname"));
                    others.add(new Table(
                            sql,
                            row.getString("nspname") + "." + row.getString("relname"),
                            row.getBoolean("readable") ? rows(connection, sql) : "rows that this role may not count"));
                }
            }
        }
        return new Referrers(others);
    }

    private static String rows(Connection connection, String table) throws SQLException {
        long rows = Jdbc.number(connection, "SELECT count(*) FROM " + table);
        return RowCount.words(rows);
    }

    /**
     * All of them in words.
     *
     * @return names with their rows
     */
    public List<String> words() {
        return tables.stream()
                .map(table -> table.name() + " (" + table.rows() + ")")
                .toList();
    }
}
