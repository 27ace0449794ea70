package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.translate.Ast.Call;
import org.liftlock.migration.translate.Ast.Expression;
import org.liftlock.migration.translate.Ast.Order;
import org.liftlock.migration.translate.Ast.Window;

/** Aggregate and window functions (sqlite.org/lang_aggfunc.html, sqlite.org/windowfunctions.html). Not thread-safe. */
final class Aggregates {

    private static final Set<String> NAMES = Set.of("count", "sum", "total", "avg", "group_concat", "string_agg");
    private static final Set<String> RANKS = Set.of("row_number", "rank", "dense_rank", "ntile");
    private static final Set<String> RATIOS = Set.of("percent_rank", "cume_dist");
    private static final Set<String> VALUES = Set.of("lag", "lead", "first_value", "last_value", "nth_value");

    private final ExpressionTranslator expressions;
    private final Scope scope;
    private final Context context;

    Aggregates(ExpressionTranslator expressions, Scope scope, Context context) {
        this.expressions = expressions;
        this.scope = scope;
        this.context = context;
    }

    static boolean isAggregate(Call call) {
        boolean extreme = call.name().equals("max") || call.name().equals("min");
        return NAMES.contains(call.name()) || extreme && call.args().size() == 1;
    }

    /** Whether an expression aggregates, outside of windows and subqueries. */
    static boolean isIn(Expression expression) {
        return calls(expression).stream().anyMatch(call -> isAggregate(call) && call.window() == null);
    }

    /** All function calls of an expression, also those inside of others. */
    static List<Call> calls(Expression expression) {
        List<Call> all = new ArrayList<>();
        for (Call call : expression.calls()) {
            // The operands of an operator share the list that is walked here.
            if (!call.name().startsWith(Atom.OPERATION)) {
                all.add(call);
                call.args().forEach(arg -> all.addAll(calls(arg)));
            }
        }
        return all;
    }

    Expr translate(Call call) {
        int own = expressions.ownColumns();
        int outer = expressions.outerColumns();
        List<Expr> args = new ArrayList<>();
        for (Expression arg : call.args()) {
            args.add(call.window() == null ? expressions.ungrouped(arg) : expressions.translate(arg));
        }
        String tail = "";
        if (call.filter() != null) {
            Expression filter = call.filter();
            Expr condition = call.window() == null ? expressions.ungrouped(filter) : expressions.translate(filter);
            tail = " FILTER (WHERE " + Conversions.truth(condition).sql() + ")";
        }
        if (call.window() == null && expressions.outerColumns() > outer && expressions.ownColumns() == own) {
            throw new Refusal("function " + call.name() + "()", "PostgreSQL takes it for one of the query around");
        }
        if (call.window() != null) {
            tail += " OVER (" + window(call.window()) + ")";
        }
        if (call.window() != null && !isAggregate(call)) {
            return windowFunction(call, args, tail);
        }
        return aggregate(call, args, tail);
    }

    private Expr aggregate(Call call, List<Expr> args, String tail) {
        String distinct = call.distinct() ? "DISTINCT " : "";
        if (call.name().equals("count")) {
            return Expr.value("count(" + counted(args, distinct) + ")" + tail, PgType.BIGINT);
        }
        if (args.isEmpty()) {
            throw new Refusal("function " + call.name() + "()", "it lacks its argument");
        }
        Expr first = args.get(0);
        return switch (call.name()) {
            case "sum" -> sum(number(first, call), distinct, tail);
            case "total" ->
                Expr.value(
                        "coalesce(sum(" + distinct + number(first, call).sql() + ")" + tail + ", 0)::double precision",
                        PgType.DOUBLE);
            case "avg" ->
                Expr.value(
                        "(avg(" + distinct + number(first, call).sql() + ")" + tail + ")::double precision",
                        PgType.DOUBLE);
            case "max", "min" -> extreme(call.name(), first, tail);
            default -> concatenation(call, args, distinct, tail);
        };
    }

    private static String counted(List<Expr> args, String distinct) {
        if (args.isEmpty()) {
            return "*";
        }
        Expr arg = args.get(0);
        boolean folded = !distinct.isEmpty() && arg.isText() && arg.collation().isNocase();
        return distinct + (folded ? Comparisons.lower(arg) : arg.sql());
    }

    private Expr number(Expr arg, Call call) {
        if (arg.isText() && arg.number() == null) {
            throw new Refusal(call.name() + "() of a text", "SQLite would read numbers from the texts");
        }
        return Conversions.number(arg, context);
    }

    private Expr sum(Expr arg, String distinct, String tail) {
        if (arg.isInteger()) {
            return Expr.value("(sum(" + distinct + arg.sql() + ")" + tail + ")::bigint", PgType.BIGINT);
        }
        return Expr.value("(sum(" + distinct + arg.sql() + ")" + tail + ")", PgType.DOUBLE)
                .undecidedIf(arg.isMaybeWhole());
    }

    private Expr extreme(String name, Expr arg, String tail) {
        if (arg.type().kind() == Kind.BYTEA || arg.isJson()) {
            throw new Refusal(name + "() of " + arg.type().sql(), "PostgreSQL does not order it");
        }
        if (arg.collation().isNocase()) {
            throw new Refusal(name + "() with NOCASE", "PostgreSQL compares bytewise");
        }
        if (arg.isBoolean()) {
            String call = (name.equals("max") ? "bool_or(" : "bool_and(") + arg.sql() + ")" + tail;
            return Expr.value(call, PgType.BOOLEAN).withOrigin(arg.origin());
        }
        String collated = arg.isText() && !arg.binary() ? arg.sql() + " COLLATE \"C\"" : arg.sql();
        PgType type = arg.type().kind() == Kind.VARCHAR ? PgType.TEXT : arg.type();
        return Expr.value(name + "(" + collated + ")" + tail, type)
                .withBinary(arg.isText())
                .undecidedIf(arg.isNumber() && arg.isMaybeWhole());
    }

    private Expr concatenation(Call call, List<Expr> args, String distinct, String tail) {
        Expr separator = args.size() > 1 ? args.get(1) : Expr.literal(Literal.text(","));
        if (separator.literal() == null || !separator.literal().isText()) {
            throw new Refusal(call.name() + "()", "its separator is not a constant text");
        }
        Expr text = Conversions.text(args.get(0), context);
        String order = "";
        if (call.orderBy().isEmpty()) {
            context.note(call.name() + "() has no ORDER BY: the order of the texts in it is not defined");
        } else {
            order = " ORDER BY " + orderBy(call.orderBy(), expressions::ungrouped);
        }
        String sql = "string_agg(" + distinct + text.sql() + ", " + separator.sql() + order + ")" + tail;
        return Expr.value(sql, PgType.TEXT).withBinary(text.binary());
    }

    private Expr windowFunction(Call call, List<Expr> args, String tail) {
        String name = call.name();
        if (RANKS.contains(name) || RATIOS.contains(name)) {
            String argument = args.isEmpty() ? "" : "(" + args.get(0).sql() + ")::integer";
            return Expr.value(name + "(" + argument + ")" + tail, RANKS.contains(name) ? PgType.BIGINT : PgType.DOUBLE);
        }
        if (!VALUES.contains(name)) {
            throw new Refusal("function " + name + "() OVER", "it is not known to mean the same in PostgreSQL");
        }
        List<String> sql = new ArrayList<>();
        Expr value = args.get(0);
        sql.add(value.literal() != null && value.literal().isText() ? value.sql() + "::text" : value.sql());
        if (args.size() > 1) {
            sql.add("(" + args.get(1).sql() + ")::integer");
        }
        if (args.size() > 2) {
            List<Expr> unified = Conversions.unify(List.of(value, args.get(2)), name + "()", context);
            sql.set(0, unified.get(0).sql());
            sql.add("(" + unified.get(1).sql() + ")::" + value.type().sql());
        }
        return value.withoutAffinity()
                .withMoment(null)
                .withNumber(null)
                .withSql(name + "(" + String.join(", ", sql) + ")" + tail);
    }

    private String window(Window window) {
        List<String> clauses = new ArrayList<>();
        if (window.name() != null) {
            return window(scope.window(window.name()));
        }
        if (!window.partitionBy().isEmpty()) {
            List<String> keys = new ArrayList<>();
            for (Expression key : window.partitionBy()) {
                keys.add(key(expressions.translate(key)));
            }
            clauses.add("PARTITION BY " + String.join(", ", keys));
        }
        if (!window.orderBy().isEmpty()) {
            clauses.add("ORDER BY " + orderBy(window.orderBy(), expressions::translate));
        }
        return String.join(" ", clauses) + window.frame();
    }

    private static String orderBy(List<Order> terms, Function<Expression, Expr> translate) {
        List<String> sql = new ArrayList<>();
        for (Order term : terms) {
            sql.add(order(translate.apply(term.expression()), term));
        }
        return String.join(", ", sql);
    }

    /** What two values that SQLite holds equal have in common. */
    static String key(Expr value) {
        return value.isText() && value.collation().isNocase() ? Comparisons.lower(value) : value.sql();
    }

    static String order(Expr value, Order term) {
        String collated = value.isText() && !value.binary() && value.literal() == null ? " COLLATE \"C\"" : "";
        boolean folded = value.isText() && value.collation().isNocase();
        return (folded ? Comparisons.lower(value) : value.sql() + collated) + direction(term);
    }

    static String direction(Order term) {
        Boolean first = term.nullsFirst();
        boolean nullsFirst = first == null ? !term.descending() : first;
        return (term.descending() ? " DESC" : "") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }
}
