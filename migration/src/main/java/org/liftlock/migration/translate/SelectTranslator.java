package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.translate.Ast.Cte;
import org.liftlock.migration.translate.Ast.Order;
import org.liftlock.migration.translate.Ast.Select;
import org.liftlock.migration.translate.Query.Output;

/** Writes whole SELECT statements: common table expressions, set operators, ORDER BY and LIMIT. Not thread-safe. */
final class SelectTranslator {

    private final Relations relations;
    private final Context context;

    SelectTranslator(Relations relations, Context context) {
        this.relations = relations;
        this.context = context;
    }

    Query translate(Select select, @Nullable Scope parent) {
        return translate(select, parent, null);
    }

    /** @param names what the result columns are to be called, or null for SQLite's names */
    Query translate(Select select, @Nullable Scope parent, @Nullable List<String> names) {
        StringBuilder with = new StringBuilder();
        Relations reach = relations;
        for (Cte cte : select.ctes()) {
            with.append(with.isEmpty() ? "" : ", ");
            CommonTables.Defined defined = CommonTables.define(cte, reach, context);
            with.append(defined.sql());
            reach = defined.relations();
        }
        boolean recursive = select.ctes().stream().anyMatch(CommonTables::isRecursive);
        Query query = compound(select, reach, parent, names);
        String prefix = with.isEmpty() ? "" : (recursive ? "WITH RECURSIVE " : "WITH ") + with + " ";
        return new Query(prefix + query.sql(), query.outputs());
    }

    private Query compound(Select select, Relations reach, @Nullable Scope parent, @Nullable List<String> names) {
        boolean single = select.cores().size() == 1;
        List<CoreTranslator> cores = new ArrayList<>();
        for (Ast.Core core : select.cores()) {
            cores.add(new CoreTranslator(core, single ? select.orderBy() : List.of(), reach, context, parent));
        }
        List<List<Expr>> results = agree(cores, select.operators());
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < results.get(0).size(); i++) {
            outputs.add(new Output(
                    cores.get(0).results().get(i).name(), results.get(0).get(i)));
        }
        List<String> called = names == null ? outputs.stream().map(Output::name).toList() : names;
        if (called.size() != outputs.size()) {
            throw new Refusal("a list of " + called.size() + " columns", "the query has " + outputs.size());
        }
        StringBuilder sql = new StringBuilder(cores.get(0).sql(results.get(0), called));
        boolean mixed = select.operators().stream().distinct().count() > 1;
        for (int i = 1; i < cores.size(); i++) {
            if (mixed && i > 1) {
                sql.insert(0, '(').append(')');
            }
            sql.append(' ').append(select.operators().get(i - 1)).append(' ');
            sql.append(cores.get(i).sql(results.get(i), called));
        }
        List<String> order = new ArrayList<>();
        for (Order term : select.orderBy()) {
            order.add(single ? cores.get(0).order(term) : position(term, outputs));
        }
        if (!order.isEmpty()) {
            sql.append(" ORDER BY ").append(String.join(", ", order));
        }
        if (select.limit() != null && select.limit() >= 0) {
            sql.append(" LIMIT ").append(select.limit());
        }
        if (select.offset() != null && select.offset() > 0) {
            sql.append(" OFFSET ").append(select.offset());
        }
        return new Query(sql.toString(), outputs);
    }

    private static String position(Order term, List<Output> outputs) {
        int ordinal = CoreTranslator.ordinal(term.expression(), outputs);
        if (ordinal == 0 || outputs.get(ordinal - 1).expr().collation().isNocase()) {
            throw new Refusal(
                    "ORDER BY " + term.expression().text() + " behind a set operator",
                    "only the names and positions of BINARY result columns are translated there");
        }
        return ordinal + Aggregates.direction(term);
    }

    private List<List<Expr>> agree(List<CoreTranslator> cores, List<String> operators) {
        List<List<Expr>> results = new ArrayList<>();
        for (CoreTranslator core : cores) {
            results.add(
                    new ArrayList<>(core.results().stream().map(Output::expr).toList()));
        }
        int width = results.get(0).size();
        boolean compares = operators.stream().anyMatch(operator -> !operator.equals("UNION ALL"));
        for (int column = 0; cores.size() > 1 && column < width; column++) {
            List<Expr> same = new ArrayList<>();
            for (List<Expr> row : results) {
                if (row.size() != width) {
                    throw new Refusal(operators.get(0), "its queries have different numbers of columns");
                }
                same.add(row.get(column));
            }
            if (compares && same.stream().anyMatch(expr -> expr.collation().isNocase())) {
                throw new Refusal(operators.get(0) + " with NOCASE", "PostgreSQL tells texts apart bytewise");
            }
            List<Expr> unified = unify(same, operators.get(0));
            for (int i = 0; i < results.size(); i++) {
                results.get(i).set(column, Query.result(unified.get(i), context));
            }
        }
        return results;
    }

    private List<Expr> unify(List<Expr> column, String operator) {
        List<Expr> nulls = column.stream()
                .map(expr -> expr.sql().startsWith("NULL::") ? Expr.literal(Literal.NULL) : expr)
                .toList();
        List<Expr> unified = Conversions.unify(nulls, operator, context);
        List<Expr> known = unified.stream().filter(expr -> !expr.isNull()).toList();
        if (known.isEmpty()) {
            return column;
        }
        return unified.stream()
                .map(expr -> expr.isNull()
                        ? Expr.value(
                                "NULL::" + known.get(0).type().sql(),
                                known.get(0).type())
                        : expr)
                .toList();
    }

    /** A subquery as a value: its first row. */
    Expr scalar(Select select, Scope scope) {
        Query query = translate(select, scope);
        if (query.outputs().size() != 1) {
            throw new Refusal("row value", "a subquery with several columns is used as a value");
        }
        boolean one = select.limit() != null && select.limit() >= 0 || isSingleRow(select);
        String sql = "(" + query.sql() + (one ? "" : " LIMIT 1") + ")";
        return query.outputs().get(0).as(sql);
    }

    private static boolean isSingleRow(Select select) {
        Ast.Core core = select.cores().get(0);
        boolean aggregated = core.groupBy().isEmpty()
                && core.items().stream().anyMatch(i -> i.expression() != null && Aggregates.isIn(i.expression()));
        return select.cores().size() == 1 && (aggregated || core.from() == null);
    }

    Expr exists(Select select, Scope scope) {
        return Expr.condition("EXISTS (" + translate(select, scope).sql() + ")");
    }

    Expr in(Expr value, Select select, boolean negated, Scope scope) {
        Query query = translate(select, scope);
        if (query.outputs().size() != 1) {
            throw new Refusal("IN", "its subquery has several columns");
        }
        Expr output =
                query.outputs().get(0).as(PgSql.name(query.outputs().get(0).name()));
        boolean texts = value.isText() && output.isText();
        boolean numbers = value.isNumber() && output.isNumber();
        boolean same = value.type().kind() == output.type().kind();
        if (!(texts || numbers || same) || texts && value.collation().isNocase()) {
            throw Comparisons.refused("IN", value, output);
        }
        return Expr.condition("(" + value.sql() + (negated ? " NOT" : "") + " IN (" + query.sql() + "))");
    }
}
