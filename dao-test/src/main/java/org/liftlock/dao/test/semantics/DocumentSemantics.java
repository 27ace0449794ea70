package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.liftlock.dao.test.semantics.SemanticsTables.BODY;
import static org.liftlock.dao.test.semantics.SemanticsTables.DOCUMENT;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.PAGE;
import static org.liftlock.dao.test.semantics.SemanticsTables.VALUE;

import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.JsonBinding;
import org.liftlock.dao.jooq.JsonTrees;
import tools.jackson.databind.JsonNode;

/** E5 and E10: JSON documents and full text. */
public abstract class DocumentSemantics extends SemanticsTopic {

    private static final Field<JsonNode> TREE =
            DSL.field(DSL.name("document"), SQLDataType.JSONB.asConvertedDataType(new JsonBinding<>()));

    private WordSearch search;

    DocumentSemantics() {}

    @BeforeEach
    void openSearch(WordSearch newSearch) {
        search = newSearch;
    }

    @Difference(
            id = "E5",
            topic = "JSON documents",
            rule =
                    "documents are equal that have the same tree; a path is written in jOOQ, and a document with a key twice"
                            + " is refused with BAD_DATA",
            instead = "`JsonBinding`; `jsonbGetAttribute…`, `jsonbValue`, `jsonbExists` of jOOQ",
            settled = Settlement.BY_METHOD)
    void documentsAreTrees() {
        JsonNode tree = JsonTrees.parse("{\"b\": 1.50, \"a\": {\"k\": [1, \"ä\", null]}}");
        sql.change(dsl -> dsl.insertInto(VALUE, ID, TREE).values(1L, tree).execute());
        assertEquals(
                List.of(JsonTrees.parse("{\"a\": {\"k\": [1, \"ä\", null]}, \"b\": 1.5}")),
                sql.query(dsl -> dsl.select(TREE).from(VALUE).fetch(TREE)));
        assertEquals(
                List.of("1.5", "ä"),
                sql.query(dsl -> dsl.select(
                                DSL.jsonbGetAttributeAsText(DOCUMENT, "b"),
                                DSL.jsonbGetElementAsText(
                                        DSL.jsonbGetAttribute(DSL.jsonbGetAttribute(DOCUMENT, "a"), "k"), 1))
                        .from(VALUE)
                        .fetchSingle()
                        .intoList()));
        assertFails(ErrorKind.BAD_DATA, () -> JsonTrees.parse("{\"a\": 1, \"a\": 2}"));
    }

    @Observed("E5")
    void documentsAreTextOnSqliteAndParsedOnPostgres() throws SQLException {
        String document = "'{\"b\": 1, \"a\": 2, \"b\": 3}'";
        assertRaw("select " + document + " ->> '$.a'", "2", "error 42725");
        try (RawSql raw = raw()) {
            raw.execute("insert into liftlock_semantics_value (id, document) values (1, " + document + ")");
            assertObserved(
                    raw.outcome("select document from liftlock_semantics_value"),
                    "{\"b\": 1, \"a\": 2, \"b\": 3}",
                    "{\"a\": 2, \"b\": 3}");
            assertObserved(raw.outcome("select document ->> '$.a' from liftlock_semantics_value"), "2", "NULL");
            assertObserved(raw.outcome("select document ->> 'a' from liftlock_semantics_value"), "2", "2");
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
