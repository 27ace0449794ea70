package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.TableField;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.translate.Ast.Expression;

/**
 * A condition that holds for exactly the row that fires a trigger: every column of the key, or the row number, equals that of
 * NEW or OLD.
 *
 * @param old whether a part is compared with OLD
 * @param hiddenRowid whether it goes by a row number that is no column
 */
record RowKey(boolean old, boolean hiddenRowid) {

    private static final String ROWID = "rowid";

    private record Reference(@Nullable String qualifier, String column) {}

    /** @return the key, or null if the condition is another */
    static @Nullable RowKey of(@Nullable Expression where, TranslationTable table) {
        List<QOM.Eq<?>> equalities = new ArrayList<>();
        if (where == null || !collect(where.root(), equalities)) {
            return null;
        }
        Set<String> columns = new TreeSet<>();
        boolean old = false;
        for (QOM.Eq<?> equality : equalities) {
            Reference left = reference(equality.$arg1());
            Reference right = reference(equality.$arg2());
            if (left == null || right == null) {
                return null;
            }
            boolean mirrored = isRow(left.qualifier());
            Reference own = mirrored ? right : left;
            Reference row = mirrored ? left : right;
            boolean ours = own.qualifier() == null || Scope.same(own.qualifier(), table.sourceName());
            String column = normal(own.column(), table);
            if (!ours || !isRow(row.qualifier()) || !column.equals(normal(row.column(), table))) {
                return null;
            }
            old |= "old".equalsIgnoreCase(row.qualifier());
            columns.add(column);
        }
        Set<String> key = new TreeSet<>();
        table.key().forEach(column -> key.add(normal(column, table)));
        boolean whole = columns.equals(Set.of(ROWID)) || !key.isEmpty() && columns.equals(key);
        return whole ? new RowKey(old, columns.contains(ROWID) && table.rowid() == null) : null;
    }

    private static boolean collect(QueryPart part, List<QOM.Eq<?>> equalities) {
        if (part instanceof QOM.ConditionAsField field) {
            return collect(field.$condition(), equalities);
        }
        if (part instanceof QOM.FieldCondition condition) {
            return collect(condition.$field(), equalities);
        }
        if (part instanceof QOM.And and) {
            return collect(and.$arg1(), equalities) && collect(and.$arg2(), equalities);
        }
        return part instanceof QOM.Eq<?> equality && equalities.add(equality);
    }

    private static @Nullable Reference reference(Field<?> field) {
        if (!(field instanceof TableField<?, ?>)) {
            return null;
        }
        String[] parts = field.getQualifiedName().getName();
        Atom atom = Atom.of(parts[parts.length - 1]);
        boolean name = atom.kind() == Atom.NAME || atom.kind() == Atom.QUOTED_NAME;
        if (!name || parts.length > 2) {
            return null;
        }
        return new Reference(parts.length == 2 ? Atom.of(parts[0]).text() : null, atom.text());
    }

    private static boolean isRow(@Nullable String qualifier) {
        return "new".equalsIgnoreCase(qualifier) || "old".equalsIgnoreCase(qualifier);
    }

    /** The row number has several names; the INTEGER PRIMARY KEY is one of them. */
    private static String normal(String column, TranslationTable table) {
        boolean declared = table.columns().stream().anyMatch(known -> Scope.same(known.sourceName(), column));
        boolean alias = table.rowid() != null && Scope.same(table.rowid(), column);
        return alias || !declared && Scope.isRowid(column) ? ROWID : "=" + Comparisons.lowerAscii(column);
    }
}
