package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ContractDatabase;

/**
 * The rules of {@link SemanticsContract} that only the tables of an application can keep: names (E2), keys that are never
 * NULL (D06), text that is sorted by code point (D10). One line checks the migrations of an application on each backend:
 * {@code class SchemaTest extends PortableSchemaContract {}}; with {@link org.liftlock.dao.test.ConfiguredBy} on that class,
 * those of another place. A failure lists what does not keep the rule.
 */
@BackendContract
public abstract class PortableSchemaContract {

    /** PostgreSQL cuts what is longer, and takes upper case for another name where it is quoted. */
    private static final Pattern PORTABLE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** The columns of an application's tables, those of virtual tables and of Flyway excepted. */
    private static final Map<String, String> COLUMNS = Map.of(
            "sqlite",
            "select t.name, c.name from pragma_table_list as t join pragma_table_info(t.name) as c"
                    + " where t.schema = 'main' and t.type in ('table', 'view') and t.name not like 'sqlite\\_%' escape '\\'"
                    + " and t.name <> 'flyway_schema_history' order by 1, 2",
            "postgres",
            "select table_name, column_name from information_schema.columns where table_schema = current_schema()"
                    + " and table_name <> 'flyway_schema_history' order by 1, 2");

    /** Columns of keys that take NULL. PostgreSQL has none; SQLite has none where the column is the row's own number. */
    private static final Map<String, String> NULLABLE_KEYS = Map.of(
            "sqlite",
            "select t.name, c.name from pragma_table_list as t join pragma_table_info(t.name) as c"
                    + " where t.schema = 'main' and t.type = 'table' and t.name <> 'flyway_schema_history'"
                    + " and c.pk > 0 and c.\"notnull\" = 0 and t.wr = 0"
                    + " and not (upper(c.type) = 'INTEGER'"
                    + " and (select count(*) from pragma_table_info(t.name) where pk > 0) = 1) order by 1, 2",
            "postgres",
            "select '', '' where false");

    /** Columns of text in another order than SQLite's BINARY. */
    private static final Map<String, String> SORTED_OTHERWISE = Map.of(
            "sqlite",
            "select t.name, c.name from pragma_table_list as t join pragma_index_list(t.name) as i"
                    + " join pragma_index_xinfo(i.name) as c where t.schema = 'main' and t.type = 'table'"
                    + " and t.name <> 'flyway_schema_history' and c.key = 1 and c.coll <> 'BINARY' order by 1, 2",
            "postgres",
            "select c.table_name, c.column_name from information_schema.columns as c"
                    + " join information_schema.tables as t using (table_schema, table_name)"
                    + " where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'"
                    + " and c.table_name <> 'flyway_schema_history'"
                    + " and c.data_type in ('text', 'character varying')"
                    + " and coalesce(c.collation_name, '') not in ('C', 'POSIX', 'ucs_basic') order by 1, 2");

    /** For the class that runs the contract. */
    protected PortableSchemaContract() {}

    @Test
    void namesAreLowerCaseAndShort(ContractDatabase database) throws SQLException {
        List<Column> columns = find(database, COLUMNS);
        assertNotEquals(List.of(), columns, "the migrations make no table");
        List<Column> otherwise = columns.stream()
                .filter(column -> !PORTABLE_NAME.matcher(column.table()).matches()
                        || !PORTABLE_NAME.matcher(column.name()).matches())
                .toList();
        assertEquals(List.of(), otherwise, "names that mean something else on another backend");
    }

    @Test
    void keysAreNeverNull(ContractDatabase database) throws SQLException {
        assertEquals(List.of(), find(database, NULLABLE_KEYS), "columns of primary keys to be declared NOT NULL");
    }

    @Test
    void textIsSortedByCodePoint(ContractDatabase database) throws SQLException {
        assertEquals(
                List.of(),
                find(database, SORTED_OTHERWISE),
                "columns to be declared COLLATE \"C\" on PostgreSQL, and BINARY on SQLite");
    }

    private static List<Column> find(ContractDatabase database, Map<String, String> queries) throws SQLException {
        String query = queries.get(database.backend());
        if (query == null) {
            return Assumptions.abort("Nobody knows how to ask the backend " + database.backend());
        }
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            List<Column> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
            return columns;
        }
    }

    private record Column(String table, String name) {
        @Override
        public String toString() {
            return table + "." + name;
        }
    }
}
