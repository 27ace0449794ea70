package org.liftlock.migration.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.SourceForeignKey.Deferrability;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;

/**
 * What no pragma tells about a table and only its CREATE TABLE statement says: collations, generated expressions,
 * checks, AUTOINCREMENT, when foreign keys are checked, conflict clauses.
 *
 * @param collations collating sequence by lower-case column name
 * @param generations generated expressions by lower-case column name
 * @param checks CHECK constraints in order
 * @param autoincrement whether AUTOINCREMENT is declared
 * @param deferrabilities of the foreign keys, in the order of declaration
 * @param conflictClauses ON CONFLICT clauses other than ABORT, as written
 * @param comments what its comments are about
 */
record CreateTableStatement(
        Map<String, String> collations,
        Map<String, String> generations,
        List<SourceCheck> checks,
        boolean autoincrement,
        List<Deferrability> deferrabilities,
        List<String> conflictClauses,
        TableComments comments) {

    private static final Set<String> TABLE_CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

    static CreateTableStatement parse(String sql) {
        return new Parser(sql).parse();
    }

    private static final class Parser {
        private final String sql;
        private final List<SqlToken> tokens;
        private final Map<String, String> collations = new HashMap<>();
        private final Map<String, String> generations = new HashMap<>();
        private final List<SourceCheck> checks = new ArrayList<>();
        private final List<Deferrability> deferrabilities = new ArrayList<>();
        private final List<String> conflictClauses = new ArrayList<>();
        private final Map<Integer, String> elements = new HashMap<>();
        private boolean autoincrement;

        Parser(String sql) {
            this.sql = sql;
            this.tokens = SqlTokenizer.tokenize(sql);
        }

        CreateTableStatement parse() {
            int open = 0;
            while (open < tokens.size() && !tokens.get(open).isSymbol("(")) {
                open++;
            }
            int from = open + 1;
            int depth = 1;
            int close = sql.length();
            for (int i = from; i < tokens.size() && depth > 0; i++) {
                SqlToken token = tokens.get(i);
                if (token.isSymbol("(")) {
                    depth++;
                } else if (token.isSymbol(")")) {
                    depth--;
                    close = token.start();
                }
                if ((depth == 1 && token.isSymbol(",")) || depth == 0) {
                    element(from, i);
                    from = i + 1;
                }
            }
            int begin = open < tokens.size() ? tokens.get(open).start() : sql.length();
            return new CreateTableStatement(
                    collations,
                    generations,
                    checks,
                    autoincrement,
                    deferrabilities,
                    conflictClauses,
                    TableComments.read(sql, elements, begin, close));
        }

        /** One column definition or table constraint. SQLite lets table constraints follow without a comma, too. */
        private void element(int from, int to) {
            if (from >= to) {
                return;
            }
            SqlToken first = tokens.get(from);
            boolean isConstraint = first.kind() == SqlToken.Kind.WORD && TABLE_CONSTRAINTS.contains(first.upper());
            String column = isConstraint ? null : SqliteSql.folded(first.unquoted());
            elements.put(first.start(), column == null ? "" : column);
            clauses(isConstraint ? from : from + 1, to, column);
        }

        private void clauses(int from, int to, @Nullable String column) {
            String constraintName = null;
            for (int i = from; i < to; i++) {
                SqlToken token = tokens.get(i);
                if (token.isSymbol("(")) {
                    i = closing(i);
                } else if (token.is("CONSTRAINT") && i + 1 < to) {
                    constraintName = tokens.get(++i).unquoted();
                } else if (token.is("CHECK") && i + 1 < to && tokens.get(i + 1).isSymbol("(")) {
                    checks.add(new SourceCheck(constraintName, inside(i + 1)));
                    constraintName = null;
                    i = closing(i + 1);
                } else if (token.is("COLLATE") && column != null && i + 1 < to) {
                    collations.put(column, tokens.get(++i).unquoted());
                } else if (token.is("AS")
                        && column != null
                        && i + 1 < to
                        && tokens.get(i + 1).isSymbol("(")) {
                    generations.put(column, inside(i + 1));
                    i = closing(i + 1);
                } else if (token.is("AUTOINCREMENT")) {
                    autoincrement = true;
                } else if (token.is("REFERENCES")) {
                    deferrabilities.add(deferrability(i, to));
                } else if (token.is("CONFLICT")
                        && i + 1 < to
                        && !tokens.get(i + 1).is("ABORT")) {
                    conflictClauses.add("ON CONFLICT " + tokens.get(i + 1).upper());
                }
            }
        }

        /** Reads on to the next REFERENCES: what lies between belongs to this one. */
        private Deferrability deferrability(int references, int to) {
            for (int i = references + 1; i < to && !tokens.get(i).is("REFERENCES"); i++) {
                boolean negated = tokens.get(i - 1).is("NOT");
                if (tokens.get(i).is("DEFERRABLE") && !negated) {
                    boolean deferred = i + 2 < tokens.size()
                            && tokens.get(i + 1).is("INITIALLY")
                            && tokens.get(i + 2).is("DEFERRED");
                    return deferred
                            ? Deferrability.DEFERRABLE_INITIALLY_DEFERRED
                            : Deferrability.DEFERRABLE_INITIALLY_IMMEDIATE;
                }
            }
            return Deferrability.NOT_DEFERRABLE;
        }

        private String inside(int open) {
            return sql.substring(
                            tokens.get(open).end(), tokens.get(closing(open)).start())
                    .strip();
        }

        private int closing(int open) {
            int depth = 0;
            for (int i = open; i < tokens.size(); i++) {
                if (tokens.get(i).isSymbol("(")) {
                    depth++;
                } else if (tokens.get(i).isSymbol(")") && --depth == 0) {
                    return i;
                }
            }
            throw new IllegalArgumentException("unbalanced parentheses");
        }
    }
}
