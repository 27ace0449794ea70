package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.translate.Ast.Cte;
import org.liftlock.migration.translate.Ast.Derived;
import org.liftlock.migration.translate.Ast.From;
import org.liftlock.migration.translate.Ast.Joined;
import org.liftlock.migration.translate.Ast.Relation;
import org.liftlock.migration.translate.Ast.Select;
import org.liftlock.migration.translate.Query.Output;

/** Common table expressions; a recursive one needs the same types in both its parts. Stateless. */
final class CommonTables {

    /** The SQL of a definition, and the relations in reach behind it. */
    record Defined(String sql, Relations relations) {}

    private CommonTables() {}

    static Defined define(Cte cte, Relations relations, Context context) {
        if (isRecursive(cte)) {
            return recursive(cte, relations, context);
        }
        Query query = new SelectTranslator(relations, context).translate(cte.select(), null);
        List<String> names = names(cte, query.outputs());
        return new Defined(sql(cte, names, query.sql()), relations.with(cte.name(), query.outputs(), names));
    }

    private static List<String> names(Cte cte, List<Output> outputs) {
        if (!cte.columns().isEmpty() && cte.columns().size() != outputs.size()) {
            throw new Refusal("WITH " + cte.name(), "it names another number of columns than its query has");
        }
        return cte.columns().isEmpty() ? outputs.stream().map(Output::name).toList() : cte.columns();
    }

    private static String sql(Cte cte, List<String> names, String query) {
        String columns = String.join(", ", names.stream().map(PgSql::name).toList());
        return PgSql.name(cte.name()) + " (" + columns + ") AS " + cte.materialized() + "(" + query + ")";
    }

    private static Defined recursive(Cte cte, Relations relations, Context context) {
        Select select = cte.select();
        boolean shaped = select.cores().size() == 2
                && select.operators().get(0).startsWith("UNION")
                && select.orderBy().isEmpty()
                && select.limit() == null
                && select.ctes().isEmpty();
        if (!shaped) {
            throw new Refusal("recursive WITH " + cte.name(), "only two queries joined by UNION are translated");
        }
        CoreTranslator start = new CoreTranslator(select.cores().get(0), List.of(), relations, context, null);
        List<Output> outputs = start.results().stream().map(CommonTables::widen).toList();
        List<String> names = names(cte, outputs);
        CoreTranslator step = step(select, relations.with(cte.name(), outputs, names), context);
        List<Output> agreed = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            List<Expr> both =
                    List.of(outputs.get(i).expr(), step.results().get(i).expr());
            List<Expr> unified = Conversions.unify(both, "recursive WITH " + cte.name(), context);
            agreed.add(widen(
                    new Output(outputs.get(i).name(), unified.get(unified.get(0).isNull() ? 1 : 0))));
        }
        Relations reach = relations.with(cte.name(), agreed, names);
        CoreTranslator again = step(select, reach, context);
        String sql = start.sql(typed(start.results(), agreed), names) + " "
                + select.operators().get(0) + " " + again.sql(typed(again.results(), agreed), names);
        return new Defined(sql(cte, names, sql), reach);
    }

    private static CoreTranslator step(Select select, Relations reach, Context context) {
        CoreTranslator step = new CoreTranslator(select.cores().get(1), List.of(), reach, context, null);
        if (step.results().size() != select.cores().get(0).items().size()) {
            throw new Refusal("recursive WITH", "its queries have different numbers of columns");
        }
        return step;
    }

    private static Output widen(Output output) {
        Expr expr = output.expr();
        PgType type = expr.isInteger() ? PgType.BIGINT : expr.isText() ? PgType.TEXT : expr.type();
        return new Output(
                output.name(),
                Expr.value(expr.sql(), type).withBinary(expr.isText()).withCollation(expr.collation()));
    }

    private static List<Expr> typed(List<Output> outputs, List<Output> agreed) {
        List<Expr> typed = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            PgType type = agreed.get(i).expr().type();
            String collation = type.kind().isText() ? " COLLATE \"C\"" : "";
            typed.add(outputs.get(i)
                    .expr()
                    .withSql("((" + outputs.get(i).expr().sql() + ")::" + type.sql() + collation + ")"));
        }
        return typed;
    }

    static boolean isRecursive(Cte cte) {
        return cte.select().cores().stream().anyMatch(core -> core.from() != null && names(core.from(), cte.name()));
    }

    private static boolean names(From from, String name) {
        if (from instanceof Relation relation) {
            return Scope.same(relation.name(), name);
        }
        if (from instanceof Derived derived) {
            return derived.select().cores().stream().anyMatch(core -> core.from() != null && names(core.from(), name));
        }
        Joined joined = (Joined) from;
        return names(joined.left(), name) || names(joined.right(), name);
    }
}
