package org.liftlock.migration.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;

/** Walks over the tokens of a statement. Not thread-safe. */
final class TokenCursor {

    private final String sql;
    private final List<SqlToken> tokens;
    private int at;

    TokenCursor(String sql) {
        this.sql = sql;
        try {
            this.tokens = SqlTokenizer.tokenize(sql);
        } catch (IllegalArgumentException e) {
            throw new Refusal("unreadable SQL", String.valueOf(e.getMessage()));
        }
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    @Nullable
    SqlToken peek() {
        return peek(0);
    }

    @Nullable
    SqlToken peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : null;
    }

    SqlToken next() {
        if (atEnd()) {
            throw new Refusal("unreadable SQL", "it ends too early");
        }
        return tokens.get(at++);
    }

    boolean isWord(String word) {
        SqlToken token = peek();
        return token != null && token.is(word);
    }

    boolean isWord(int ahead, String word) {
        SqlToken token = peek(ahead);
        return token != null && token.is(word);
    }

    boolean isAnyWord(String... words) {
        for (String word : words) {
            if (isWord(word)) {
                return true;
            }
        }
        return false;
    }

    boolean isSymbol(String symbol) {
        return isSymbol(0, symbol);
    }

    boolean isSymbol(int ahead, String symbol) {
        SqlToken token = peek(ahead);
        return token != null && token.isSymbol(symbol);
    }

    boolean acceptWord(String word) {
        boolean is = isWord(word);
        at += is ? 1 : 0;
        return is;
    }

    boolean acceptSymbol(String symbol) {
        boolean is = isSymbol(symbol);
        at += is ? 1 : 0;
        return is;
    }

    void expectWord(String word) {
        if (!acceptWord(word)) {
            throw unexpected(word);
        }
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw unexpected(symbol);
        }
    }

    String name() {
        SqlToken token = next();
        if (!token.isName()) {
            at--;
            throw unexpected("a name");
        }
        return token.unquoted();
    }

    int position() {
        return at;
    }

    /** The text from a token up to, and without, the current one. */
    String textSince(int position) {
        return at <= position
                ? ""
                : sql.substring(tokens.get(position).start(), tokens.get(at - 1).end());
    }

    Refusal unexpected(String wanted) {
        SqlToken token = peek();
        return new Refusal(
                token == null ? "unreadable SQL" : token.text(),
                token == null ? "it ends where " + wanted + " is expected" : wanted + " is expected in its place");
    }
}
