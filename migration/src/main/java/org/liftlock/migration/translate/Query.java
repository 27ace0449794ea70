package org.liftlock.migration.translate;

import java.util.List;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.translate.Expr.Collation;
import org.liftlock.migration.translate.Expr.Origin;

/**
 * A translated SELECT.
 *
 * @param sql the statement; its columns carry the names of the outputs
 * @param outputs its columns
 */
record Query(String sql, List<Output> outputs) {

    /** A result column under the name that SQLite gives it. */
    record Output(String name, Expr expr) {

        private static Origin keptOrigin(Origin origin) {
            return origin == Origin.UNDECIDED || origin == Origin.CONVERTED || origin == Origin.MIXED
                    ? origin
                    : Origin.COLUMN;
        }

        /** The column as seen from outside. */
        Expr as(String sql) {
            Collation collation = !expr.isText()
                    ? Collation.NONE
                    : expr.collation().isNocase()
                            ? Collation.NOCASE
                            : expr.affinity() == Affinity.NONE ? Collation.NONE : Collation.BINARY;
            boolean real = expr.type().kind() == PgType.Kind.DOUBLE && !expr.isMaybeWhole();
            Origin origin = real ? Origin.VALUE : keptOrigin(expr.origin());
            PgType type = expr.isNull() ? PgType.TEXT : expr.type();
            return new Expr(
                    sql,
                    type,
                    origin,
                    null,
                    expr.affinity(),
                    collation,
                    type.kind().isText(),
                    null,
                    null,
                    expr.fraction());
        }
    }

    /** The value as SQLite would give it in a result: conditions as 0 and 1, texts compared bytewise. */
    static Expr result(Expr expr, Context context) {
        if (expr.isNull()) {
            return Expr.value("NULL::text COLLATE \"C\"", PgType.TEXT).withBinary(true);
        }
        if (expr.origin() == Origin.JSON_VALUE) {
            return result(JsonFunctions.output(expr, context), context);
        }
        if (expr.origin() == Origin.CONDITION) {
            return Expr.value("(" + expr.sql() + ")::integer", PgType.INTEGER);
        }
        if (expr.isText() && !expr.binary()) {
            String cast = expr.literal() == null ? "" : "::text";
            return expr.withSql("(" + expr.sql() + cast + " COLLATE \"C\")").withBinary(true);
        }
        return expr;
    }

    static Scope.Source source(String alias, List<Output> outputs, List<String> names) {
        List<Scope.SourceColumn> columns = new java.util.ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            columns.add(new Scope.SourceColumn(names.get(i), outputs.get(i).as(PgSql.name(alias, names.get(i)))));
        }
        return new Scope.Source(alias, columns, List.of(), null);
    }
}
