package org.liftlock.migration.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;

class OrphanFinderTest {

    private static final int DATABASES = 150;
    /** Numbers at the ends of a gap-free key, beyond them, and what SQLite takes for them or does not. */
    private static final String[] VALUES = {
        "NULL",
        "1",
        "2",
        "9",
        "10",
        "11",
        "0",
        "-1",
        "'3'",
        "'x'",
        "4.0",
        "4.5",
        "x'35'",
        "100000000",
        "9223372036854775807"
    };

    @TempDir
    Path folder;

    @Test
    void findsTheRowsThatSqliteFindsWithAndWithoutGapsInTheParentsKey() throws Exception {
        long seed = System.nanoTime();
        System.out.println("OrphanFinderTest: seed " + seed);
        Random random = new Random(seed);
        int withOrphans = 0;
        int without = 0;
        for (int i = 0; i < DATABASES; i++) {
            Path file = folder.resolve(i + ".db");
            fill(file, random);
            List<String> expected = new ArrayList<>();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT fkid, count(*) FROM pragma_foreign_key_check('child')" + " GROUP BY fkid")) {
                while (rows.next()) {
                    expected.add(column(connection, rows.getInt(1)) + "=" + rows.getLong(2));
                }
            }
            try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
                assertThat(orphans(new DatabaseProfiler(source, false, RunListener.NONE).profile()))
                        .as("database %d of seed %d", i, seed)
                        .containsExactlyInAnyOrderElementsOf(expected);
                DatabaseProfile read = new DatabaseProfiler(source, false, RunListener.NONE)
                        .profile(Map.of("child", Map.of("parent", "5", "other", "5")));
                assertThat(orphans(read))
                        .as("read otherwise, database %d of seed %d", i, seed)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
            withOrphans += expected.isEmpty() ? 0 : 1;
            without += expected.isEmpty() ? 1 : 0;
        }
        assertThat(withOrphans).isPositive();
        assertThat(without).isPositive();
    }

    /** Without them the result is the same, and takes a look-up for each row. */
    @Test
    void watchesKeysOfParentsWithAndWithoutGapsUnlessTheyAreTooFarApart() throws Exception {
        Path file = folder.resolve("watched.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("whole", "gapped", "wide", "none")) {
                statement.execute("CREATE TABLE " + table + "(id INTEGER PRIMARY KEY)");
            }
            statement.execute("INSERT INTO whole VALUES (4), (5), (6)");
            statement.execute("INSERT INTO gapped VALUES (4), (6), (99)");
            statement.execute("INSERT INTO wide VALUES (4), (100000000)");
            statement.execute("CREATE TABLE child(a REFERENCES whole, b REFERENCES gapped(id), c REFERENCES wide,"
                    + " d REFERENCES none, e REFERENCES missing)");
        }
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults());
                SourceReader reader = source.reader()) {
            Map<String, SourceTable> tables =
                    source.schema().tables().stream().collect(Collectors.toMap(SourceTable::name, table -> table));

            assertThat(new ParentKeys(tables).watches(Objects.requireNonNull(tables.get("child")), reader))
                    .extracting(watch -> watch.key().parentTable())
                    .containsExactlyInAnyOrder("whole", "gapped");
        }
    }

    private static void fill(Path file, Random random) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE parent(id INTEGER PRIMARY KEY)");
            statement.execute("CREATE TABLE child(id INTEGER PRIMARY KEY, parent "
                    + (random.nextBoolean() ? "INTEGER" : "REAL") + " REFERENCES parent(id), other REFERENCES parent)");
            int parents = random.nextInt(12);
            for (int id = 1; id <= parents; id++) {
                statement.execute("INSERT INTO parent VALUES (" + id + ")");
            }
            if (random.nextInt(3) == 0) {
                statement.execute("DELETE FROM parent WHERE id = " + (1 + random.nextInt(11)));
            }
            if (random.nextInt(10) == 0) {
                statement.execute("INSERT INTO parent VALUES (-9223372036854775808), (9223372036854775807)");
            }
            if (random.nextInt(10) == 0) {
                statement.execute("INSERT INTO parent VALUES (100000000)");
            }
            int kinds = 1 + random.nextInt(random.nextBoolean() ? 4 : VALUES.length);
            for (int row = 0; row < 8; row++) {
                statement.execute("INSERT INTO child(parent, other) VALUES (" + VALUES[random.nextInt(kinds)] + ", "
                        + VALUES[random.nextInt(kinds)] + ")");
            }
        }
    }

    private static String column(Connection connection, int key) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT \"from\" FROM pragma_foreign_key_list('child') WHERE id = " + key)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<String> orphans(DatabaseProfile profile) {
        return profile.tables().stream()
                .flatMap(table -> table.orphans().stream())
                .map(orphan -> orphan.foreignKey().columns().get(0) + "="
                        + orphan.rows().count())
                .toList();
    }
}
