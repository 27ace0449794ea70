package org.liftlock.migration.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlToken.Kind;
import org.liftlock.migration.sql.SqlTokenizer;

/**
 * Judges an expression that a user wrote over a row of a table: it must be one expression, over this row alone, with the
 * same result whenever it is asked for.
 *
 * <p>SQLite itself judges: as the key of an index it accepts exactly such expressions (sqlite.org/expridx.html). What would
 * step out of the parentheses around it is refused before. Stateless and thread-safe.
 */
public final class SourceExpression {

    private static final Set<String> DATE_FUNCTIONS =
            Set.of("DATE", "TIME", "DATETIME", "JULIANDAY", "UNIXEPOCH", "STRFTIME", "TIMEDIFF");
    /** Calls that depend on the moment are found when they are made; what one of these makes of them is enough. */
    private static final List<String> PROBES = List.of("NULL", "0", "1.5", "'2000-01-01'");

    private SourceExpression() {}

    /**
     * Says what is wrong with an expression.
     *
     * @param table the table whose row it reads
     * @param sql the expression in SQLite's SQL
     * @return what is wrong, in SQLite's words where it is SQLite that refuses; nothing if it can be used
     */
    public static Optional<String> problem(SourceTable table, String sql) {
        return misshapen(table, sql).or(() -> refused(table, sql));
    }

    private static Optional<String> misshapen(SourceTable table, String sql) {
        List<SqlToken> tokens;
        try {
            tokens = SqlTokenizer.tokenize(sql);
        } catch (IllegalArgumentException e) {
            return Optional.of("a quote does not end");
        }
        if (tokens.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (sql.indexOf(0) >= 0 || !isWhite(sql, 0, tokens)) {
            return Optional.of("it holds a comment or U+0000");
        }
        int depth = 0;
        for (SqlToken token : tokens) {
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth < 0 || token.isSymbol(";")) {
                return Optional.of("more than one expression: " + token.text() + " ends the first");
            }
            if (token.kind() == Kind.PARAMETER) {
                return Optional.of("it has a parameter, " + token.text());
            }
            if (token.is("SELECT")) {
                return Optional.of("subqueries cannot be used: only this row can be read");
            }
            if (token.kind() == Kind.QUOTED_NAME
                    && token.text().startsWith("\"")
                    && table.column(token.unquoted()).isEmpty()) {
                // SQLite would take it for a text.
                return Optional.of("no such column: " + token.unquoted());
            }
        }
        if (depth > 0) {
            return Optional.of("a parenthesis does not end");
        }
        boolean dates = tokens.stream().anyMatch(token -> DATE_FUNCTIONS.contains(token.upper()));
        boolean now = tokens.stream()
                .anyMatch(token ->
                        token.kind() == Kind.STRING && token.unquoted().strip().equalsIgnoreCase("now"));
        return dates && now ? Optional.of("'now' is another moment when rows are compared") : Optional.empty();
    }

    private static boolean isWhite(String sql, int from, List<SqlToken> tokens) {
        int at = from;
        for (SqlToken token : tokens) {
            if (!sql.substring(at, token.start()).isBlank()) {
                return false;
            }
            at = token.end();
        }
        return sql.substring(at).isBlank();
    }

    private static Optional<String> refused(SourceTable table, String sql) {
        String columns = table.columns().stream()
                .map(column -> SqliteSql.name(column.name()))
                .collect(Collectors.joining(", "));
        String name = SqliteSql.name(table.name());
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = memory.createStatement()) {
            statement.execute("CREATE TABLE " + name + " (" + columns + ")");
            try {
                statement.execute("CREATE INDEX judged ON " + name + " ((" + sql + "))");
            } catch (SQLException e) {
                return Optional.of(words(e));
            }
            for (String probe : PROBES) {
                String row = table.columns().stream().map(column -> probe).collect(Collectors.joining(", "));
                try {
                    statement.execute("INSERT INTO " + name + " VALUES (" + row + ")");
                } catch (SQLException e) {
                    // Other failures are those of the probe, not of the rows.
                    if (words(e).contains("non-deterministic")) {
                        return Optional.of(words(e));
                    }
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(words(e));
        }
    }

    private static String words(SQLException e) {
        String words = String.valueOf(e.getMessage());
        int open = words.indexOf('(');
        boolean wrapped = words.startsWith("[SQLITE_") && open > 0 && words.endsWith(")");
        return wrapped ? words.substring(open + 1, words.length() - 1) : words;
    }
}
