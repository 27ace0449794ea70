package org.liftlock.dao.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.dao.test.PostgresForTests;

class PostgresSchemaTest {

    private final PostgresConfig config =
            PostgresConfig.url(PostgresForTests.emptyDatabase()).poolSize(1);

    private String schema(String... statements) throws Exception {
        PostgresBackend backend = PostgresBackend.open(config);
        try (Connection connection = backend.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } finally {
            backend.close();
        }
        try (Database database =
                PostgresDatabase.builder(config).withoutMigrations().open()) {
            String text = SchemaDescription.of(database).toText();
            return text.substring(text.indexOf('\n') + 1).strip();
        }
    }

    @Test
    void saysWhatTypesMean() throws Exception {
        assertThat(schema(
                        "create type mood as enum ('calm')",
                        "create domain price as numeric(10,2) not null",
                        "create table t (a smallint, b real, c numeric(5), d varchar(20), e boolean, f date, g time,"
                                + " h timestamp, i timestamptz, j bytea, k jsonb, l uuid, m mood, n price, o inet,"
                                + " p int[], q char(3), s json, u tsvector generated always as"
                                + " (to_tsvector('simple', d)) stored)"))
                .isEqualTo("""
                        table t
                          column a integer
                          column b real
                          column c decimal
                          column d text
                          column e boolean
                          column f date
                          column g time
                          column h timestamp
                          column i timestamp
                          column j bytes
                          column k json
                          column l uuid
                          column m text
                          column n decimal not null
                          column o other
                          column p other
                          column q text
                          column s json""");
    }

    @Test
    void describesKeys() throws Exception {
        assertThat(schema(
                        "create table a (x bigint, y int, z text, primary key (y, x), unique (z, x))",
                        "create unique index plain on a (z) include (y)",
                        "create unique index partial on a (y) where z is null",
                        "create unique index folded on a (lower(z))",
                        "create table b (q int, r bigint, foreign key (q, r) references a (y, x)"
                                + " on delete set null on update cascade)"))
                .isEqualTo("""
                        table a
                          column x integer not null
                          column y integer not null
                          column z text
                          primary key (x, y)
                          unique (x, z)
                          unique (z)

                        table b
                          column q integer
                          column r integer
                          foreign key (q, r) references a (y, x) on delete set null on update cascade""");
    }

    @Test
    void leavesOutWhatBelongsToOthersOrLiesElsewhere() throws Exception {
        assertThat(schema(
                        "create table t (a int not null primary key, b int) partition by range (a)",
                        "create table t_part partition of t for values from (1) to (2)",
                        "create table r (t_a int references t (a))",
                        "alter table t drop column b",
                        "create view v as select * from t",
                        "create schema other",
                        "create table other.elsewhere (x int)",
                        "create schema liftlock",
                        "create table liftlock.run (x int)",
                        "create table liftlock_run (id int)",
                        "create table flyway_schema_history (installed_rank int)"))
                .isEqualTo("""
                        table r
                          column t_a integer
                          foreign key (t_a) references t (a)

                        table t
                          column a integer not null
                          primary key (a)""");
    }

    @Test
    void describesTheCurrentSchema() throws Exception {
        assertThat(schema(
                        "create table t (a int)",
                        "create schema mine",
                        "create table mine.m (b int)",
                        "do $$ begin execute format('alter database %I set search_path = mine', current_database());"
                                + " end $$"))
                .isEqualTo("table m\n  column b integer");
    }
}
