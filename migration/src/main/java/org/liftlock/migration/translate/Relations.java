package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.translate.Query.Output;

/** The tables, views and common table expressions that a FROM clause may name. Immutable. */
final class Relations {

    /** A common table expression in reach. */
    private record Common(String name, List<Output> outputs, List<String> columns) {}

    private final Map<String, TranslationTable> tables;
    private final List<Common> commons;

    Relations(List<TranslationTable> tables) {
        this(byName(tables), List.of());
    }

    private static Map<String, TranslationTable> byName(List<TranslationTable> tables) {
        Map<String, TranslationTable> byName = new HashMap<>();
        tables.forEach(table -> byName.putIfAbsent(Comparisons.lowerAscii(table.sourceName()), table));
        return byName;
    }

    private Relations(Map<String, TranslationTable> tables, List<Common> commons) {
        this.tables = tables;
        this.commons = commons;
    }

    Relations with(String name, List<Output> outputs, List<String> columns) {
        List<Common> more = new ArrayList<>();
        more.add(new Common(name, outputs, columns));
        more.addAll(commons);
        return new Relations(tables, more);
    }

    /** A relation in FROM: its SQL, and what it adds to the scope. */
    record Opened(String sql, Scope.Source source) {}

    Opened open(String name, @Nullable String alias) {
        String known = alias == null ? name : alias;
        for (Common common : commons) {
            if (Scope.same(common.name(), name)) {
                return new Opened(
                        PgSql.name(common.name()) + " AS " + PgSql.name(known),
                        Query.source(known, common.outputs(), common.columns()));
            }
        }
        TranslationTable table = table(name);
        String own = alias == null ? table.sourceName() : alias;
        return new Opened(
                PgSql.name(table.targetName()) + " AS " + PgSql.name(own), source(table, own, PgSql.name(own) + "."));
    }

    TranslationTable table(String name) {
        TranslationTable table = tables.get(Comparisons.lowerAscii(name));
        if (table == null) {
            throw new Refusal("table " + name, "there is no such table or view in the target");
        }
        return table;
    }

    /** Whether a table is called by one of some names, in either database. */
    boolean isAnyNamed(Set<String> names) {
        return tables.values().stream()
                .anyMatch(table -> names.contains(Comparisons.lowerAscii(table.sourceName()))
                        || names.contains(Comparisons.lowerAscii(table.targetName())));
    }

    static Scope.Source source(TranslationTable table, String name, String prefix) {
        List<Scope.SourceColumn> columns = new ArrayList<>();
        for (TranslationColumn column : table.columns()) {
            columns.add(new Scope.SourceColumn(
                    column.sourceName(), Expr.column(prefix + PgSql.name(column.targetName()), column)));
        }
        return new Scope.Source(name, columns, table.key(), table.rowid());
    }
}
