package org.liftlock.sample.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.JooqDatabaseBuilder;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.sample.TestDatabase;

/** What is looked at when a database is opened: that its schema is the expected one, at the expected version. */
abstract class SchemaAtStartContract {

    private static final String SCHEMA = """
            table author
              column id integer not null
              column name text not null
              primary key (id)
              unique (name)

            table book
              column author_id integer
              column id integer not null
              column title text not null
              primary key (id)
              foreign key (author_id) references author (id) on delete set null
            """;

    private final TestDatabase backend;

    @TempDir
    Path folder;

    SchemaAtStartContract(TestDatabase backend) {
        this.backend = backend;
    }

    @BeforeEach
    void twoVersions() throws Exception {
        Files.createDirectory(folder.resolve("db"));
        migration(
                "V1__author.sql",
                "create table author (id " + idType() + " not null primary key, name text not null unique);");
        migration(
                "V2__book.sql",
                "create table book (id " + idType() + " not null primary key, title text not null,"
                        + " author_id integer references author (id) on delete set null);");
        Files.writeString(folder.resolve("schema.txt"), SCHEMA);
    }

    /** The declared type of a generated key. */
    abstract String idType();

    private void migration(String name, String sql) throws Exception {
        Files.writeString(folder.resolve("db").resolve(name), sql + "\n");
    }

    private JooqDatabaseBuilder builder() {
        return backend.builder()
                .migrations("filesystem:" + folder.resolve("db"))
                .expectedSchema(folder.resolve("schema.txt").toString());
    }

    private String failure(JooqDatabaseBuilder builder) {
        List<String> lines = new ArrayList<>();
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> builder.open().close())
                .returns(ErrorKind.PROGRAMMING, DaoException::kind)
                .satisfies(failure -> lines.add(failure.line()));
        assertThat(lines.get(0)).doesNotContain("\n");
        return lines.get(0);
    }

    private void expectDifference(String change, String difference) throws Exception {
        backend.execute(change.split(";"));
        assertThat(failure(builder().withoutMigrations())).contains(difference);
    }

    @Test
    void opensWhereSchemaAndVersionAreTheExpectedOnes() throws Exception {
        try (Database database = builder().open()) {
            SchemaDescription found = SchemaDescription.of(database);
            assertThat(found).isEqualTo(SchemaDescription.parse(SCHEMA));
            assertThat(SchemaDescription.parse(found.toText())).isEqualTo(found);
        }
        builder().open().close();
        builder().withoutMigrations().open().close();
    }

    @Test
    void namesAColumnOfAnotherType() throws Exception {
        builder().open().close();
        expectDifference(
                "drop table book; create table book (id " + idType() + " not null primary key, title bigint not null,"
                        + " author_id integer references author (id) on delete set null)",
                "book.title: expected text not null, found integer not null");
    }

    @Test
    void namesAColumnThatIsTooMuchOrNullable() throws Exception {
        builder().open().close();
        expectDifference(
                "drop table book; create table book (id " + idType() + " not null primary key, title text, note date,"
                        + " author_id integer references author (id) on delete set null)",
                "book.note: expected no such column, found date; book.title: expected text not null, found text)");
    }

    @Test
    void namesKeysThatDiffer() throws Exception {
        builder().open().close();
        expectDifference(
                "drop table book; create table book (id " + idType()
                        + " not null unique, title text not null primary key,"
                        + " author_id integer references author (id))",
                "book: expected primary key (id), found primary key (title); book: expected no unique key, found unique"
                        + " (id); book (author_id): expected references author (id) on delete set null, found references"
                        + " author (id)");
    }

    @Test
    void namesTablesThatAreMissingOrTooMany() throws Exception {
        builder().open().close();
        expectDifference(
                "drop table book; create table shelf (id integer primary key)",
                "book: expected a table, found none; shelf: expected no such table, found one");
    }

    @Test
    void leavesTheCheckOutWhereItIsToldSo() throws Exception {
        backend.execute("create table something_else (id integer)");
        backend.builder()
                .withoutMigrations()
                .expectedSchema(folder.resolve("schema.txt").toString())
                .withoutSchemaCheck()
                .open()
                .close();
    }

    @Test
    void saysThatTheSchemaFileIsMissingOrBroken() throws Exception {
        assertThat(failure(builder().expectedSchema("classpath:db/nowhere.txt")))
                .contains("missing", "classpath:db/nowhere.txt");
        Files.writeString(folder.resolve("schema.txt"), SCHEMA.replace("primary key", "primary"));
        assertThat(failure(builder())).contains("line: 4", "expected: key", "schema.txt");
    }

    @Test
    void adoptsTablesFromTheTimeBeforeThereWereMigrations() throws Exception {
        backend.execute(
                "create table author (id " + idType() + " not null primary key, name text not null unique)",
                "insert into author (id, name) values (7, 'Ada')");

        assertThat(failure(builder())).contains("no history of migrations", "adoptingVersion");

        builder().adoptingVersion("1").open().close();
        builder().open().close();
        try (Connection connection = backend.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select name from author")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("Ada");
        }
    }

    @Test
    void runsAllMigrationsOnAnEmptyDatabaseThoughTablesMayBeAdopted() {
        builder().adoptingVersion("1").open().close();
    }

    @Test
    void refusesADatabaseThatIsBehindAndDoesNotMigrateIt() throws Exception {
        Path second = folder.resolve("db/V2__book.sql");
        String sql = Files.readString(second);
        Files.delete(second);
        builder().withoutSchemaCheck().open().close();
        Files.writeString(second, sql);

        assertThat(failure(builder().withoutMigrations()))
                .contains("behind", "migrate it", "database: 1", "application: 2");
        assertThat(failure(builder().withoutMigrations().withoutSchemaCheck())).contains("behind");
        builder().open().close();
        builder().withoutMigrations().open().close();
    }

    @Test
    void refusesADatabaseThatIsAheadWhetherItMigratesOrNot() throws Exception {
        builder().open().close();
        Files.delete(folder.resolve("db/V2__book.sql"));

        assertThat(failure(builder())).contains("older than the database", "database: 2", "application: 1");
        assertThat(failure(builder().withoutMigrations())).contains("older than the database");
    }

    @Test
    void refusesAMigrationThatWasChanged() throws Exception {
        builder().open().close();
        migration("V1__author.sql", "select 1;");

        assertThat(failure(builder())).contains("changed after it had run", "migration: 1 author");
        assertThat(failure(builder().withoutMigrations())).contains("changed after it had run");
    }

    @Test
    void refusesAHistoryWithAFailure() throws Exception {
        builder().open().close();
        backend.execute("update flyway_schema_history set success = " + falseLiteral() + " where version = '2'");

        assertThat(failure(builder())).contains("failed before", "migration: 2 book");
        assertThat(failure(builder().withoutMigrations())).contains("failed before");
    }

    abstract String falseLiteral();

    @Test
    void saysWhichSideLacksAMigrationInBetween() throws Exception {
        builder().open().close();
        Files.delete(folder.resolve("db/V1__author.sql"));

        assertThat(failure(builder())).contains("missing from the class path", "migration: 1");
    }

    @Test
    void takesADatabaseWithoutHistoryByItsSchemaAlone() throws Exception {
        builder().open().close();
        backend.execute("drop table flyway_schema_history");

        builder().withoutMigrations().open().close();
    }

    @Test
    void migratesOnceWhereManyStartAtOnce() throws Exception {
        for (int version = 3; version < 9; version++) {
            migration(
                    "V" + version + "__table.sql",
                    "create table extra_" + version + " (id integer primary key); insert into extra_" + version
                            + " values (1);");
        }
        // Slow enough for the others to come while it runs.
        migration(
                "V9__slow.sql",
                "create table slow (id integer primary key); insert into slow select count(*) from (with recursive"
                        + " n (i) as (select 1 union all select i + 1 from n where i < 1000000) select i from n) as numbers;");
        List<Callable<Void>> starts = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(8);
        for (int i = 0; i < together.getParties(); i++) {
            starts.add(() -> {
                together.await();
                builder().withoutSchemaCheck().open().close();
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        try {
            for (Future<Void> start : threads.invokeAll(starts)) {
                start.get();
            }
        } finally {
            threads.shutdown();
        }
        try (Connection connection = backend.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from flyway_schema_history where version <> ''")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(9);
        }
    }
}
