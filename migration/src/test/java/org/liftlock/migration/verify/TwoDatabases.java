package org.liftlock.migration.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.CheckPlan;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.ForeignKeyPlan;
import org.liftlock.migration.plan.IndexPlan;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.plan.Reading;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.ViewPlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** A SQLite file, a PostgreSQL schema and a plan, all made by hand. */
final class TwoDatabases implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path file;
    private final TestDatabase database = Shared.DATABASE;
    private final String schema = "verify " + ProcessHandle.current().pid() + " " + NUMBER.incrementAndGet();
    private final List<TablePlan> tables = new ArrayList<>();
    private final List<ViewPlan> views = new ArrayList<>();
    private long rowsInPart = 100_000;
    private boolean comparesSchema = true;
    private @Nullable QueryFile queries;
    private VerifyOptions.@Nullable Memory memory;

    TwoDatabases(Path folder) throws SQLException {
        this.file = folder.resolve("source" + NUMBER.get() + ".sqlite");
        postgres("CREATE SCHEMA \"" + schema + "\"");
    }

    Path file() {
        return file;
    }

    TargetDatabase target() {
        return database.target();
    }

    String schema() {
        return schema;
    }

    void sqlite(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    void postgres(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = \"" + schema + "\"");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    void plan(TablePlan table) {
        tables.add(table);
    }

    void plan(ViewPlan view) {
        views.add(view);
    }

    MigrationPlan plan() {
        return new MigrationPlan("test", "hash", PlanOptions.defaults(), tables, views);
    }

    /** Cuts tables into smaller parts than usual. */
    void cutInto(long rows) {
        rowsInPart = rows;
    }

    /** Compares rows alone. */
    void ignoreSchema() {
        comparesSchema = false;
    }

    /** Compares the queries of a file, too. */
    void ask(Path file) {
        queries = QueryFile.read(file);
    }

    /** Keeps what was found equal, or goes on behind it. */
    void remember(Path memoryFile, boolean resume, String fingerprint) {
        memory = new VerifyOptions.Memory(memoryFile, resume, fingerprint);
    }

    Verification verify() {
        return verify(RunListener.NONE, false);
    }

    Verification verify(RunListener listener, boolean redact) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            VerifyOptions options = new VerifyOptions(redact, comparesSchema, false, 0, Map.of(), queries, memory);
            return new Verifier(source, target(), schema, plan(), RowsAside.NONE, listener, options, rowsInPart)
                    .verify();
        }
    }

    /** What the findings say. */
    List<String> lines() {
        return verify().findings().stream()
                .map(finding -> finding.code().code() + " " + finding.line())
                .toList();
    }

    @Override
    public void close() throws SQLException {
        postgres("DROP SCHEMA \"" + schema + "\" CASCADE");
    }

    static ColumnPlan column(String name, String type) {
        return new ColumnPlan(name, name, PgType.parse(type), null, null, false, false, null, null, "by hand", false);
    }

    static ColumnPlan id(String name) {
        return new ColumnPlan(name, name, PgType.BIGINT, null, null, true, true, null, null, "by hand", false);
    }

    static ColumnPlan required(String name, String type) {
        return new ColumnPlan(name, name, PgType.parse(type), null, null, true, false, null, null, "by hand", false);
    }

    static ColumnPlan generated(String name, String type, String sql) {
        return new ColumnPlan(name, name, PgType.parse(type), null, null, false, false, null, sql, "by hand", false);
    }

    static ColumnPlan time(String name, String type, @Nullable Reading reading, @Nullable String zone) {
        return new ColumnPlan(
                name,
                name,
                PgType.parse(type),
                reading,
                zone == null ? null : ZoneId.of(zone),
                false,
                false,
                null,
                null,
                "by hand",
                false);
    }

    /** A table without a key. */
    static TablePlan table(String name, ColumnPlan... columns) {
        return table(name, List.of(), columns);
    }

    static TablePlan table(String name, List<String> key, ColumnPlan... columns) {
        return new TablePlan(
                name,
                name,
                Arrays.asList(columns),
                key.isEmpty() ? null : new KeyPlan(name + "_pkey", key),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static TablePlan with(
            TablePlan table,
            List<KeyPlan> uniques,
            List<IndexPlan> indexes,
            List<CheckPlan> checks,
            List<ForeignKeyPlan> foreignKeys) {
        return new TablePlan(
                table.source(),
                table.target(),
                table.columns(),
                table.primaryKey(),
                uniques,
                indexes,
                checks,
                foreignKeys);
    }

    /** One database for all tests, each in a schema of its own; making a database takes longer than most of them. */
    private static final class Shared {
        private static final TestDatabase DATABASE = make();

        private static TestDatabase make() {
            try {
                return TestPostgres.freshDatabase();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
