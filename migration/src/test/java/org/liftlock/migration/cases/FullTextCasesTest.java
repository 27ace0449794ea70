package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Virtual tables are named with what is lost, and full text comes with an offer that works. */
class FullTextCasesTest {

    private static final String EXTERNAL =
            "CREATE TABLE docs (id INTEGER PRIMARY KEY, Title TEXT, body TEXT, year INTEGER, data BLOB);"
                    + "CREATE VIRTUAL TABLE docs_fts USING fts5(title, body, year, content='docs', content_rowid='id',"
                    + " tokenize = 'porter unicode61');"
                    + "CREATE TRIGGER docs_ai AFTER INSERT ON docs BEGIN"
                    + " INSERT INTO docs_fts (rowid, title, body) VALUES (new.id, new.title, new.body); END;"
                    + "INSERT INTO docs (id, title, body, year) VALUES (1, 'Locks', 'Boats are lifted', 1904),"
                    + " (2, 'Sluices', NULL, NULL);";

    @TempDir
    Path folder;

    @Test
    void offersAnIndexAndMakesItOnTheWordOfThePlan() throws SQLException, IOException {
        Path file = Sqlite.run(folder.resolve("docs.sqlite"), EXTERNAL);
        Path planFile = folder.resolve("out/plan.yaml");
        Path offer = folder.resolve("out/postgres-offers/full-text.sql");
        try (TestDatabase database = TestPostgres.freshDatabase();
                SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            assertThat(prepared.findings())
                    .filteredOn(finding -> finding.code() == FindingCode.VIRTUAL_TABLE_LEFT_OUT)
                    .extracting(finding -> finding.detail())
                    .containsExactly("fts5, with docs_fts_data, docs_fts_idx, docs_fts_docsize, docs_fts_config;"
                            + " offered: USING gin (\"title\", \"body\", \"year\") of docs");
            Migration.writePlan(source, prepared, folder.resolve("out"));
            assertThat(PlanFile.read(planFile).plan()).isEqualTo(prepared.plan());
            String vector = "to_tsvector('english', coalesce(\"title\", '') || ' ' || coalesce(\"body\", '')"
                    + " || ' ' || coalesce(\"year\"::text, ''))";
            assertThat(Files.readString(offer))
                    .contains("CREATE INDEX \"docs_fts\" ON \"docs\" USING gin (" + vector + ");\n")
                    .contains("-- WHERE " + vector + " @@ websearch_to_tsquery('english', $1)");
            assertThat(Files.readString(folder.resolve("out/postgres-offers/triggers.sql")))
                    .contains("-- Not carried over: docs_ai on docs\n-- CREATE TRIGGER docs_ai");

            Files.writeString(planFile, Files.readString(planFile).replace("policy: leave-out", "policy: index"));
            PreparedMigration asked = Migration.prepare(source, PlanOptions.defaults(), planFile, RunListener.NONE);
            RunReport report =
                    Migration.migrate(source, asked, database.target(), MigrateOptions.defaults(), RunListener.NONE);
            assertThat(report.saysNo()).isFalse();
            assertThat(report.findings())
                    .extracting(finding -> finding.line())
                    .anyMatch(line -> line.contains("a GIN index over title, body, year of docs"))
                    .noneMatch(line -> line.contains("virtual-table-left-out"));
            assertThat(database.indexes("docs")).anyMatch(index -> index.contains("docs_fts ON public.docs USING gin"));
            assertThat(database.rows("SELECT id FROM docs WHERE " + vector
                            + " @@ websearch_to_tsquery('english', 'lifting boat 1904')"))
                    .containsExactly("1");
            database.execute("DROP INDEX docs_fts");
            assertThat(Migration.verify(source, asked, database.target(), MigrateOptions.defaults(), RunListener.NONE)
                            .findings())
                    .extracting(finding -> finding.code())
                    .containsExactly(FindingCode.OBJECT_MISSING);
        }
    }

    @Test
    void countsRowsThatAreInNoOtherTable() throws SQLException, IOException {
        Path file = Sqlite.run(
                folder.resolve("own.sqlite"),
                "CREATE VIRTUAL TABLE own5 USING fts5(a, b UNINDEXED, prefix='2 3'); INSERT INTO own5 VALUES ('x', 'y'), ('z', '');"
                        + "CREATE VIRTUAL TABLE own4 USING fts4(\"The words\", words TEXT, notindexed=words, tokenize=porter);"
                        + "INSERT INTO own4 VALUES ('one', 'two');"
                        + "CREATE VIRTUAL TABLE own3 USING fts3(a);"
                        + "CREATE VIRTUAL TABLE bare USING fts5(a, content=''); INSERT INTO bare (rowid, a) VALUES (1, 'x');"
                        + "CREATE VIRTUAL TABLE boxes USING rtree(id, x0, x1); INSERT INTO boxes VALUES (1, 0, 1);");
        try (TestDatabase database = TestPostgres.freshDatabase();
                SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            assertThat(prepared.findings())
                    .extracting(finding -> finding.code().code() + " " + finding.object() + ": "
                            + finding.detail().replaceFirst(", with [^;]*", ""))
                    .containsExactlyInAnyOrder(
                            "virtual-table-left-out bare: fts5; it keeps no text, only the index of 1 row",
                            "virtual-table-rows-left-out boxes: rtree; 1 row that is in no other table",
                            "virtual-table-left-out own3: fts3",
                            "virtual-table-rows-left-out own4: fts4; 1 row that is in no other table",
                            "virtual-table-rows-left-out own5: fts5; 2 rows that are in no other table");
            Migration.writePlan(source, prepared, folder.resolve("out"));
            String offers = Files.readString(folder.resolve("out/postgres-offers/full-text.sql"));
            assertThat(offers).contains("SELECT rowid, * FROM \"own5\"");
            database.execute(offers);
            database.execute("INSERT INTO own4 (\"the words\", words) VALUES ('running', 'two')");
            assertThat(database.rows("SELECT id, \"the words\" FROM own4"
                            + " WHERE search_words @@ websearch_to_tsquery('english', 'run')"))
                    .containsExactly("1|running");
            assertThat(database.relations())
                    .containsExactly("public.bare", "public.own3", "public.own4", "public.own5");
        }
    }

    @Test
    void saysNoWhereRowsAreLost() throws SQLException {
        Path file = Sqlite.run(
                folder.resolve("lost.sqlite"),
                "CREATE TABLE t (id INTEGER PRIMARY KEY)",
                "CREATE VIRTUAL TABLE own USING fts5(a); INSERT INTO own VALUES ('x');");
        try (Carried carried = Carried.into(TestPostgres.freshDatabase(), file)) {
            assertThat(carried.report().saysNo()).isTrue();
            assertThat(carried.where(FindingCode.VIRTUAL_TABLE_ROWS_LEFT_OUT)).containsExactly("own");
        }
    }
}
