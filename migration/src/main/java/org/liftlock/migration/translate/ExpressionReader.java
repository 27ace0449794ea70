package org.liftlock.migration.translate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlToken.Kind;
import org.liftlock.migration.translate.Ast.Call;
import org.liftlock.migration.translate.Ast.Expression;
import org.liftlock.migration.translate.Ast.Order;
import org.liftlock.migration.translate.Ast.Select;
import org.liftlock.migration.translate.Ast.Window;

/**
 * Reads one expression. jOOQ's grammar decides how comparisons, AND, OR, NOT, CASE and arithmetic nest; every name,
 * constant, call and subquery is handed to it as a tagged name (see {@link Atom}), so that it interprets none, and the
 * operators that SQLite binds differently ({@code ||}, {@code ->}, {@code &}, COLLATE, GLOB) as calls.
 *
 * <p>One class, since its methods are the levels of one grammar and call each other in a circle. Not thread-safe.
 */
final class ExpressionReader {

    private static final Set<String> COMPARISONS = Set.of("=", "==", "<>", "!=", "<", "<=", ">", ">=");
    private static final Set<String> RESERVED = Set.of(
            "AND", "OR", "IN", "IS", "ISNULL", "NOTNULL", "BETWEEN", "ESCAPE", "WHEN", "THEN", "ELSE", "AS", "FROM",
            "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "ON", "USING", "JOIN", "SELECT");

    /** An operator; a complete one already holds its right operand. */
    private record Operator(String sql, boolean complete) {}

    private final TokenCursor cursor;
    private final SelectReader selects;
    private final List<Call> calls = new ArrayList<>();
    private final List<Select> queries = new ArrayList<>();

    private ExpressionReader(TokenCursor cursor, SelectReader selects) {
        this.cursor = cursor;
        this.selects = selects;
    }

    static Expression read(TokenCursor cursor, SelectReader selects) {
        ExpressionReader reader = new ExpressionReader(cursor, selects);
        int start = cursor.position();
        String normal = reader.logical();
        String text = cursor.textSince(start);
        return new Expression(
                JooqGrammar.parse(normal, text), text, List.copyOf(reader.calls), List.copyOf(reader.queries));
    }

    private String logical() {
        StringBuilder out = new StringBuilder();
        boolean operand = true;
        while (true) {
            if (operand && cursor.acceptWord("NOT")) {
                out.append(" not ");
                continue;
            }
            if (operand) {
                out.append(bits());
                operand = false;
                continue;
            }
            Operator operator = operator();
            if (operator == null) {
                return out.toString();
            }
            out.append(' ').append(operator.sql()).append(' ');
            operand = !operator.complete();
        }
    }

    private @Nullable Operator operator() {
        SqlToken token = cursor.peek();
        if (token == null) {
            return null;
        }
        if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
            cursor.next();
            String text = token.text();
            return new Operator(text.equals("==") ? "=" : text.equals("!=") ? "<>" : text, false);
        }
        if (cursor.acceptWord("AND")) {
            return new Operator("and", false);
        }
        if (cursor.acceptWord("OR")) {
            return new Operator("or", false);
        }
        if (cursor.acceptWord("ISNULL")) {
            return new Operator("is null", true);
        }
        if (cursor.acceptWord("NOTNULL")) {
            return new Operator("is not null", true);
        }
        if (cursor.acceptWord("IS")) {
            return is();
        }
        boolean negated = cursor.isWord("NOT");
        if (negated && cursor.isWord(1, "NULL")) {
            skip(2);
            return new Operator("is not null", true);
        }
        int ahead = negated ? 1 : 0;
        SqlToken keyword = cursor.peek(ahead);
        if (keyword == null || keyword.kind() != Kind.WORD) {
            return null;
        }
        String not = negated ? "not " : "";
        return switch (keyword.upper()) {
            case "IN" -> new Operator(not + "in " + in(ahead + 1), true);
            case "LIKE" -> new Operator(like(not, ahead + 1), true);
            case "GLOB" -> {
                skip(ahead + 1);
                yield new Operator(not + "like " + Atom.call("glob") + "(" + bits() + ")", true);
            }
            case "BETWEEN" -> new Operator(between(negated, ahead + 1), true);
            case "REGEXP", "MATCH" ->
                throw new Refusal(
                        keyword.upper(), "SQLite has no meaning of its own for it, the application defines one");
            default -> null;
        };
    }

    private Operator is() {
        boolean not = cursor.acceptWord("NOT");
        if (cursor.isWord("NULL")) {
            cursor.next();
            return new Operator(not ? "is not null" : "is null", true);
        }
        if (cursor.isWord("DISTINCT") && cursor.isWord(1, "FROM")) {
            skip(2);
            not = !not;
        }
        return new Operator(not ? "is distinct from" : "is not distinct from", false);
    }

    private String in(int words) {
        skip(words);
        if (!cursor.isSymbol("(")) {
            throw new Refusal("IN with a table's name", "write IN (SELECT …) instead");
        }
        if (cursor.isSymbol(1, ")")) {
            throw new Refusal("IN ()", "PostgreSQL has no empty list");
        }
        cursor.next();
        if (startsQuery()) {
            return "(" + subquery() + ")";
        }
        String list = "(" + list() + ")";
        cursor.expectSymbol(")");
        return list;
    }

    private String like(String not, int words) {
        skip(words);
        String pattern = not + "like " + bits();
        if (cursor.acceptWord("ESCAPE")) {
            SqlToken escape = cursor.next();
            if (escape.kind() != Kind.STRING || escape.unquoted().length() != 1) {
                throw new Refusal("LIKE … ESCAPE", "the escape is not a constant of one character");
            }
            return pattern + " escape " + escape.text();
        }
        return pattern;
    }

    private String between(boolean negated, int words) {
        skip(words);
        String low = bits();
        cursor.expectWord("AND");
        String high = bits();
        return "between " + low + " and " + (negated ? Atom.call("not") + "(" + high + ")" : high);
    }

    private void skip(int words) {
        for (int i = 0; i < words; i++) {
            cursor.next();
        }
    }

    private String bits() {
        String left = sum();
        while (cursor.isSymbol("&") || cursor.isSymbol("|") || cursor.isSymbol("<<") || cursor.isSymbol(">>")) {
            String operator = cursor.next().text();
            left = operation(operator, left, sum());
        }
        return left;
    }

    private String sum() {
        StringBuilder out = new StringBuilder(chain());
        while (cursor.isSymbol("+")
                || cursor.isSymbol("-")
                || cursor.isSymbol("*")
                || cursor.isSymbol("/")
                || cursor.isSymbol("%")) {
            out.append(' ').append(cursor.next().text()).append(' ').append(chain());
        }
        return out.toString();
    }

    private String chain() {
        String left = signed();
        while (cursor.isSymbol("||") || cursor.isSymbol("->") || cursor.isSymbol("->>")) {
            String operator = cursor.next().text();
            left = operation(operator, left, signed());
        }
        return left;
    }

    private String signed() {
        if (cursor.acceptSymbol("-")) {
            return "(- " + signed() + ")";
        }
        if (cursor.acceptSymbol("~")) {
            return operation("~", signed());
        }
        if (cursor.acceptSymbol("+")) {
            return operation("+", signed());
        }
        String operand = primary();
        while (cursor.acceptWord("COLLATE")) {
            operand = operation("collate " + cursor.name().toLowerCase(Locale.ROOT), operand);
        }
        return operand;
    }

    private String primary() {
        SqlToken token = cursor.next();
        switch (token.kind()) {
            case NUMBER:
                return number(token.text());
            case STRING:
                return Atom.text(token.unquoted());
            case BLOB:
                if (!token.text().matches("[xX]'(?:[0-9a-fA-F]{2})*'")) {
                    throw new Refusal(token.text(), "it is no BLOB, which has two hexadecimal digits for each byte");
                }
                return Atom.blob(token.text().substring(2, token.text().length() - 1));
            case PARAMETER:
                throw new Refusal(token.text(), "parameters have no value here");
            case SYMBOL:
                if (token.text().equals("(")) {
                    return parenthesised();
                }
                throw new Refusal(token.text(), "an expression is expected in its place");
            default:
                return word(token);
        }
    }

    private static String number(String text) {
        String plain = text.replace("_", "");
        if (plain.length() > 2 && (plain.charAt(1) | 0x20) == 'x') {
            BigInteger value = new BigInteger(plain.substring(2), 16);
            if (value.bitLength() > 64) {
                throw new Refusal(text, "it is too large for 64 bits");
            }
            return Atom.integer(value.longValue());
        }
        if (plain.chars().allMatch(Character::isDigit)) {
            BigInteger value = new BigInteger(plain);
            return value.bitLength() < 64 ? Atom.integer(value.longValue()) : Atom.real(plain);
        }
        return Atom.real(plain);
    }

    private String parenthesised() {
        if (startsQuery()) {
            return subquery();
        }
        String inner = logical();
        if (cursor.isSymbol(",")) {
            throw new Refusal("row value", "comparisons of rows are not translated");
        }
        cursor.expectSymbol(")");
        return "(" + inner + ")";
    }

    private boolean startsQuery() {
        return cursor.isAnyWord("SELECT", "WITH", "VALUES");
    }

    private String subquery() {
        queries.add(selects.select());
        cursor.expectSymbol(")");
        return Atom.query(queries.size() - 1);
    }

    private String list() {
        StringBuilder out = new StringBuilder(logical());
        while (cursor.acceptSymbol(",")) {
            out.append(", ").append(logical());
        }
        return out.toString();
    }

    private String word(SqlToken token) {
        if (token.kind() == Kind.WORD) {
            String upper = token.upper();
            if (upper.equals("CASE")) {
                return choice();
            }
            if (upper.equals("CAST") && cursor.isSymbol("(")) {
                return cast();
            }
            if (upper.equals("EXISTS") && cursor.acceptSymbol("(")) {
                return operation("exists", subquery());
            }
            if (upper.equals("RAISE") && cursor.isSymbol("(")) {
                throw new Refusal("RAISE", "it belongs to triggers");
            }
            if (Atom.isConstant(upper)) {
                return Atom.constant(upper);
            }
            if (RESERVED.contains(upper) && !cursor.isSymbol("(") && !cursor.isSymbol(".")) {
                throw new Refusal(token.text(), "an expression is expected in its place");
            }
        }
        if (cursor.isSymbol("(")) {
            return call(token.unquoted().toLowerCase(Locale.ROOT));
        }
        StringBuilder name = new StringBuilder(Atom.name(token));
        while (cursor.acceptSymbol(".")) {
            name.append('.').append(Atom.name(cursor.next()));
        }
        return name.toString();
    }

    private String choice() {
        StringBuilder out = new StringBuilder("case ");
        if (!cursor.isWord("WHEN")) {
            out.append('(').append(logical()).append(") ");
        }
        while (cursor.acceptWord("WHEN")) {
            out.append("when (").append(logical());
            cursor.expectWord("THEN");
            out.append(") then (").append(logical()).append(") ");
        }
        if (cursor.acceptWord("ELSE")) {
            out.append("else (").append(logical()).append(") ");
        }
        cursor.expectWord("END");
        return out.append("end").toString();
    }

    private String cast() {
        cursor.expectSymbol("(");
        String operand = logical();
        cursor.expectWord("AS");
        int start = cursor.position();
        int depth = 0;
        while (depth > 0 || !cursor.isSymbol(")")) {
            SqlToken token = cursor.next();
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
        }
        String type = cursor.textSince(start);
        cursor.expectSymbol(")");
        return operation("cast " + type, operand);
    }

    /** An operator as a call, whose operands share this expression's calls and subqueries. */
    private String operation(String operator, String... operands) {
        List<Expression> args = new ArrayList<>();
        for (String operand : operands) {
            args.add(new Expression(JooqGrammar.parse(operand, operator), operator, calls, queries));
        }
        calls.add(new Call(Atom.OPERATION + operator, false, false, args, List.of(), null, null));
        return Atom.call(calls.size() - 1);
    }

    private String call(String name) {
        cursor.expectSymbol("(");
        boolean star = cursor.acceptSymbol("*");
        boolean distinct = cursor.acceptWord("DISTINCT");
        List<Expression> args = new ArrayList<>();
        while (!star && !cursor.isSymbol(")") && !cursor.isWord("ORDER")) {
            args.add(read(cursor, selects));
            if (!cursor.acceptSymbol(",")) {
                break;
            }
        }
        List<Order> orderBy = cursor.isWord("ORDER") ? selects.orderBy() : List.of();
        cursor.expectSymbol(")");
        Expression filter = null;
        if (cursor.isWord("FILTER") && cursor.isSymbol(1, "(")) {
            skip(2);
            cursor.expectWord("WHERE");
            filter = read(cursor, selects);
            cursor.expectSymbol(")");
        }
        Window window = cursor.acceptWord("OVER") ? selects.window() : null;
        calls.add(new Call(name, star, distinct, args, orderBy, filter, window));
        return Atom.call(calls.size() - 1);
    }
}
