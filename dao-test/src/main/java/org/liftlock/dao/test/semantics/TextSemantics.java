package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.liftlock.dao.test.semantics.SemanticsTables.CODE;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.NAME;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.FoldedText;

/** D07 to D10, D19 and E3: comparing, searching, sorting and cutting text. */
public abstract class TextSemantics extends SemanticsTopic {

    TextSemantics() {}

    @Difference(
            id = "D07",
            topic = "LIKE and case",
            rule = "LIKE tells upper from lower case",
            instead = "`like(…)` as it is; for a search without case a folded column (D09)",
            settled = Settlement.BY_ITSELF)
    void likeTellsCase() {
        sql.insertNamed("Alpha", "alpha", "ALPHA");
        assertEquals(List.of("alpha"), names(NAME.like("a%")));
        assertEquals(List.of("Alpha"), names(NAME.like("Al%")));
    }

    @Observed("D07")
    void likeOfSqliteIgnoresTheCaseOfAscii() throws SQLException {
        assertRaw("select case when 'a' like 'A' then 1 else 0 end", "1", "0");
        assertRaw("select case when 'ä' like 'Ä' then 1 else 0 end", "0", "0");
    }

    @Difference(
            id = "D08",
            topic = "Wildcards in what a user types",
            rule = "what a user types is found as it is typed, percent, underscore and backslash included",
            instead =
                    "`contains(…)`, `startsWith(…)` of `JooqRepository`; a pattern of one's own with `like(pattern, '!')`",
            settled = Settlement.BY_METHOD)
    void findsWildcardsAsTyped() {
        String[] names = {"100%", "1000", "a_b", "axb", "c\\d", "cd", "e!f", "ef"};
        sql.insertNamed(names);
        assertEquals(List.of("100%"), names(SqlProbe.nameContains("0%")));
        assertEquals(List.of("a_b"), names(SqlProbe.nameStartsWith("a_")));
        assertEquals(List.of("c\\d"), names(NAME.endsWith("\\d")));
        assertEquals(List.of("e!f"), names(SqlProbe.nameContains("!f")));
        assertEquals(List.of("100%"), names(NAME.like("%!%", '!')));
    }

    @Observed("D08")
    void backslashEscapesOnPostgresOnly() throws SQLException {
        assertRaw("select case when 'a%' like 'a\\%' then 1 else 0 end", "0", "1");
        assertRaw("select case when 'a\\b' like 'a\\%' then 1 else 0 end", "1", "0");
    }

    @Difference(
            id = "D09",
            topic = "Upper and lower case of letters beyond ASCII",
            rule = "texts that differ in case alone are found by each other, in every alphabet",
            instead = "a column filled with `FoldedText.of(text)`, compared to `FoldedText.of(input)`",
            settled = Settlement.BY_METHOD)
    void findsWithoutCaseInEveryAlphabet() {
        sql.insertItem(1, FoldedText.of("ÄRGER"), "ÄRGER");
        sql.insertItem(2, FoldedText.of("Straße"), "Straße");
        sql.insertItem(3, FoldedText.of("ΣΊΣΥΦΟΣ"), "ΣΊΣΥΦΟΣ");
        sql.insertItem(4, FoldedText.of("Ёлка"), "Ёлка");
        for (String typed : List.of("ärger", "Ärger", "A\u0308RGER")) {
            assertEquals(List.of("ÄRGER"), names(CODE.eq(FoldedText.of(typed))));
        }
        assertEquals(List.of("Straße"), names(CODE.eq(FoldedText.of("STRASSE"))));
        assertEquals(List.of("ΣΊΣΥΦΟΣ"), names(CODE.eq(FoldedText.of("σίσυφος"))));
        assertEquals(List.of("Ёлка"), names(CODE.startsWith(FoldedText.of("ЁЛ"))));
    }

    @Observed("D09")
    void lowerOfSqliteKnowsAsciiOnly() throws SQLException {
        assertRaw("select lower('ÄB' collate \"und-x-icu\")", "Äb", "äb");
    }

    @Difference(
            id = "D10",
            topic = "Order of text",
            rule = "text is sorted by code point, and compared in the same order",
            instead = "`COLLATE \"C\"` on text columns of PostgreSQL; in Java compare the UTF-8 bytes, not the strings",
            settled = Settlement.BY_SCHEMA)
    void sortsByCodePoint() {
        String[] names = {"b", "_x", "B", "10", "Z1", "9", "z2", "a", "Ä", "ä", "é", " a", "\uFFFD", "😀", "a b", "ab"};
        sql.insertNamed(names);
        List<String> sorted = Arrays.stream(names)
                .sorted(Comparator.comparing(TextSemantics::utf8, Arrays::compareUnsigned))
                .toList();

        assertEquals(sorted, names(DSL.trueCondition()));
        for (String name : names) {
            assertEquals(sorted.subList(0, sorted.indexOf(name)), names(NAME.lt(name)));
        }
        assertEquals(
                sorted.get(0),
                sql.query(dsl ->
                        dsl.select(DSL.min(NAME)).from(ITEM).fetchSingle().value1()));
    }

    @Observed("D10")
    void languageSortsOnPostgresOnly() throws SQLException {
        assertRaw(
                "select case when 'a' < 'B' collate \"und-x-icu\" then 1 else 0 end",
                "error SQLITE_ERROR_MISSING_COLLSEQ",
                "1");
    }

    @Difference(
            id = "D19",
            topic = "The character U+0000",
            rule = "a text with U+0000 is refused with BAD_DATA, stored or searched for",
            instead = "bytes, where it is needed",
            settled = Settlement.REFUSED)
    void refusesTheCharacterZero() {
        assertFails(ErrorKind.BAD_DATA, () -> sql.insertItem(1, "a\0b"));
        assertFails(ErrorKind.BAD_DATA, () -> names(NAME.eq("a\0b")));
        assertFails(ErrorKind.BAD_DATA, () -> names(NAME.eq(DSL.inline("a\0b"))));
        assertEquals(List.of(), sql.codes());
    }

    @Observed("D19")
    void sqliteStoresTheCharacterZero() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (name text)");
            assertObserved(raw.outcome("insert into t values (?)", "a\0b"), "done", "error 22021");
            assertObserved(raw.outcome("select length(name) from t"), "1", "no row");
        }
    }

    @Difference(
            id = "E3",
            topic = "Parts of a text",
            rule = "positions count from the start, from 1",
            instead = "`substring(TEXT, position, length)` with a positive position; `right(TEXT, n)` for the end",
            settled = Settlement.BY_HABIT)
    void cutsFromAPositivePosition() {
        sql.insertNamed("abcdef");
        assertEquals(
                List.of("bcd", "cdef", "ef", "3"),
                sql.query(dsl -> dsl
                        .select(
                                DSL.substring(NAME, 2, 3),
                                DSL.substring(NAME, 3),
                                DSL.right(NAME, 2),
                                DSL.position(NAME, "c").cast(String.class))
                        .from(ITEM)
                        .fetchSingle()
                        .intoList()
                        .stream()
                        .map(String::valueOf)
                        .toList()));
    }

    @Observed("E3")
    void negativePositionsCountFromTheEndOnSqlite() throws SQLException {
        assertRaw("select substr('abcdef', -2)", "ef", "abcdef");
        assertRaw("select substr('abcdef', 0, 3)", "ab", "ab");
    }

    private List<String> names(Condition condition) {
        return sql.query(dsl ->
                dsl.select(NAME).from(ITEM).where(condition).orderBy(NAME, ID).fetch(NAME));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
