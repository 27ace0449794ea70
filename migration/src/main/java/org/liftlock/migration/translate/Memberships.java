package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;

/** {@code IN} with a list of values. Stateless. */
final class Memberships {

    private Memberships() {}

    static Expr in(Expr value, List<Expr> elements, boolean negated, Context context) {
        List<String> equalities = new ArrayList<>();
        for (Expr element : elements) {
            Expr own = value.collation() == Expr.Collation.NONE && value.isText()
                    ? value.withCollation(Expr.Collation.BINARY)
                    : value;
            equalities.add(Comparisons.compare("=", own, element, context).sql());
        }
        String list = list(equalities);
        if (list != null) {
            return Expr.condition(negated ? list.replaceFirst(" IN \\(", " NOT IN (") : list);
        }
        String any = "(" + String.join(" OR ", equalities) + ")";
        return Expr.condition(negated ? "(NOT " + any + ")" : any);
    }

    /** {@code (a = 1)}, {@code (a = 2)} as {@code (a IN (1, 2))} if the left sides are one and the same name. */
    private static @org.jspecify.annotations.Nullable String list(List<String> equalities) {
        String left = null;
        List<String> right = new ArrayList<>();
        for (String equality : equalities) {
            int at = equality.indexOf("\" = ");
            if (at < 0 || !equality.startsWith("(\"")) {
                return null;
            }
            String side = equality.substring(1, at + 1);
            if (left != null && !left.equals(side) || side.contains(" = ")) {
                return null;
            }
            left = side;
            right.add(equality.substring(at + 4, equality.length() - 1));
        }
        return "(" + left + " IN (" + String.join(", ", right) + "))";
    }
}
