package org.liftlock.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

class FlywayFoldersTest {

    private static final List<String> CASES = List.of(
            "b01", "b02", "b03", "b04", "b05", "b07", "b09", "b10", "b17", "b18", "b19", "b21", "b22", "b23", "b24",
            "b25");
    private static final String TRAPS =
            "CREATE TABLE traps (id INTEGER PRIMARY KEY, placeholder TEXT DEFAULT '${user}', semicolon TEXT DEFAULT 'a;b',"
                    + " quote TEXT DEFAULT 'it''s' -- a comment at the end\n) -- and one behind it";

    @TempDir
    Path folder;

    private Path file;
    private Path out;

    @BeforeEach
    void writePlan() throws SQLException {
        file = Sqlite.run(folder.resolve("app.db"), TRAPS);
        for (String name : CASES) {
            Sqlite.run(file, Sqlite.failureCase(name));
        }
        out = folder.resolve("out");
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            Migration.writePlan(source, prepare(source), out);
        }
    }

    @Test
    void buildsThePostgresSchemaThatMigrateBuilds() throws Exception {
        try (TestDatabase byFlyway = TestPostgres.freshDatabase();
                TestDatabase byMigrate = TestPostgres.freshDatabase()) {
            flyway(byFlyway.url(), out.resolve("postgres")).migrate();
            byFlyway.execute("DROP TABLE flyway_schema_history");
            migrate(byMigrate, MigrateOptions.defaults());

            assertThat(schema(byFlyway)).isEqualTo(schema(byMigrate)).hasSizeGreaterThan(100);
            byFlyway.execute("INSERT INTO traps DEFAULT VALUES");
            assertThat(byFlyway.rows("SELECT * FROM traps")).containsExactly("1|${user}|a;b|it's");
        }
    }

    @Test
    void buildsTheSqliteSchemaThatWasThere() throws Exception {
        Path again = folder.resolve("again.db");
        flyway("jdbc:sqlite:" + again, out.resolve("sqlite")).migrate();
        Sqlite.run(again, "DROP TABLE flyway_schema_history");
        assertThat(schema(again))
                .containsExactlyInAnyOrderElementsOf(schema(file))
                .hasSizeGreaterThan(20);
    }

    @Test
    void letsTheApplicationsFlywayGoOnWithTheThirdVersion() throws Exception {
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            migrate(database, new MigrateOptions("public", false, false, true, "flyway_schema_history", false));
            Flyway flyway = flyway(database.url(), out.resolve("postgres"));
            flyway.validate();
            assertThat(flyway.migrate().migrationsExecuted).isZero();

            Files.writeString(out.resolve("postgres").resolve("V3__more.sql"), "CREATE TABLE more (id bigint);\n");
            assertThat(flyway(database.url(), out.resolve("postgres")).migrate().migrationsExecuted)
                    .isEqualTo(1);
            assertThat(database.rows("SELECT version, description, success FROM flyway_schema_history"
                            + " ORDER BY installed_rank"))
                    .containsExactly("1|tables|t", "2|keys indexes views|t", "3|more|t");
            assertThat(database.rows("SELECT * FROM b09 ORDER BY id")).containsExactly("1|a", "5|b");
        }
    }

    private static Flyway flyway(String url, Path scripts) {
        return Flyway.configure()
                .dataSource(url, null, null)
                .locations("filesystem:" + scripts)
                .load();
    }

    private void migrate(TestDatabase database, MigrateOptions options) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            RunReport report = Migration.migrate(source, prepare(source), database.target(), options, RunListener.NONE);
            assertThat(report.tables()).allMatch(table -> Long.valueOf(0).equals(table.differingRows()));
        }
    }

    private static PreparedMigration prepare(SqliteSource source) {
        return Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
    }

    /** Every column, constraint, index and view as PostgreSQL's catalogue has it. */
    private static List<String> schema(TestDatabase database) throws SQLException {
        List<String> schema = new ArrayList<>(database.rows(
                "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,"
                        + " a.attgenerated, a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid)"
                        + " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                        + " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')"
                        + " ORDER BY c.relname, a.attnum"));
        schema.addAll(
                database.rows(
                        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated"
                                + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, 2"));
        schema.addAll(database.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
        schema.addAll(
                database.rows("SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1"));
        schema.addAll(database.rows("SELECT relname FROM pg_class WHERE relkind = 'S' AND"
                + " relnamespace = 'public'::regnamespace ORDER BY 1"));
        return schema;
    }

    private static List<String> schema(Path database) throws SQLException {
        try (Connection connection = Sqlite.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT type, name, tbl_name, sql FROM sqlite_schema"
                        + " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
            List<String> schema = new ArrayList<>();
            while (rows.next()) {
                schema.add(rows.getString(1) + " " + rows.getString(2) + " on " + rows.getString(3) + ": "
                        + rows.getString(4));
            }
            return schema;
        }
    }
}
