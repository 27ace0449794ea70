package org.liftlock.migration.translate;

import java.util.List;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.translate.Expr.Origin;

/** CASE and what is like it: branches of one type. Stateless. */
final class Conditionals {

    private Conditionals() {}

    /** @param values one for each condition, and the one for none of them */
    static Expr choose(List<String> conditions, List<Expr> values, Context context) {
        List<Expr> unified = Conversions.unify(values, "CASE", context);
        StringBuilder sql = new StringBuilder("(CASE");
        for (int i = 0; i < conditions.size(); i++) {
            sql.append(" WHEN ")
                    .append(conditions.get(i))
                    .append(" THEN ")
                    .append(unified.get(i).sql());
        }
        Expr otherwise = unified.get(unified.size() - 1);
        return result(
                sql.append(" ELSE ").append(otherwise.sql()).append(" END)").toString(), unified);
    }

    static String join(List<Expr> values) {
        return String.join(", ", values.stream().map(Expr::sql).toList());
    }

    /** A value of the type that all but NULL have. */
    static Expr result(String sql, List<Expr> unified) {
        List<Expr> known = unified.stream().filter(value -> !value.isNull()).toList();
        if (known.isEmpty()) {
            return Expr.value("NULL::text", PgType.TEXT);
        }
        boolean binary = known.stream().anyMatch(Expr::binary);
        boolean conditions = known.stream().allMatch(value -> value.origin() == Origin.CONDITION);
        PgType type = known.get(0).type();
        return Expr.value(sql, type.kind() == PgType.Kind.VARCHAR ? PgType.TEXT : type)
                .withBinary(binary)
                .withOrigin(conditions ? Origin.CONDITION : Origin.VALUE)
                .undecidedIf(type.kind().isNumber() && known.stream().anyMatch(Expr::isMaybeWhole));
    }
}
