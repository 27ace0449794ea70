package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liftlock.migration.testing.Fuzz;
import org.liftlock.migration.testing.Mutation;
import org.liftlock.migration.testing.Sqlite;

/** Every schema that SQLite takes can be read. */
class SchemaFuzzTest {

    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT COLLATE NOCASE DEFAULT 'x' CHECK (b <> ')'),"
                    + " c INT AS (b || 1) STORED, d REFERENCES a (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,"
                    + " CONSTRAINT [u] UNIQUE (b, c) ON CONFLICT IGNORE FOREIGN KEY (b, c) REFERENCES a (b, c))",
            "CREATE TABLE `w` (\"k\" VARCHAR(10) PRIMARY KEY, v DECIMAL(5,2) NOT NULL DEFAULT (1 + 2)) WITHOUT ROWID, STRICT",
            "CREATE TABLE s (k TEXT PRIMARY KEY /* , ( */, v -- )\n INTEGER) STRICT",
            "CREATE UNIQUE INDEX i ON a (b COLLATE BINARY DESC, lower(b), id + 1 ASC) WHERE b > ' ON (' AND id IS NOT NULL",
            "CREATE INDEX \"on\" ON [a] (\"b\")",
            "CREATE VIEW v (x, y) AS SELECT b, id FROM a, (SELECT 1) WHERE id IN (SELECT id FROM a)",
            "CREATE TRIGGER g AFTER UPDATE OF b ON a WHEN new.b <> ';' BEGIN UPDATE a SET b = 1 WHERE id = new.id; END",
            "CREATE VIRTUAL TABLE f USING fts5(x, y, tokenize = 'porter')");

    @Test
    void readsEverySchemaThatSqliteTakes() throws Exception {
        List<String> seeds = new ArrayList<>(STATEMENTS);
        for (int i = 1; i <= 25; i++) {
            seeds.addAll(Arrays.stream(Sqlite.failureCase("b%02d".formatted(i)).split(";\\s*\n"))
                    .filter(statement -> statement.contains("CREATE"))
                    .toList());
        }
        Mutation mutation = new Mutation(seeds, Fuzz.random("schemas"));
        int taken = 0;
        for (int round = Fuzz.rounds(1_000); round > 0; round--) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(STATEMENTS.get(0));
                String mutated = mutation.next();
                if (takes(statement, mutated)) {
                    taken++;
                    takes(statement, "CREATE INDEX more ON a (b, c)");
                    read(connection, mutated);
                }
            }
        }
        assertThat(taken).isPositive();
    }

    private static boolean takes(Statement statement, String sql) {
        try {
            statement.executeUpdate(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void read(Connection connection, String sql) {
        try {
            assertThat(new SchemaReader(connection).read().tables()).isNotEmpty();
        } catch (Exception | Error e) {
            throw new AssertionError("on: " + sql, e);
        }
    }
}
