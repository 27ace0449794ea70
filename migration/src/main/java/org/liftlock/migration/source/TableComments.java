package org.liftlock.migration.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.SqlComment;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;

/**
 * What the comments inside a CREATE TABLE statement are about. One behind a definition on the same line is about that
 * definition, one on lines of its own about the definition that follows. Those around the parentheses, and those at a table
 * constraint, are about the table.
 *
 * @param table the table's comment, or null
 * @param columns the comments of its columns by lower-case name
 */
record TableComments(@Nullable String table, Map<String, String> columns) {

    /**
     * Reads the comments of a statement.
     *
     * @param sql the CREATE TABLE statement
     * @param elements for each definition between the parentheses the lower-case name of its column, empty for a constraint,
     *     by the offset at which it begins
     * @param open offset of the parenthesis that opens the definitions
     * @param close offset of the one that closes them
     */
    static TableComments read(String sql, Map<Integer, String> elements, int open, int close) {
        List<SqlToken> tokens = SqlTokenizer.tokenize(sql);
        Map<String, List<String>> texts = new HashMap<>();
        for (SqlComment comment : SqlTokenizer.comments(sql)) {
            String text = comment.text(sql);
            boolean inside = comment.start() > open && comment.start() < close;
            String about = inside ? about(sql, tokens, comment, elements, open, close) : "";
            if (!text.isEmpty()) {
                texts.computeIfAbsent(about, key -> new ArrayList<>()).add(text);
            }
        }
        Map<String, String> columns = new HashMap<>();
        texts.forEach((column, lines) -> columns.put(column, String.join("\n", lines)));
        return new TableComments(columns.remove(""), columns);
    }

    private static String about(
            String sql, List<SqlToken> tokens, SqlComment comment, Map<Integer, String> elements, int open, int close) {
        SqlToken before = null;
        SqlToken after = null;
        for (SqlToken token : tokens) {
            if (token.end() <= comment.start()) {
                before = token;
            } else if (after == null && !token.isSymbol(",")) {
                after = token;
            }
        }
        boolean behind = before != null && oneLine(sql, before.end(), comment.start());
        boolean inFront = after != null && oneLine(sql, comment.end(), after.start());
        if (before != null && behind && !(inFront && before.isSymbol(","))) {
            return before.start() == open ? "" : element(elements, before.start());
        }
        return after == null || after.start() >= close ? "" : element(elements, after.start());
    }

    private static boolean oneLine(String sql, int from, int to) {
        return sql.substring(from, to).indexOf('\n') < 0;
    }

    private static String element(Map<Integer, String> elements, int offset) {
        int begin = elements.keySet().stream()
                .filter(start -> start <= offset)
                .max(Integer::compare)
                .orElse(-1);
        return elements.getOrDefault(begin, "");
    }
}
