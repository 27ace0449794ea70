package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.translate.Ast.Derived;
import org.liftlock.migration.translate.Ast.From;
import org.liftlock.migration.translate.Ast.Joined;
import org.liftlock.migration.translate.Ast.Relation;
import org.liftlock.migration.translate.Query.Output;
import org.liftlock.migration.translate.Scope.Source;
import org.liftlock.migration.translate.Scope.SourceColumn;

/** Writes a FROM clause and fills the scope with what it names. Not thread-safe. */
final class FromTranslator {

    private final Relations relations;
    private final Context context;
    private final Scope scope;
    private int derived;

    FromTranslator(Relations relations, Context context, Scope scope) {
        this.relations = relations;
        this.context = context;
        this.scope = scope;
    }

    String translate(From from) {
        if (from instanceof Relation relation) {
            Relations.Opened opened = relations.open(relation.name(), relation.alias());
            scope.add(opened.source());
            return opened.sql();
        }
        if (from instanceof Derived sub) {
            Query query = new SelectTranslator(relations, context).translate(sub.select(), new Scope(null));
            String alias = sub.alias() == null ? "subquery" + ++derived : sub.alias();
            scope.add(Query.source(
                    alias,
                    query.outputs(),
                    query.outputs().stream().map(Output::name).toList()));
            return "(" + query.sql() + ") AS " + PgSql.name(alias);
        }
        return join((Joined) from);
    }

    private String join(Joined join) {
        String left = translate(join.left());
        int before = scope.sources().size();
        String right = translate(join.right());
        if (join.right() instanceof Joined) {
            right = "(" + right + ")";
        }
        List<String> conditions = new ArrayList<>();
        List<Source> added = scope.sources().subList(before, scope.sources().size());
        List<String> shared = join.natural() ? shared(before, added) : join.using();
        if (!shared.isEmpty() && !join.join().equals("JOIN") && !join.join().equals("LEFT JOIN")) {
            throw new Refusal(join.join() + " with USING or NATURAL", "its columns come from either side");
        }
        for (String column : shared) {
            conditions.add(merge(column, before, added));
        }
        if (join.on() != null) {
            conditions.add(new ExpressionTranslator(scope, context, new SelectTranslator(relations, context))
                    .condition(join.on())
                    .sql());
        }
        if (conditions.isEmpty()) {
            return left
                    + (join.join().equals("JOIN")
                            ? " CROSS JOIN " + right
                            : " " + join.join() + " " + right + " ON true");
        }
        return left + " " + join.join() + " " + right + " ON " + String.join(" AND ", conditions);
    }

    private List<String> shared(int before, List<Source> added) {
        List<String> names = new ArrayList<>();
        for (SourceColumn column : added.get(0).columns()) {
            for (Source source : scope.sources().subList(0, before)) {
                boolean has = source.columns().stream().anyMatch(c -> Scope.same(c.name(), column.name()));
                if (has && !names.contains(column.name())) {
                    names.add(column.name());
                }
            }
        }
        return names;
    }

    private String merge(String name, int before, List<Source> added) {
        if (added.size() != 1) {
            throw new Refusal("USING or NATURAL with a join in parentheses", "write its condition with ON");
        }
        Source right = added.get(0);
        SourceColumn own = right.column(name);
        for (Source source : scope.sources().subList(0, before)) {
            SourceColumn other = scope.isMerged(source, name) ? null : source.column(name);
            if (own != null && other != null) {
                scope.merge(right, name);
                return Comparisons.compare("=", other.expr(), own.expr(), context)
                        .sql();
            }
        }
        throw new Refusal("column " + name, "it is not in both tables of the join");
    }
}
