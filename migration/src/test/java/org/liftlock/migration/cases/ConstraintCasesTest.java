package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Cases of keys, foreign keys, names, indexes, views and what is no table. */
class ConstraintCasesTest {

    @TempDir
    Path folder;

    @Test
    void keepsForeignKeysWholeAndNamesThoseThatNeverHeld() throws SQLException {
        try (Carried b19 = Carried.failureCase(folder, "b19")) {
            assertThat(b19.report().saysNo()).isFalse();
            assertThat(b19.database().constraints("b19c"))
                    .containsExactly(
                            "b19c_authorid_fkey FOREIGN KEY (authorid) REFERENCES b19u(id)",
                            "b19c_pa_pb_fkey FOREIGN KEY (pa, pb) REFERENCES b19p(a, b) ON UPDATE SET NULL"
                                    + " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED",
                            "b19c_pkey PRIMARY KEY (id)",
                            "b19c_u_fkey FOREIGN KEY (u) REFERENCES b19u(id)");
            assertThat(b19.database().columns("b19u")).containsExactly("id bigint not null", "nick text");
            assertThat(b19.database().columns("b19c")).contains("authorid bigint", "u bigint");
            assertThat(b19.where(FindingCode.FOREIGN_KEY_WITHOUT_PARENT)).containsExactly("b19c.nick", "b19c.gone");
        }
    }

    @Test
    void loadsOrphansAndNamesThem() throws SQLException {
        try (Carried b20 = Carried.failureCase(folder, "b20")) {
            assertThat(b20.report().saysNo()).isTrue();
            assertThat(b20.prepared().isBlocked()).isFalse();
            assertThat(b20.everyRowProved()).isTrue();
            assertThat(b20.database().rows("SELECT * FROM b20a_child ORDER BY id"))
                    .containsExactly("1|p1", "2|gone", "3|", "4|null");
            assertThat(b20.database().rows("SELECT * FROM b20b_grand ORDER BY id"))
                    .containsExactly("1|1", "2|2", "3|99");
            assertThat(b20.database().constraints("b20a_child"))
                    .contains("b20a_child_pid_fkey FOREIGN KEY (pid) REFERENCES b20p(id) ON DELETE SET NULL NOT VALID");
            assertThat(b20.database().constraints("b20b_grand"))
                    .contains("b20b_grand_cid_fkey FOREIGN KEY (cid) REFERENCES b20a_child(id) ON DELETE CASCADE"
                            + " NOT VALID");
            assertThat(b20.findings())
                    .containsExactly(
                            "orphans b20a_child.pid: b20p(id): 2 rows (rowid 2, rowid 3)",
                            "orphans b20b_grand.cid: b20a_child(id): 1 row (rowid 3)",
                            "orphans-draw-others b20b_grand: 1 row (rowid 2)");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> b20.database().execute("INSERT INTO b20a_child VALUES (9, 'still gone')"));
        }
    }

    @Test
    void givesEachTableOnePrimaryKeyOrSaysWhyNot() throws SQLException {
        try (Carried b21 = Carried.failureCase(folder, "b21")) {
            assertThat(b21.report().saysNo()).isTrue();
            assertThat(b21.everyRowProved()).isTrue();
            assertThat(b21.database().constraints("b21"))
                    .containsExactly(
                            "b21_component_version_key UNIQUE (component, version)", "b21_pkey PRIMARY KEY (id)");
            assertThat(b21.database().constraints("b21d")).containsExactly("b21d_pkey PRIMARY KEY (id)");
            assertThat(b21.database().indexes("b21d"))
                    .containsExactly(
                            "CREATE UNIQUE INDEX b21d_id ON public.b21d USING btree (id)",
                            "CREATE UNIQUE INDEX b21d_pkey ON public.b21d USING btree (id)");
            assertThat(b21.database().constraints("b21n")).isEmpty();
            assertThat(b21.database().indexes("b21n"))
                    .containsExactly("CREATE UNIQUE INDEX b21n_pkey ON public.b21n USING btree (k)");
            assertThat(b21.database().rows("SELECT * FROM b21n ORDER BY v")).containsExactly("null|a", "null|b", "x|c");
            assertThat(b21.details(FindingCode.NULL_IN_PRIMARY_KEY, "b21n.k"))
                    .containsExactly("2 rows (rowid 1, rowid 2)");
        }
    }

    @Test
    void findsANameForEverything() throws SQLException {
        try (Carried b22 = Carried.failureCase(folder, "b22")) {
            assertThat(b22.report().saysNo()).isFalse();
            assertThat(b22.everyRowProved()).isTrue();
            assertThat(b22.database().columns("references"))
                    .containsExactly(
                            "order bigint not null identity",
                            "interval text",
                            "a@/ b text",
                            "userid bigint",
                            "user_id bigint",
                            "select text",
                            "say \"hi\" text",
                            "ctid_ text",
                            "xmin_ bigint",
                            "oid bigint");
            assertThat(b22.database().relations())
                    .hasSize(5)
                    .contains("public.t9", "public.t9_pkey")
                    .allMatch(name -> name.length() <= "public.".length() + 63);
            assertThat(b22.database().constraints("t9")).containsExactly("t9_pkey_1 PRIMARY KEY (id)");
            String start = "a23456789012345678901234567890123456789012345678901234567890123_";
            assertThat(b22.where(FindingCode.RENAMED))
                    .containsExactlyInAnyOrder(start + "x", start + "y", "References.ctid", "References.xmin");
        }
    }

    @Test
    void warnsOfAnIndexWithoutCaseAndNamesRowsByTheirKey() throws SQLException {
        Path file = Sqlite.run(
                folder.resolve("nocase.sqlite"),
                "CREATE TABLE t (code TEXT, name TEXT, PRIMARY KEY (name)) WITHOUT ROWID",
                "CREATE UNIQUE INDEX u ON t (code COLLATE NOCASE)",
                "CREATE TABLE n (k INTEGER, v INTEGER, PRIMARY KEY (k)) WITHOUT ROWID",
                "INSERT INTO n VALUES (7, 1), (8, 'word')");
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            Carried carried = Carried.into(database, file);
            assertThat(carried.report().saysNo()).isFalse();
            assertThat(database.indexes("t")).contains("CREATE UNIQUE INDEX u ON public.t USING btree (lower(code))");
            assertThat(carried.findings())
                    .containsExactlyInAnyOrder(
                            "collation-nocase t.code: index u",
                            "text-beside-numbers n.v: integer in 1 row (key (7)), text in 1 row (key (8))");
        }
    }

    @Test
    void tellsNamesApartAsSqliteDoes() throws SQLException {
        Path file = Sqlite.run(
                folder.resolve("names.sqlite"),
                "CREATE TABLE Ähre (id INTEGER PRIMARY KEY, ö TEXT, Ö INTEGER)",
                "CREATE TABLE ähre (id INTEGER PRIMARY KEY, v TEXT)",
                "INSERT INTO Ähre VALUES (1, 'small', 2)",
                "INSERT INTO ähre VALUES (3, 'other')");
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            Carried carried = Carried.into(database, file);
            assertThat(carried.report().saysNo()).isFalse();
            assertThat(carried.everyRowProved()).isTrue();
            assertThat(database.columns("Ähre")).containsExactly("id bigint not null identity", "ö text", "Ö bigint");
            assertThat(database.rows("SELECT * FROM \"Ähre\"")).containsExactly("1|small|2");
            assertThat(database.rows("SELECT * FROM \"ähre\"")).containsExactly("3|other");
        }
    }

    @Test
    void carriesPartialExpressionAndCollatedIndexesAndGeneratedColumns() throws SQLException {
        try (Carried b23 = Carried.failureCase(folder, "b23")) {
            assertThat(b23.report().saysNo()).isFalse();
            assertThat(b23.everyRowProved()).isTrue();
            assertThat(b23.database().columns("b23")).contains("gen bigint generated", "st text generated");
            assertThat(b23.database().indexes("b23"))
                    .containsExactly(
                            "CREATE INDEX b23_e ON public.b23 USING btree (lower(fieldb) DESC, char_length(fielda))",
                            "CREATE UNIQUE INDEX b23_email_nocase_key ON public.b23 USING btree (lower(email))",
                            "CREATE INDEX b23_i6 ON public.b23 USING btree (fielda, fieldb) WHERE (fieldc = 0)",
                            "CREATE UNIQUE INDEX b23_pkey ON public.b23 USING btree (id)",
                            "CREATE UNIQUE INDEX b23_u ON public.b23 USING btree (fielda) WHERE (fieldc = 1)");
            assertThat(b23.database().rows("SELECT * FROM b23 ORDER BY id"))
                    .containsExactly("1|x|y|0|A@b|2|x", "2|x|y|0|c@d|3|x", "3|x|z|1|É@f|4|x", "4|w|z|1|é@f|5|w");
            assertThat(b23.where(FindingCode.COLLATION_NOCASE)).containsExactly("b23.email");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> b23.database().execute("INSERT INTO b23 (id, email) VALUES (9, 'a@B')"))
                    .withMessageContaining("b23_email_nocase_key");
        }
    }

    @Test
    void copiesTablesOnlyAndNamesTheRest() throws SQLException {
        try (Carried b24 = Carried.failureCase(folder, "b24")) {
            assertThat(b24.report().saysNo()).isFalse();
            assertThat(b24.everyRowProved()).isTrue();
            assertThat(b24.database().relations()).containsExactly("public.b24", "public.b24_v");
            assertThat(b24.database().rows("SELECT * FROM b24_v")).containsExactly("1|hello");
            assertThat(b24.findings())
                    .containsExactlyInAnyOrder(
                            "virtual-table-left-out b24_fts: fts5, with b24_fts_data, b24_fts_idx, b24_fts_docsize,"
                                    + " b24_fts_config; offered: USING gin (\"body\") of b24",
                            "trigger-left-out b24_ai: on b24: it maintains b24_fts, and is not needed with a GIN index;"
                                    + " source: CREATE TRIGGER b24_ai AFTER INSERT ON b24 BEGIN INSERT INTO"
                                    + " b24_fts(rowid,body) VALUES(new.id,new.body); END");
        }
    }
}
