package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.liftlock.dao.test.semantics.SemanticsTables.BODY;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.PAGE;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** E5 and E10: JSON documents and full text. */
public abstract class DocumentSemantics extends SemanticsTopic {

    private WordSearch search;

    DocumentSemantics() {}

    @BeforeEach
    void openSearch(WordSearch newSearch) {
        search = newSearch;
    }

    @Observed("E5")
    void documentsAreTextOnSqliteAndParsedOnPostgres() throws SQLException {
        String document = "'{\"b\": 1, \"a\": 2, \"b\": 3}'";
        assertRaw("select " + document + " ->> '$.a'", "2", "error 42725");
        assertRaw("select cast(" + document + " as jsonb) ->> '$.a'", "2", "NULL");
        try (RawSql raw = raw()) {
            raw.execute("insert into liftlock_semantics_value (id, document) values (1, " + document + ")");
            assertObserved(
                    raw.outcome("select document from liftlock_semantics_value"),
                    "{\"b\": 1, \"a\": 2, \"b\": 3}",
                    "{\"a\": 2, \"b\": 3}");
        }
    }

    @Difference(
            id = "E10",
            topic = "Full text",
            rule =
                    "a search gives the set of pages that contain all words, whatever the case of their ASCII letters; rank,"
                            + " stems and accents are each database's own",
            instead = "an interface for the search, with an implementation for FTS5 and one for tsvector",
            settled = Settlement.BY_METHOD)
    void findsThePagesWithAllWords() {
        insertPage(1, "The quick brown fox");
        insertPage(2, "A lazy DOG, quick to sleep.");
        insertPage(3, "dogs and foxes");
        assertEquals(List.of(1L, 2L), search.pagesWith("quick"));
        assertEquals(List.of(2L), search.pagesWith("Dog QUICK"));
        assertEquals(List.of(2L), search.pagesWith("dog"));
        assertEquals(List.of(), search.pagesWith("quick cat"));

        sql.change(dsl -> dsl.update(PAGE).set(BODY, "silence").where(ID.eq(1L)).execute());
        sql.change(dsl -> dsl.deleteFrom(PAGE).where(ID.eq(2L)).execute());
        assertEquals(List.of(), search.pagesWith("quick"));
        assertEquals(List.of(1L), search.pagesWith("silence"));
    }

    @Observed("E10")
    void neitherSpeaksTheOthersLanguage() throws SQLException {
        assertRaw(
                "select count(*) from liftlock_semantics_page_words where liftlock_semantics_page_words match 'a'",
                "0",
                "error 42601");
        assertRaw(
                "select count(*) from liftlock_semantics_page where to_tsvector('simple', body) @@ to_tsquery('a')",
                "error SQLITE_ERROR",
                "0");
    }

    private void insertPage(long id, String body) {
        sql.change(dsl -> dsl.insertInto(PAGE, ID, BODY).values(id, body).execute());
    }
}
