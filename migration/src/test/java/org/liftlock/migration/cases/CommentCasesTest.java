package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestPostgres;

/** Comments inside CREATE TABLE become comments of tables and columns. */
class CommentCasesTest {

    private static final String COMMENTS =
            "SELECT a.attname || ': ' || col_description(a.attrelid, a.attnum) FROM pg_attribute a"
                    + " WHERE a.attrelid = 't'::regclass AND col_description(a.attrelid, a.attnum) IS NOT NULL"
                    + " ORDER BY a.attnum";

    @TempDir
    Path folder;

    @Test
    void givesEachCommentToWhatItStandsAt() throws SQLException {
        String sql = """
                CREATE TABLE t ( -- we write to
                    -- ---------------------------
                    id INTEGER PRIMARY KEY, -- never given twice
                    /* the name
                     * as the person spells it */
                    name TEXT NOT NULL
                        -- it's "quoted" \\ and -- dashed
                        CHECK (name <> ''),
                    a INT, /* of b */ b INT /* too */, c INT
                    -- of d, leading comma
                    , d TEXT DEFAULT '-- no comment' -- really
                    , e TEXT, -- of e, at last
                    -- may be empty
                    UNIQUE (a, b) -- both
                    -- , old TEXT
                )
                """;
        Path file = Sqlite.run(folder.resolve("comments.sqlite"), sql + ";", "CREATE TABLE plain (id INTEGER)");
        try (Carried carried = Carried.into(TestPostgres.freshDatabase(), file)) {
            assertThat(carried.report().saysNo()).isFalse();
            assertThat(carried.database().value("SELECT obj_description('t'::regclass)"))
                    .isEqualTo("we write to\nmay be empty\nboth\n, old TEXT");
            assertThat(carried.database().value("SELECT obj_description('plain'::regclass)"))
                    .isNull();
            assertThat(carried.database().rows(COMMENTS))
                    .containsExactly(
                            "id: never given twice",
                            "name: the name\nas the person spells it\nit's \"quoted\" \\ and -- dashed",
                            "b: of b\ntoo",
                            "d: of d, leading comma\nreally",
                            "e: of e, at last");
        }
    }

    @Test
    void takesCommentsOfColumnsThatWereAddedLater() throws SQLException {
        Path file = Sqlite.run(
                folder.resolve("added.sqlite"),
                "CREATE TABLE t (id INTEGER PRIMARY KEY -- first\n)",
                "ALTER TABLE t ADD COLUMN \"b -- c\" TEXT /* second */",
                "CREATE TABLE copied AS SELECT 1 AS one /* of nothing */");
        try (Carried carried = Carried.into(TestPostgres.freshDatabase(), file)) {
            assertThat(carried.report().saysNo()).isFalse();
            assertThat(carried.database().rows(COMMENTS)).contains("id: first");
        }
    }

    @Test
    void givesOneToAColumnThatIsCalledAsItsTableIs() throws SQLException {
        Path file = Sqlite.run(
                folder.resolve("alike.sqlite"),
                "CREATE TABLE note ( -- what was said\n note TEXT, -- in words\n id INTEGER PRIMARY KEY)");
        try (Carried carried = Carried.into(TestPostgres.freshDatabase(), file)) {
            assertThat(carried.report().saysNo()).isFalse();
            assertThat(
                            carried.database()
                                    .rows(
                                            "SELECT obj_description('note'::regclass) || ', ' || col_description('note'::regclass, 1)"))
                    .containsExactly("what was said, in words");
        }
    }
}
