package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Field;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.translate.Ast.Call;
import org.liftlock.migration.translate.Ast.Core;
import org.liftlock.migration.translate.Ast.Expression;
import org.liftlock.migration.translate.Ast.Item;
import org.liftlock.migration.translate.Ast.Order;
import org.liftlock.migration.translate.Query.Output;
import org.liftlock.migration.translate.Scope.Source;
import org.liftlock.migration.translate.Scope.SourceColumn;

/** Writes one SELECT … FROM … WHERE … GROUP BY … HAVING. Not thread-safe. */
final class CoreTranslator {

    private final Core core;
    private final Context context;
    private final Scope scope;
    private final SelectTranslator selects;
    private final String from;
    private final String where;
    private final String groupBy;
    private final String having;
    private final List<Output> outputs;

    CoreTranslator(Core core, List<Order> orderBy, Relations relations, Context context, @Nullable Scope parent) {
        this.core = core;
        this.context = context;
        this.scope = new Scope(parent);
        this.selects = new SelectTranslator(relations, context);
        core.windows().forEach(scope::define);
        this.from = core.from() == null
                ? ""
                : " FROM " + new FromTranslator(relations, context, scope).translate(core.from());
        boolean aggregates = !core.groupBy().isEmpty()
                || core.having() != null
                || core.items().stream()
                        .anyMatch(item -> item.expression() != null && Aggregates.isIn(item.expression()))
                || orderBy.stream().anyMatch(order -> Aggregates.isIn(order.expression()));
        aliases(aggregates);
        this.where = core.where() == null
                ? ""
                : " WHERE " + expressions().condition(core.where()).sql();
        this.groupBy = aggregates ? group() : "";
        this.outputs = outputs();
        this.having = core.having() == null
                ? ""
                : " HAVING " + expressions().condition(core.having()).sql();
    }

    private ExpressionTranslator expressions() {
        return new ExpressionTranslator(scope, context, selects);
    }

    /** An alias may stand in any clause; one that aggregates only behind the grouping. */
    private void aliases(boolean aggregates) {
        for (Item item : core.items()) {
            if (item.alias() != null
                    && item.expression() != null
                    && !(aggregates && Aggregates.isIn(item.expression()))
                    && Aggregates.calls(item.expression()).stream().allMatch(call -> call.window() == null)) {
                scope.alias(item.alias(), expressions().translate(item.expression()));
            }
        }
    }

    private String group() {
        Set<String> keys = new LinkedHashSet<>();
        for (Expression expression : core.groupBy()) {
            keys.add(Aggregates.key(groupKey(expression)));
        }
        List<Source> determined = new ArrayList<>();
        for (Source source : scope.sources()) {
            boolean whole = !source.key().isEmpty()
                    && source.key().stream().allMatch(name -> {
                        SourceColumn column = source.column(name);
                        return column != null && keys.contains(column.expr().sql());
                    });
            if (whole) {
                determined.add(source);
            }
        }
        scope.group(new Grouping(keys, extremeRow(), determined));
        return keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
    }

    private Expr groupKey(Expression expression) {
        Expr key = expressions().translate(expression);
        Literal literal = key.literal();
        if (literal == null) {
            return key;
        }
        int ordinal = literal.kind() == Literal.Kind.INTEGER ? (int) literal.asLong() : 0;
        if (ordinal < 1
                || ordinal > core.items().size()
                || core.items().get(ordinal - 1).expression() == null) {
            throw new Refusal("GROUP BY " + expression.text(), "a constant is no key to group by");
        }
        Expression item = core.items().get(ordinal - 1).expression();
        return item == null ? key : expressions().translate(item);
    }

    private String extremeRow() {
        List<Call> extremes = new ArrayList<>();
        for (Item item : core.items()) {
            if (item.expression() != null) {
                Aggregates.calls(item.expression()).stream()
                        .filter(call -> Aggregates.isAggregate(call)
                                && call.window() == null
                                && (call.name().equals("max") || call.name().equals("min")))
                        .forEach(extremes::add);
            }
        }
        if (extremes.size() != 1) {
            return "";
        }
        Call extreme = extremes.get(0);
        Expr argument = expressions().ungrouped(extreme.args().get(0));
        String collated = argument.isText() && !argument.binary() ? " COLLATE \"C\"" : "";
        return "ORDER BY " + argument.sql() + collated + (extreme.name().equals("max") ? " DESC" : "") + " NULLS LAST";
    }

    private List<Output> outputs() {
        List<Expr> exprs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Item item : core.items()) {
            Expression expression = item.expression();
            if (expression == null) {
                star(item.star() == null ? "" : item.star(), exprs, names);
                continue;
            }
            Expr expr = expressions().translate(expression);
            exprs.add(expr);
            names.add(item.alias() != null ? item.alias() : name(expression));
            if (item.alias() != null) {
                scope.alias(item.alias(), expr);
            }
        }
        List<String> distinct = OutputNames.distinct(names);
        List<Output> made = new ArrayList<>();
        for (int i = 0; i < exprs.size(); i++) {
            Expr result = Query.result(exprs.get(i), context);
            if (core.distinct() && result.isText() && result.collation().isNocase()) {
                throw new Refusal("DISTINCT with NOCASE", "PostgreSQL tells texts apart bytewise");
            }
            made.add(new Output(distinct.get(i), result));
        }
        return made;
    }

    private void star(String table, List<Expr> exprs, List<String> names) {
        int before = exprs.size();
        for (Source source : scope.sources()) {
            if (!table.isEmpty() && !Scope.same(source.name(), table)) {
                continue;
            }
            for (SourceColumn column : source.columns()) {
                if (table.isEmpty() && scope.isMerged(source, column.name())) {
                    continue;
                }
                Grouping grouping = scope.grouping();
                exprs.add(grouping == null ? column.expr() : grouping.bare(column.expr(), source, context));
                names.add(column.name());
            }
        }
        if (exprs.size() == before) {
            throw new Refusal(table.isEmpty() ? "*" : table + ".*", "there are no such columns");
        }
    }

    private String name(Expression expression) {
        if (!(expression.root() instanceof Field<?> field) || !(field instanceof TableField<?, ?>)) {
            return expression.text();
        }
        String[] parts = field.getQualifiedName().getName();
        Atom atom = Atom.of(parts[parts.length - 1]);
        if (atom.kind() != Atom.NAME && atom.kind() != Atom.QUOTED_NAME) {
            return expression.text();
        }
        String qualifier = parts.length > 1 ? Atom.of(parts[parts.length - 2]).text() : null;
        Scope.Found found = scope.find(qualifier, atom.text());
        return found == null ? expression.text() : found.column().name();
    }

    boolean distinct() {
        return core.distinct();
    }

    List<Output> results() {
        return outputs;
    }

    /** The statement with its results as given, which have the types agreed with other parts of a compound. */
    String sql(List<Expr> results, List<String> names) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            items.add(results.get(i).sql() + " AS " + org.liftlock.migration.sql.PgSql.name(names.get(i)));
        }
        return "SELECT " + (core.distinct() ? "DISTINCT " : "") + String.join(", ", items) + from + where + groupBy
                + having;
    }

    /** An ORDER BY term; a result column by its position, so that DISTINCT and aliases hold. */
    String order(Order term) {
        int ordinal = ordinal(term.expression(), outputs);
        if (ordinal == 0) {
            Expr expr = expressions().translate(term.expression());
            for (int i = 0; i < outputs.size(); i++) {
                if (outputs.get(i).expr().sql().equals(expr.sql())
                        && !expr.collation().isNocase()) {
                    return i + 1 + Aggregates.direction(term);
                }
            }
            return Aggregates.order(expr, term);
        }
        Expr output = outputs.get(ordinal - 1).expr();
        return output.isText() && output.collation().isNocase()
                ? Aggregates.order(output, term)
                : ordinal + Aggregates.direction(term);
    }

    /** The position of the result column that an ORDER BY term names, or 0. */
    static int ordinal(Expression expression, List<Output> outputs) {
        if (!(expression.root() instanceof Field<?> field) || !(field instanceof TableField<?, ?>)) {
            return 0;
        }
        String[] parts = field.getQualifiedName().getName();
        Atom atom = Atom.of(parts[parts.length - 1]);
        if (atom.kind() == Atom.INTEGER) {
            int ordinal = Integer.parseInt(atom.text());
            if (ordinal < 1 || ordinal > outputs.size()) {
                throw new Refusal("ORDER BY " + ordinal, "there is no such result column");
            }
            return ordinal;
        }
        boolean name = parts.length == 1 && (atom.kind() == Atom.NAME || atom.kind() == Atom.QUOTED_NAME);
        for (int i = 0; name && i < outputs.size(); i++) {
            if (Scope.same(outputs.get(i).name(), atom.text())) {
                return i + 1;
            }
        }
        return 0;
    }
}
