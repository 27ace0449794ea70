package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.TableField;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.translate.Ast.Call;
import org.liftlock.migration.translate.Ast.Expression;
import org.liftlock.migration.translate.Expr.Collation;
import org.liftlock.migration.translate.Expr.Origin;

/**
 * Walks jOOQ's query object model of one expression and writes PostgreSQL SQL with its type. Only the node types named
 * here pass; all others are refused. It is one class because each node type is a few lines of the same recursion.
 *
 * <p>It is over 300 lines because it is one thing: each kind of expression, a few lines for each.
 */
final class ExpressionTranslator {

    private final Scope scope;
    private final Context context;
    private final SelectTranslator selects;
    private final Aggregates aggregates;
    private boolean grouped;
    private int ownColumns;
    private int outerColumns;

    ExpressionTranslator(Scope scope, Context context, SelectTranslator selects) {
        this.scope = scope;
        this.context = context;
        this.selects = selects;
        this.aggregates = new Aggregates(this, scope, context);
        this.grouped = scope.grouping() != null;
    }

    Expr translate(Expression expression) {
        return node(expression.root(), expression);
    }

    Expr condition(Expression expression) {
        return Conversions.truth(translate(expression));
    }

    /** Inside an aggregate function every column may stand. */
    Expr ungrouped(Expression expression) {
        boolean before = grouped;
        grouped = false;
        try {
            return translate(expression).operand();
        } finally {
            grouped = before;
        }
    }

    /** How many names of this query's own tables were translated so far. */
    int ownColumns() {
        return ownColumns;
    }

    /** How many names of the tables of queries around it were translated so far. */
    int outerColumns() {
        return outerColumns;
    }

    private Expr node(QueryPart part, Expression of) {
        Expr expr = anyNode(part, of);
        return part == of.root() ? expr : expr.operand();
    }

    /** Also a column that may only be shown. */
    private Expr anyNode(QueryPart part, Expression of) {
        Grouping grouping = scope.grouping();
        if (grouped && grouping != null && grouping.hasExpressions() && !(part instanceof TableField<?, ?>)) {
            grouped = false;
            try {
                Expr plain = visit(part, of);
                if (grouping.keys().contains(plain.sql())) {
                    return plain;
                }
            } finally {
                grouped = true;
            }
        }
        return visit(part, of);
    }

    private Expr visit(QueryPart part, Expression of) {
        if (part instanceof QOM.ConditionAsField field) {
            return node(field.$condition(), of);
        }
        if (part instanceof QOM.FieldCondition condition) {
            return Conversions.truth(node(condition.$field(), of));
        }
        if (part instanceof QOM.CaseSearched<?> choice) {
            return searched(choice, of);
        }
        if (part instanceof QOM.CaseSimple<?, ?> choice) {
            return simple(choice, of);
        }
        if (part instanceof QOM.InList<?> in) {
            return in(in.$field(), in.$list(), false, of);
        }
        if (part instanceof QOM.NotInList<?> in) {
            return in(in.$field(), in.$list(), true, of);
        }
        if (part instanceof QOM.Like like) {
            return like(like.$value(), like.$pattern(), like.$escape(), false, of);
        }
        if (part instanceof QOM.NotLike like) {
            return like(like.$value(), like.$pattern(), like.$escape(), true, of);
        }
        if (part instanceof QOM.Between<?> between) {
            return between(between, of);
        }
        if (part instanceof QOM.Not not) {
            return Expr.condition(
                    "(NOT " + Conversions.truth(node(not.$condition(), of)).sql() + ")");
        }
        if (part instanceof QOM.Neg<?> negation) {
            return Arithmetic.negate(node(negation.$arg1(), of), context);
        }
        if (part instanceof QOM.IsNull test) {
            return nullTest(anyNode(test.$field(), of), false);
        }
        if (part instanceof QOM.IsNotNull test) {
            return nullTest(anyNode(test.$field(), of), true);
        }
        if (part instanceof Field<?> field && part instanceof TableField<?, ?>) {
            return leaf(field, of);
        }
        return logicalOrArithmetic(part, of);
    }

    private static Expr nullTest(Expr operand, boolean not) {
        if (operand.origin() == Origin.JSON_VALUE) {
            return JsonFunctions.isNull(operand, not);
        }
        return Expr.condition("(" + operand.sql() + (not ? " IS NOT NULL)" : " IS NULL)"));
    }

    private Expr logicalOrArithmetic(QueryPart part, Expression of) {
        if (part instanceof QOM.And and) {
            return logical(" AND ", and.$arg1(), and.$arg2(), of);
        }
        if (part instanceof QOM.Or or) {
            return logical(" OR ", or.$arg1(), or.$arg2(), of);
        }
        if (part instanceof QOM.Add<?> add) {
            return Arithmetic.binary("+", node(add.$arg1(), of), node(add.$arg2(), of), context);
        }
        if (part instanceof QOM.Sub<?> sub) {
            return Arithmetic.binary("-", node(sub.$arg1(), of), node(sub.$arg2(), of), context);
        }
        if (part instanceof QOM.Mul<?> mul) {
            return Arithmetic.binary("*", node(mul.$arg1(), of), node(mul.$arg2(), of), context);
        }
        if (part instanceof QOM.Div<?> div) {
            return Arithmetic.binary("/", node(div.$arg1(), of), node(div.$arg2(), of), context);
        }
        if (part instanceof QOM.Mod<?> mod) {
            return Arithmetic.binary("%", node(mod.$dividend(), of), node(mod.$divisor(), of), context);
        }
        return comparison(part, of);
    }

    private Expr logical(String word, QueryPart left, QueryPart right, Expression of) {
        String first = Conversions.truth(node(left, of)).sql();
        return Expr.condition(
                "(" + first + word + Conversions.truth(node(right, of)).sql() + ")");
    }

    private Expr comparison(QueryPart part, Expression of) {
        if (part instanceof QOM.Eq<?> eq) {
            return compare("=", eq.$arg1(), eq.$arg2(), of);
        }
        if (part instanceof QOM.Ne<?> ne) {
            return compare("<>", ne.$arg1(), ne.$arg2(), of);
        }
        if (part instanceof QOM.Lt<?> lt) {
            return compare("<", lt.$arg1(), lt.$arg2(), of);
        }
        if (part instanceof QOM.Le<?> le) {
            return compare("<=", le.$arg1(), le.$arg2(), of);
        }
        if (part instanceof QOM.Gt<?> gt) {
            return compare(">", gt.$arg1(), gt.$arg2(), of);
        }
        if (part instanceof QOM.Ge<?> ge) {
            return compare(">=", ge.$arg1(), ge.$arg2(), of);
        }
        if (part instanceof QOM.IsNotDistinctFrom<?> is) {
            return compare("IS", is.$arg1(), is.$arg2(), of);
        }
        if (part instanceof QOM.IsDistinctFrom<?> is) {
            return compare("IS NOT", is.$arg1(), is.$arg2(), of);
        }
        throw new Refusal(part.getClass().getSimpleName(), "it is not known to mean the same in PostgreSQL");
    }

    private Expr compare(String operator, Field<?> first, Field<?> second, Expression of) {
        Expr left = node(first, of);
        if (operator.startsWith("IS") && isTruthConstant(second)) {
            String value = second.getName().substring(2);
            return Expr.condition("(" + Conversions.truth(left).sql() + " " + operator + " " + value + ")");
        }
        return Comparisons.compare(operator, left, node(second, of), context);
    }

    private static boolean isTruthConstant(Field<?> field) {
        return field.getName().equals("k:TRUE") || field.getName().equals("k:FALSE");
    }

    private Expr operator(String name, List<Expr> args) {
        Expr first = args.get(0);
        switch (name) {
            case "||":
                if (first.isNull() || args.get(1).isNull()) {
                    return Expr.literal(Literal.NULL);
                }
                Expr left = Conversions.text(first, context);
                Expr right = Conversions.text(args.get(1), context);
                String cast = left.literal() != null && right.literal() != null ? "::text" : "";
                return Expr.value("(" + left.sql() + cast + " || " + right.sql() + ")", PgType.TEXT)
                        .withBinary(left.binary() || right.binary());
            case "->":
                return JsonFunctions.element(first, args.get(1));
            case "->>":
                return JsonFunctions.extract(first, args.get(1));
            case "&", "|", "<<", ">>":
                return Arithmetic.bits(name, first, args.get(1));
            case "~":
                return Arithmetic.complement(first);
            case "+":
                return first.literal() != null ? first : first.withoutAffinity().withCollation(first.collation());
            case "collate nocase":
                return first.withCollation(Collation.EXPLICIT_NOCASE);
            case "collate binary":
                return first.withCollation(Collation.EXPLICIT_BINARY);
            default:
                break;
        }
        if (name.startsWith("cast ")) {
            return Conversions.cast(first, name.substring(5), context);
        }
        if (name.startsWith("collate ")) {
            throw new Refusal(
                    "COLLATE " + name.substring(8).toUpperCase(Locale.ROOT), "the collation has no counterpart");
        }
        throw new Refusal(name, "it is not known to mean the same in PostgreSQL");
    }

    private Expr leaf(Field<?> field, Expression of) {
        String[] parts = field.getQualifiedName().getName();
        Atom atom = Atom.of(parts[parts.length - 1]);
        switch (atom.kind()) {
            case Atom.INTEGER:
                return Expr.literal(new Literal(Literal.Kind.INTEGER, atom.text()));
            case Atom.REAL:
                return Expr.literal(new Literal(Literal.Kind.REAL, atom.text()));
            case Atom.TEXT:
                return Expr.literal(Literal.text(atom.text()));
            case Atom.BLOB:
                return Expr.literal(new Literal(Literal.Kind.BLOB, atom.text()));
            case Atom.CONSTANT:
                return constant(atom.text());
            case Atom.CALL:
                return call(of.calls().get(atom.index()));
            case Atom.QUERY:
                return selects.scalar(of.queries().get(atom.index()), scope);
            default:
                break;
        }
        String qualifier = parts.length > 1 ? Atom.of(parts[parts.length - 2]).text() : null;
        if (parts.length > 2 && !Atom.of(parts[0]).text().equalsIgnoreCase("main")) {
            throw new Refusal("schema " + Atom.of(parts[0]).text(), "only tables of the file itself are known");
        }
        return name(qualifier, atom);
    }

    private Expr constant(String word) {
        return switch (word) {
            case "NULL" -> Expr.literal(Literal.NULL);
            case "TRUE" -> Expr.literal(Literal.integer(1));
            case "FALSE" -> Expr.literal(Literal.integer(0));
            default -> DateFunctions.current(word, context);
        };
    }

    private Expr name(@Nullable String qualifier, Atom atom) {
        Scope.Found found = scope.find(qualifier, atom.text());
        if (found != null) {
            Expr column = found.column().expr();
            Grouping grouping = found.scope().grouping();
            if (found.scope() == scope) {
                ownColumns++;
                return grouped && grouping != null ? grouping.bare(column, found.source(), context) : column;
            }
            outerColumns++;
            if (grouping != null && !grouping.keys().contains(column.sql())) {
                throw new Refusal("column " + atom.text(), "the query around groups its rows, but not by it");
            }
            return column;
        }
        Expr alias = qualifier == null ? scope.alias(atom.text()) : null;
        if (alias != null) {
            return alias;
        }
        if (qualifier == null && atom.kind() == Atom.QUOTED_NAME) {
            return Expr.literal(Literal.text(atom.text()));
        }
        String full = (qualifier == null ? "" : qualifier + ".") + atom.text();
        throw new Refusal(
                "column " + full,
                Scope.isRowid(atom.text()) ? "the row number of SQLite is not kept" : "there is no such column");
    }

    private Expr call(Call call) {
        if (call.name().equals(Atom.OPERATION + "exists")) {
            Expression query = call.args().get(0);
            Field<?> leaf = (Field<?>) query.root();
            return selects.exists(query.queries().get(Atom.of(leaf.getName()).index()), scope);
        }
        if (call.name().startsWith(Atom.OPERATION)) {
            return operator(
                    call.name().substring(Atom.OPERATION.length()),
                    call.args().stream().map(this::translate).map(Expr::operand).toList());
        }
        if (Aggregates.isAggregate(call) || call.window() != null) {
            return aggregates.translate(call);
        }
        if (call.star()
                || call.distinct()
                || call.filter() != null
                || !call.orderBy().isEmpty()) {
            throw unknownCall(call);
        }
        List<Expr> args = new ArrayList<>();
        for (Expression arg : call.args()) {
            args.add(translate(arg).operand());
        }
        return ScalarFunctions.call(call.name(), args, context);
    }

    private static Refusal unknownCall(Call call) {
        return new Refusal("function " + call.name() + "()", "it is not known to mean the same in PostgreSQL");
    }

    private Expr searched(QOM.CaseSearched<?> choice, Expression of) {
        List<String> conditions = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        for (QOM.Tuple2<?, ?> when : choice.$when()) {
            conditions.add(Conversions.truth(node(when.$1(), of)).sql());
            values.add(node(when.$2(), of));
        }
        values.add(choice.$else() == null ? Expr.literal(Literal.NULL) : node(choice.$else(), of));
        return Conditionals.choose(conditions, values, context);
    }

    private Expr simple(QOM.CaseSimple<?, ?> choice, Expression of) {
        Expr value = node(choice.$value(), of);
        List<String> conditions = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        for (QOM.Tuple2<?, ?> when : choice.$when()) {
            conditions.add(Comparisons.compare("=", value, node(when.$1(), of), context)
                    .sql());
            values.add(node(when.$2(), of));
        }
        values.add(choice.$else() == null ? Expr.literal(Literal.NULL) : node(choice.$else(), of));
        return Conditionals.choose(conditions, values, context);
    }

    private Expr in(Field<?> field, List<? extends Field<?>> list, boolean negated, Expression of) {
        Expr value = node(field, of);
        Field<?> only = list.size() == 1 ? list.get(0) : null;
        if (only != null && Atom.of(only.getName()).kind() == Atom.QUERY && only instanceof TableField<?, ?>) {
            return selects.in(value, of.queries().get(Atom.of(only.getName()).index()), negated, scope);
        }
        List<Expr> elements = new ArrayList<>();
        for (Field<?> element : list) {
            elements.add(node(element, of).withoutAffinity());
        }
        return Memberships.in(value, elements, negated, context);
    }

    private Expr like(Field<?> field, Field<?> pattern, @Nullable Character escape, boolean negated, Expression of) {
        Expr value = node(field, of);
        if (pattern instanceof QOM.Function<?> function && pattern.getName().equals("f:glob")) {
            return Patterns.glob(value, node(function.$args().get(0), of), negated, context);
        }
        return Patterns.like(value, node(pattern, of), negated, escape == null ? 0 : escape, context);
    }

    private Expr between(QOM.Between<?> between, Expression of) {
        Expr value = node((QueryPart) between.$arg1(), of);
        Expr low = node((QueryPart) between.$arg2(), of);
        QueryPart third = (QueryPart) between.$arg3();
        boolean negated =
                third instanceof QOM.Function<?> f && ((Field<?>) f).getName().equals("f:not");
        Expr high = node(negated ? ((QOM.Function<?>) third).$args().get(0) : third, of);
        String both = "(" + Comparisons.compare(">=", value, low, context).sql() + " AND "
                + Comparisons.compare("<=", value, high, context).sql() + ")";
        return Expr.condition(negated ? "(NOT " + both + ")" : both);
    }
}
