package org.liftlock.migration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.construct.Corpus;
import org.liftlock.migration.testing.Fuzz;
import org.liftlock.migration.testing.OtherApplication;
import org.liftlock.migration.testing.Sqlite;

/** Reading pages gives what a statement gives: row by row, value by value, error by error. */
class PageCursorTest {

    private static final String[] TYPES = {
        "", "INTEGER", "REAL", "TEXT", "BLOB", "NUMERIC", "VARCHAR(20)", "DOUBLE", "FLOATING POINT", "ANY", "INT8"
    };
    private static final String[] DEFAULTS = {"", "", " DEFAULT NULL", " DEFAULT 7", " DEFAULT 'x'", " DEFAULT 1.5"};
    private static final String ROWS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) ";

    @TempDir
    Path folder;

    private final Random random = Fuzz.random("pages against statements");
    private final CursorComparison comparison = new CursorComparison(random);

    private SqliteSource open(Path file) {
        return SqliteSource.open(file, new SourceOptions(1 + random.nextInt(2), random.nextInt(3) == 0, folder));
    }

    @Test
    void givesTheSameForTablesOfAllKinds() throws Exception {
        for (int round = 0; round < Fuzz.rounds(120); round++) {
            Path file = database(round);
            try (SqliteSource source = open(file)) {
                comparison.compareAll(source, "round " + round);
            }
            Files.deleteIfExists(file);
        }
        System.out.println(comparison.rows() + " rows, " + comparison.quick() + " tables or parts out of pages, "
                + comparison.takenOver() + " in part, " + comparison.statements() + " by statements");
        assertThat(comparison.quick()).isGreaterThan(comparison.statements());
        assertThat(comparison.takenOver()).isPositive();
    }

    @Test
    void givesTheSameForDatabasesOfApplications() throws Exception {
        for (Path file : Corpus.databases()) {
            Path copy = folder.resolve(file.getFileName());
            Files.copy(file, copy);
            try (SqliteSource source = open(copy)) {
                comparison.compareAll(source, file.getFileName().toString());
            }
        }
        System.out.println(comparison.rows() + " rows, " + comparison.quick() + " tables or parts out of pages, "
                + comparison.takenOver() + " in part, " + comparison.statements() + " by statements");
        assertThat(comparison.quick()).isGreaterThan(comparison.statements());
    }

    @Test
    void endsAtDamageAsAStatementDoes() throws Exception {
        int opened = 0;
        for (int round = 0; round < Fuzz.rounds(60); round++) {
            Path whole = database(round);
            byte[] bytes = Files.readAllBytes(whole);
            for (int damage = 0; damage < 6; damage++) {
                byte[] damaged = bytes.clone();
                for (int i = random.nextInt(8); i >= 0; i--) {
                    damaged[place(damaged)] = (byte) random.nextInt(256);
                }
                Path file = Files.write(folder.resolve("damaged.db"), damaged);
                try (SqliteSource source = SqliteSource.open(file, new SourceOptions(1, true, folder))) {
                    opened++;
                    comparison.compareAll(source, "round " + round + ", damage " + damage);
                } catch (MigrationException e) {
                    assertThat(e.reason()).isNotNull();
                }
                Files.deleteIfExists(folder.resolve("damaged.db-wal"));
                Files.deleteIfExists(folder.resolve("damaged.db-shm"));
            }
            Files.deleteIfExists(whole);
        }
        System.out.println(opened + " damaged files, " + comparison.failures() + " tables with an error, "
                + comparison.rows() + " rows");
        assertThat(opened).isPositive();
        assertThat(comparison.failures()).isPositive();
    }

    /** Where a page begins is what it says of itself. */
    private int place(byte[] bytes) {
        int pageSize = ByteBuffer.wrap(bytes).getShort(16) & 0xffff;
        int size = pageSize == 1 ? 65_536 : pageSize;
        int page = random.nextInt(bytes.length / size);
        int at = random.nextBoolean() ? random.nextInt(size) : random.nextInt(30);
        return Math.max(100, page * size + at);
    }

    @Test
    void readsALogThatIsNotWrittenBack() throws Exception {
        Path file = wal();
        try (OtherApplication app = application(file, run("PRAGMA wal_autocheckpoint = 0"), change(1), change(2));
                SqliteSource source = open(file)) {
            comparison.compareAll(source, "in the log");
            try (OtherApplication other = application(
                    file,
                    run("PRAGMA wal_autocheckpoint = 0"),
                    change(3),
                    run("PRAGMA wal_checkpoint(RESTART)"),
                    change(4))) {
                comparison.compareAll(source, "written back meanwhile");
                assertThat(other.stop()).isEqualTo("null");
            }
            comparison.compareAll(source, "as the other has left");
            assertThat(app.stop()).isEqualTo("null");
        }
        assertThat(comparison.quick()).isEqualTo(3 * 2 * 4);
        assertThat(comparison.takenOver() + comparison.statements()).isZero();
    }

    @Test
    void readsALogThatIsWrittenBackInPart() throws Exception {
        Path file = wal();
        try (OtherApplication reader = application(
                        file,
                        run("PRAGMA wal_autocheckpoint = 0"),
                        change(1),
                        run("BEGIN"),
                        run("SELECT count(*) FROM t"));
                OtherApplication writer = application(
                        file, run("PRAGMA wal_autocheckpoint = 0"), change(2), run("PRAGMA wal_checkpoint(PASSIVE)"));
                SqliteSource source = open(file)) {
            comparison.compareAll(source, "in part");
            assertThat(reader.stop()).isEqualTo("null");
            try (OtherApplication other =
                    application(file, change(3), run("PRAGMA wal_checkpoint(TRUNCATE)"), change(4))) {
                comparison.compareAll(source, "written back meanwhile");
                assertThat(other.stop()).isEqualTo("null");
            }
            assertThat(writer.stop()).isEqualTo("null");
        }
        assertThat(comparison.quick()).isEqualTo(2 * 2 * 4);
        assertThat(comparison.takenOver() + comparison.statements()).isZero();
    }

    @Test
    void readsBesideALogThatIsWrittenBack() throws Exception {
        Path file = wal();
        try (OtherApplication app = application(file, change(1), run("PRAGMA wal_checkpoint(PASSIVE)"));
                SqliteSource source = open(file)) {
            comparison.compareAll(source, "written back");
            try (OtherApplication other = application(
                    file, run("VACUUM"), change(3), change(4), run("PRAGMA wal_checkpoint(PASSIVE)"), change(5))) {
                comparison.compareAll(source, "the log begins anew meanwhile");
                assertThat(other.stop()).isEqualTo("null");
            }
            assertThat(app.stop()).isEqualTo("null");
        }
        assertThat(comparison.quick()).isEqualTo(2 * 2 * 4);
        assertThat(comparison.takenOver() + comparison.statements()).isZero();
    }

    @Test
    void readsOneStateWhileAnApplicationWrites() throws Exception {
        Path file = Sqlite.run(
                folder.resolve("app.db"),
                "PRAGMA journal_mode = WAL",
                "CREATE TABLE one (n INTEGER, filler TEXT); CREATE TABLE two (n INTEGER);"
                        + "INSERT INTO two VALUES (0);" + ROWS
                        + "INSERT INTO one SELECT 0, hex(randomblob(200)) FROM n");
        try (OtherApplication app = OtherApplication.writing(
                file, "PRAGMA synchronous = OFF", "PRAGMA wal_autocheckpoint = " + (5 + random.nextInt(100)))) {
            for (int i = 0; i < Fuzz.rounds(20); i++) {
                try (SqliteSource source = open(file)) {
                    comparison.compareAll(source, "state " + i);
                }
            }
            assertThat(app.stop()).isEqualTo("many commits, 0 refusals");
        }
        System.out.println(
                comparison.quick() + " tables or parts out of pages, " + comparison.statements() + " by statements");
        assertThat(comparison.quick()).isPositive();
        assertThat(comparison.takenOver()).isZero();
    }

    private Path wal() throws SQLException {
        return Sqlite.run(
                folder.resolve("app.db"),
                "PRAGMA page_size = " + (512 << random.nextInt(5)),
                "PRAGMA journal_mode = WAL",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v, n REAL); CREATE TABLE u (v TEXT);" + ROWS
                        + "INSERT INTO t SELECT i, CASE i % 3 WHEN 0 THEN i WHEN 1 THEN 'text ' || i END, i FROM n;"
                        + ROWS
                        + "INSERT INTO u SELECT hex(randomblob(i)) FROM n WHERE i % 9 = 0");
    }

    private static Stream<String> change(int by) {
        return Stream.of(
                "UPDATE t SET v = 'changed by " + by + "' WHERE id % 7 = " + by,
                "INSERT INTO t (v, n) SELECT v, n FROM t WHERE id % 11 = " + by,
                "DELETE FROM t WHERE id % 13 = " + by,
                "DELETE FROM u WHERE rowid % 5 = " + by,
                "INSERT INTO u VALUES (hex(randomblob(" + by * 1000 + ")))");
    }

    private static Stream<String> run(String sql) {
        return Stream.of(sql);
    }

    /** Another process that has done all this and stays. */
    @SafeVarargs
    private static OtherApplication application(Path file, Stream<String>... statements) throws IOException {
        return OtherApplication.holding(
                file, Stream.of(statements).flatMap(all -> all).toArray(String[]::new));
    }

    private Path database(int round) throws SQLException, IOException {
        Path file = folder.resolve("random" + round + ".db");
        Files.deleteIfExists(file);
        int pageSize = 512 << random.nextInt(8);
        try (Connection connection = Sqlite.connect(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = " + pageSize);
            statement.execute("PRAGMA encoding = '" + pick("UTF-8", "UTF-8", "UTF-16le", "UTF-16be") + "'");
            statement.execute("PRAGMA auto_vacuum = " + random.nextInt(3));
            statement.execute("PRAGMA user_version = 1");
        }
        if (random.nextInt(4) == 0) {
            reserve(file, pageSize, 1 + random.nextInt(32));
        }
        try (Connection connection = Sqlite.connect(file);
                Statement statement = connection.createStatement()) {
            if (random.nextBoolean()) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
            connection.setAutoCommit(false);
            for (int table = 0; table < 3; table++) {
                fill(connection, "t" + table, create(statement, "t" + table));
            }
            connection.commit();
            connection.setAutoCommit(true);
            if (random.nextInt(4) == 0) {
                statement.execute("VACUUM");
            }
        }
        return file;
    }

    /** Bytes at the end of each page for extensions, which no SQL can ask for. The only page is an empty one. */
    private static void reserve(Path file, int pageSize, int bytes) throws IOException {
        byte[] page = Files.readAllBytes(file);
        if (page.length != pageSize || pageSize - bytes < 480) {
            return;
        }
        page[20] = (byte) bytes;
        ByteBuffer.wrap(page).putShort(105, (short) (pageSize - bytes));
        Files.write(file, page);
    }

    private List<String> create(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        String key = random.nextInt(3) == 0 ? "id" : "";
        if (!key.isEmpty()) {
            columns.add("id INTEGER PRIMARY KEY");
            stored.add("id");
        }
        int width = 1 + (random.nextInt(8) == 0 ? random.nextInt(150) : random.nextInt(8));
        for (int i = 0; i < width; i++) {
            columns.add("c" + i + " " + (random.nextInt(100) == 0 ? "ﬂoat" : pick(TYPES)));
            stored.add("c" + i);
        }
        if (random.nextInt(6) == 0) {
            columns.add("g REAL AS (c0) " + pick("STORED", "VIRTUAL"));
        }
        if (random.nextInt(8) == 0) {
            columns.add("rowid TEXT");
            stored.add("rowid");
        }
        statement.execute("CREATE TABLE " + table + " (" + String.join(", ", columns) + ")"
                + (!key.isEmpty() && random.nextInt(8) == 0 ? " WITHOUT ROWID" : ""));
        if (random.nextInt(3) == 0) {
            fill(statement.getConnection(), table, stored);
            statement.execute("ALTER TABLE " + table + " ADD COLUMN added " + pick("", "REAL") + pick(DEFAULTS));
            stored.add("added");
        }
        if (width > 2 && random.nextInt(4) == 0 && !columns.toString().contains(" AS ")) {
            statement.execute("ALTER TABLE " + table + " DROP COLUMN c1");
            stored.remove("c1");
        }
        return stored;
    }

    private void fill(Connection connection, String table, List<String> columns) throws SQLException {
        String marks = "?" + ", ?".repeat(columns.size() - 1);
        int rows = random.nextInt(6) == 0 ? 0 : random.nextInt(2000 / (columns.size() + 3));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")")) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, columns.get(i).equals("id") ? id() : value());
                }
                insert.executeUpdate();
            }
        }
        if (random.nextInt(3) == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("UPDATE " + table + " SET c0 = CAST(x'61ff' AS TEXT) WHERE length(c0) % 5 = 1");
                statement.execute("DELETE FROM " + table + " WHERE " + columns.get(0) + " IN (SELECT " + columns.get(0)
                        + " FROM " + table + " LIMIT " + random.nextInt(rows + 1) + ")");
            }
        }
    }

    private Long id() {
        return random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(300) - 20;
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private byte[] large() {
        byte[] bytes = new byte[(1 << 20) + random.nextInt(500_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private @Nullable Object value() {
        return switch (random.nextInt(14)) {
            case 0 -> new byte[random.nextInt(60)];
            case 1, 2 -> (random.nextLong() >> random.nextInt(64));
            case 3 -> (long) random.nextInt(3);
            case 4 -> random.nextDouble() * random.nextInt(100);
            case 5 -> (double) random.nextInt(100);
            case 6 -> pick("0.0", "-0.0", "1e999", "12", "a\0b", "", "größe €😀");
            case 7 -> random.nextInt(20) == 0 ? "long ".repeat(random.nextInt(3000)) : "short";
            case 8 -> random.nextInt(400) == 0 ? large() : -0.0;
            case 9 -> null;
            default -> "text ".repeat(random.nextInt(8));
        };
    }
}
