package org.liftlock.migration.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;

/**
 * What no pragma tells about an index: the expressions among its keys and the condition of a partial one.
 *
 * @param keySqls the keys in order, without ASC and DESC
 * @param whereSql the condition, or null
 */
record CreateIndexStatement(List<String> keySqls, @Nullable String whereSql) {

    static CreateIndexStatement parse(String sql) {
        List<SqlToken> tokens = SqlTokenizer.tokenize(sql);
        int at = 0;
        while (!tokens.get(at).is("ON")) {
            at++;
        }
        while (!tokens.get(at).isSymbol("(")) {
            at++;
        }
        List<String> keys = new ArrayList<>();
        int depth = 0;
        int from = at + 1;
        for (; at < tokens.size(); at++) {
            SqlToken token = tokens.get(at);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            }
            if (depth == 0 || (depth == 1 && token.isSymbol(","))) {
                keys.add(key(sql, tokens, from, at));
                from = at + 1;
            }
            if (depth == 0) {
                break;
            }
        }
        String where = at + 1 < tokens.size() && tokens.get(at + 1).is("WHERE")
                ? sql.substring(tokens.get(at + 1).end()).strip()
                : null;
        return new CreateIndexStatement(keys, where);
    }

    private static String key(String sql, List<SqlToken> tokens, int from, int to) {
        int end = to;
        if (end - 1 > from
                && (tokens.get(end - 1).is("ASC") || tokens.get(end - 1).is("DESC"))) {
            end--;
        }
        return sql.substring(tokens.get(from).start(), tokens.get(end - 1).end());
    }
}
