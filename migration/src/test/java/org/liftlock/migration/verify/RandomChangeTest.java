package org.liftlock.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liftlock.migration.verify.TwoDatabases.column;
import static org.liftlock.migration.verify.TwoDatabases.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Fills both databases with random values, changes one of them, and expects it to be found. */
class RandomChangeTest {

    private static final List<String> TYPES =
            List.of("bigint", "double precision", "numeric", "text", "bytea", "date", "timestamp", "boolean", "jsonb");
    private static final int ROWS = 400;

    @RepeatedTest(5)
    void findsTheOneValueThatChanged(@TempDir Path folder) throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        boolean keyed = random.nextBoolean();
        try (TwoDatabases databases = new TwoDatabases(folder)) {
            databases.sqlite("CREATE TABLE t (id, c0, c1, c2, c3, c4, c5, c6, c7, c8)");
            StringBuilder columns = new StringBuilder("id bigint" + (keyed ? " PRIMARY KEY" : ""));
            for (int i = 0; i < TYPES.size(); i++) {
                columns.append(", c").append(i).append(' ').append(TYPES.get(i));
            }
            databases.postgres("CREATE TABLE t (" + columns + ")");
            fill(databases, random);
            databases.plan(table(
                    "t",
                    keyed ? List.of("id") : List.of(),
                    column("id", "bigint"),
                    column("c0", TYPES.get(0)),
                    column("c1", TYPES.get(1)),
                    column("c2", TYPES.get(2)),
                    column("c3", TYPES.get(3)),
                    column("c4", TYPES.get(4)),
                    column("c5", TYPES.get(5)),
                    column("c6", TYPES.get(6)),
                    column("c7", TYPES.get(7)),
                    column("c8", TYPES.get(8))));
            assertThat(databases.lines()).as("equal databases, seed %d", seed).isEmpty();

            int row = random.nextInt(ROWS);
            int changed = random.nextInt(TYPES.size());
            databases.postgres("UPDATE t SET c" + changed + " = " + otherValue(changed) + " WHERE id = " + row);
            assertThat(databases.lines())
                    .as("row %d, type %s, seed %d", row, TYPES.get(changed), seed)
                    .singleElement()
                    .asString()
                    .startsWith("rows-differ t: ")
                    .contains(keyed ? "column c" + changed + ": " : "2 rows differ", "id = " + row);
        }
    }

    /** Another value than the one there, also than NULL. */
    private static String otherValue(int column) {
        String name = "c" + column;
        String changed =
                switch (TYPES.get(column)) {
                    case "bigint", "numeric", "date" -> name + " + 1";
                    case "double precision" -> "CASE WHEN c1 = 0 THEN 1 ELSE c1 * 1.0000000000000003 END";
                    case "text" -> name + " || ' '";
                    case "bytea" -> name + " || '\\x00'::bytea";
                    case "timestamp" -> name + " + interval '1 microsecond'";
                    case "boolean" -> "NOT " + name;
                    default -> "jsonb_build_array(" + name + ")";
                };
        String instead =
                switch (TYPES.get(column)) {
                    case "bigint", "numeric", "double precision" -> "0";
                    case "date", "timestamp" -> "'2024-01-01'";
                    case "boolean" -> "false";
                    case "jsonb" -> "'0'";
                    default -> "''";
                };
        return "CASE WHEN " + name + " IS NULL THEN " + instead + " ELSE " + changed + " END";
    }

    private static void fill(TwoDatabases databases, Random random) throws SQLException {
        String marks = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + databases.file());
                Connection postgres = databases.target().connect();
                PreparedStatement own = sqlite.prepareStatement("INSERT INTO t VALUES " + marks);
                PreparedStatement other = postgres.prepareStatement(
                        "INSERT INTO \"" + databases.schema()
                                + "\".t VALUES (?, ?, ?, ?::text::numeric, ?, ?, ?::date, ?::timestamp, ?::boolean, ?::jsonb)")) {
            sqlite.setAutoCommit(false);
            for (int row = 0; row < ROWS; row++) {
                own.setInt(1, row);
                other.setInt(1, row);
                for (int i = 0; i < TYPES.size(); i++) {
                    Object value = value(TYPES.get(i), random);
                    own.setObject(i + 2, value);
                    boolean asText = List.of("numeric", "boolean").contains(TYPES.get(i));
                    other.setObject(i + 2, asText && value instanceof Number number ? number.toString() : value);
                }
                own.executeUpdate();
                other.addBatch();
            }
            other.executeBatch();
            sqlite.commit();
        }
    }

    private static @Nullable Object value(String type, Random random) {
        if (random.nextInt(10) == 0) {
            return null;
        }
        return switch (type) {
            case "bigint" -> random.nextLong() >> random.nextInt(64);
            case "double precision" -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300);
            case "numeric" -> random.nextInt(100_000_000) / 100.0;
            case "text" ->
                random.ints(random.nextInt(20), 1, 0x800)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case "bytea" -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield bytes;
            }
            case "date" ->
                LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_000_000)).toString();
            case "timestamp" ->
                LocalDateTime.of(1900, 1, 1, 0, 0)
                        .plusSeconds(random.nextInt())
                        .plusNanos(1000L * random.nextInt(1_000_000))
                        .toString();
            case "boolean" -> random.nextInt(2);
            default -> "{\"b\": " + random.nextInt() + ", \"a\": [" + random.nextInt(100) / 8.0 + ", \"é\\n\"]}";
        };
    }
}
