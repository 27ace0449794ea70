package org.liftlock.dao.jooq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

class SchemaDescriptionTest {

    private static final String TEXT = """
            # The schema that the application expects on every backend.
            ignore track.search
            ignore track_search

            table album
              column artist_id integer not null
              column id integer not null
              column released_on date
              column title text not null
              primary key (id)
              unique (artist_id, title)
              foreign key (artist_id) references artist (id) on delete cascade on update set null

            table "odd \\"name\\""
              column "a.b" integer or boolean
            """;

    private static SchemaDescription of(String... lines) {
        return SchemaDescription.parse(String.join("\n", lines));
    }

    private static List<String> differences(SchemaDescription expected, SchemaDescription found) {
        return expected.differences(found).stream()
                .map(SchemaDifference::toString)
                .toList();
    }

    @Test
    void readsWhatItWrites() {
        SchemaDescription schema = SchemaDescription.parse(TEXT);

        assertThat(schema.toText()).isEqualTo(TEXT);
        assertThat(schema.tables()).hasSize(2);
        assertThat(schema.ignored()).isEqualTo(Set.of("track_search", "track.search"));
        assertThat(schema.differences(schema)).isEmpty();
    }

    @Test
    void knowsNoOrderAndNoCase() {
        SchemaDescription schema = of(
                "table B",
                "column Y text",
                "column x integer not null",
                "unique (Y, x)",
                "foreign key (y, X) references A (Q, p)",
                "table A",
                "column p integer");

        assertThat(schema)
                .isEqualTo(of(
                        "table a",
                        "column p integer",
                        "table b",
                        "column x integer not null",
                        "column y text",
                        "foreign key (x, y) references a (p, q)",
                        "unique (x, y)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tables                            | 1 | ignore or table
                    column x integer                  | 1 | ignore or table
                    table                             | 1 | a name
                    table a b                         | 1 | the end of the line
                    table a; column x int             | 2 | a type such as integer or text
                    table a; column x integer null    | 2 | the end of the line
                    table a; column x integer not     | 2 | null
                    table a; column x integer; column X text; | 3 | each column once
                    table a; primary (x)              | 2 | key
                    table a; primary key x            | 2 | (
                    table a; primary key (x           | 2 | )
                    table a; primary key (x); primary key (y) | 3 | one primary key
                    table a; unique (x,)              | 2 | a name
                    table a; foreign key (x, y) references b (z) | 2 | as many columns on both sides
                    table a; foreign key (x) references b (z) on delete nothing | 2 | cascade
                    table a; check (x)                | 2 | table, column
                    table a; column 'x' text          | 2 | a name, a word
                    table a; table A;                 | 2 | each table once
                    """)
    void saysWhichLineItCannotRead(String text, int line, String expected) {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> SchemaDescription.parse(text.replace(';', '\n')))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind)
                .satisfies(failure -> assertThat(failure.context())
                        .containsEntry("line", String.valueOf(line))
                        .hasEntrySatisfying(
                                "expected", value -> assertThat(value).startsWith(expected)));
    }

    @Test
    void namesEachKindOfDifference() {
        SchemaDescription expected = of(
                "table a",
                "column changed integer not null",
                "column gone text",
                "column looser text not null",
                "primary key (changed)",
                "unique (gone)",
                "foreign key (looser) references b (x)",
                "table b",
                "column x integer");
        SchemaDescription found = of(
                "table a",
                "column added date",
                "column changed text",
                "column looser text",
                "primary key (looser)",
                "unique (added)",
                "foreign key (looser) references b (x) on delete cascade",
                "foreign key (added) references a (looser)",
                "table c",
                "column x integer");

        assertThat(differences(expected, found))
                .containsExactly(
                        "a.added: expected no such column, found date",
                        "a.changed: expected integer not null, found text",
                        "a.gone: expected text, found no such column",
                        "a.looser: expected text not null, found text",
                        "a: expected primary key (changed), found primary key (looser)",
                        "a: expected unique (gone), found none",
                        "a: expected no unique key, found unique (added)",
                        "a (added): expected no foreign key, found references a (looser)",
                        "a (looser): expected references b (x), found references b (x) on delete cascade",
                        "b: expected a table, found none",
                        "c: expected no such table, found one");
    }

    @Test
    void agreesWhereATypeLeavesOpenWhatItMeans() {
        SchemaDescription open = of("table a", "column x integer or boolean");

        assertThat(open.differences(of("table a", "column x boolean"))).isEmpty();
        assertThat(differences(open, of("table a", "column x text")))
                .containsExactly("a.x: expected integer or boolean, found text");
    }

    @Test
    void doesNotCompareWhatOneSideIgnores() {
        SchemaDescription expected = of(
                "table a",
                "column x integer",
                "table b",
                "column y text",
                "unique (y)",
                "foreign key (y) references a (x)");
        SchemaDescription found = of("table b");

        assertThat(expected.ignoring("A", "b.Y").differences(found)).isEmpty();
        assertThat(expected.differences(found.ignoring("a", "b.y"))).isEmpty();
        assertThat(expected.ignoring("a", "b.y").toText()).contains("ignore a\nignore b.y\n\ntable b\n");
    }

    @Test
    void namesTenDifferencesAndCountsTheOthers() {
        StringBuilder text = new StringBuilder("table a\n");
        for (int i = 10; i < 23; i++) {
            text.append("column c").append(i).append(" integer\n");
        }
        ExpectedSchema expected = new ExpectedSchema("here", SchemaDescription.parse(text.toString()));

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> expected.require(of("table a")))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind)
                .satisfies(failure -> assertThat(failure.line())
                        .contains("a.c10: expected integer, found no such column; a.c11")
                        .contains("a.c19")
                        .doesNotContain("a.c20")
                        .contains("and 3 more")
                        .contains("expected: here"));
    }

    @Test
    void refusesTwoTablesOfOneName() {
        TableDescription table = new TableDescription("a", List.of(), List.of(), List.of(), List.of());
        TableDescription other = new TableDescription("A", List.of(), List.of(), List.of(), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaDescription(List.of(table, other), Set.of()))
                .withMessageContaining("a");
    }

    @Test
    void findsTheFileOrSaysWhatIsWrong(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("schema.txt"), "table a\ncolumn\n");

        assertThat(ExpectedSchema.find("classpath:db/nowhere.txt")).isEmpty();
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(
                        () -> ExpectedSchema.at(folder.resolve("nowhere.txt").toString()))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind)
                .satisfies(failure -> assertThat(failure.line()).contains("missing", "nowhere.txt"));
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> ExpectedSchema.at(file.toString()))
                .satisfies(failure -> assertThat(failure.context())
                        .containsEntry("line", "2")
                        .containsEntry("location", file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2_1__x.sql", "V3__x.sql", "R__view.sql"})
    void findsFoldersWithOtherVersions(String extra, @TempDir Path folder) throws Exception {
        for (String backend : List.of("one", "two")) {
            Files.createDirectory(folder.resolve(backend));
            Files.createFile(folder.resolve(backend).resolve("V1__tables.sql"));
        }
        Files.createFile(folder.resolve("one/V2__more.sql"));
        Files.createFile(folder.resolve("two/V002__other_words.sql"));
        String one = "filesystem:" + folder.resolve("one");
        String two = "filesystem:" + folder.resolve("two");

        MigrationFolders.requireSameVersions(one, two);
        assertThat(MigrationFolders.versionsAt(two)).hasSize(2);
        Files.createFile(folder.resolve("two").resolve(extra));
        if (extra.startsWith("R")) {
            MigrationFolders.requireSameVersions(one, two);
        } else {
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> MigrationFolders.requireSameVersions(one, two))
                    .returns(ErrorKind.PROGRAMMING, DaoException::kind)
                    .satisfies(failure -> assertThat(failure.context())
                            .containsEntry("in", one)
                            .containsEntry("elsewhere", extra));
        }
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> MigrationFolders.versionsAt("classpath:db/nowhere"))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> MigrationFolders.versionsAt("filesystem:/nowhere"))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
    }

    @Test
    void readsFoldersInsideAJar() {
        // A jar of the test's own class path, in which there are no migrations: it is opened all the same.
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> MigrationFolders.versionsAt("classpath:org/jooq/impl"))
                .withMessageContaining("No versioned migration");
    }
}
