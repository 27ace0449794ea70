package org.liftlock.dao.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.schema.SchemaDescription;

class SqliteSchemaTest {

    @TempDir
    Path folder;

    private String schema(String... statements) throws Exception {
        Path file = folder.resolve("schema.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        try (Database database = SqliteDatabase.builder(SqliteConfig.file(file))
                .withoutMigrations()
                .open()) {
            String text = SchemaDescription.of(database).toText();
            return text.substring(text.indexOf('\n') + 1).strip();
        }
    }

    @Test
    void saysWhatDeclaredTypesMean() throws Exception {
        assertThat(schema(
                        "create table t (a INT8, b double precision, c decimal(10,2), d varchar(20), e boolean, f date,"
                                + " g time, h datetime, i timestamp with time zone, j blob, k json, l uuid, m, n decimal_text,"
                                + " o inet, p local_timestamp, q BigInt not null)"))
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
                          column m bytes
                          column n decimal
                          column o other
                          column p timestamp
                          column q integer not null""");
    }

    @Test
    void leavesOpenWhatAStrictTableCannotSay() throws Exception {
        assertThat(schema("create table t (a int, b text, c real, d blob) strict"))
                .isEqualTo("""
                table t
                  column a integer or boolean
                  column b decimal or text or date or time or timestamp or json or uuid
                  column c real
                  column d bytes""");
    }

    @Test
    void knowsWhichKeysAreNeverNull() throws Exception {
        assertThat(schema(
                        "create table a (id integer primary key)",
                        "create table b (id text primary key)",
                        "create table c (id text primary key) without rowid",
                        "create table d (x integer, y integer, primary key (y, x))"))
                .isEqualTo("""
                        table a
                          column id integer not null
                          primary key (id)

                        table b
                          column id text
                          primary key (id)

                        table c
                          column id text not null
                          primary key (id)

                        table d
                          column x integer
                          column y integer
                          primary key (x, y)""");
    }

    @Test
    void describesPlainUniqueKeysOnly() throws Exception {
        assertThat(schema(
                        "create table t (a text, b text, c text collate nocase, unique (b, a), unique (c))",
                        "create unique index plain on t (b)",
                        "create unique index partial on t (a) where b is null",
                        "create unique index folded on t (lower(a))",
                        "create index no_key on t (a)"))
                .isEqualTo("""
                        table t
                          column a text
                          column b text
                          column c text
                          unique (a, b)
                          unique (b)""");
    }

    @Test
    void describesForeignKeysWithTheirActions() throws Exception {
        assertThat(schema(
                        "create table a (x integer, y integer, primary key (x, y))",
                        "create table \"B b\" (q integer references a (x) on update cascade, r integer, s integer,"
                                + " foreign key (s, r) references A on delete set default)"))
                .contains(
                        "table \"b b\"",
                        "foreign key (q) references a (x) on update cascade",
                        "foreign key (r, s) references a (y, x) on delete set default");
    }

    @Test
    void leavesOutWhatBelongsToOthers() throws Exception {
        assertThat(schema(
                        "create table t (a integer primary key autoincrement)",
                        "create virtual table words using fts5(word)",
                        "create virtual table box using rtree(id, low, high)",
                        "create view v as select * from t",
                        "create table flyway_schema_history (installed_rank integer)",
                        "create table liftlock_run (id integer)",
                        "analyze"))
                .isEqualTo("table t\n  column a integer not null\n  primary key (a)");
    }
}
