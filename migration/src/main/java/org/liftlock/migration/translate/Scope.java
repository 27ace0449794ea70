package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that an expression may use: the relations of its FROM clause, then those around it. Not thread-safe. */
final class Scope {

    /** A relation under the name that the statement gives it; {@code qualified} if its columns need that name. */
    record Source(
            String name,
            List<SourceColumn> columns,
            List<String> key,
            @Nullable String rowid,
            boolean qualified) {

        Source(String name, List<SourceColumn> columns, List<String> key, @Nullable String rowid) {
            this(name, columns, key, rowid, false);
        }

        @Nullable
        SourceColumn column(String wanted) {
            for (SourceColumn column : columns) {
                if (same(column.name(), wanted)) {
                    return column;
                }
            }
            return rowid != null && isRowid(wanted) ? column(rowid) : null;
        }
    }

    record SourceColumn(String name, Expr expr) {}

    /** Where a name was found. */
    record Found(Source source, SourceColumn column, Scope scope) {}

    private final @Nullable Scope parent;
    private final List<Source> sources = new ArrayList<>();
    private final Set<String> merged = new HashSet<>();
    private final Map<String, Expr> aliases = new HashMap<>();
    private final Map<String, Ast.Window> windows = new HashMap<>();
    private @Nullable Grouping grouping;

    Scope(@Nullable Scope parent) {
        this.parent = parent;
    }

    static boolean same(String one, String other) {
        return Comparisons.lowerAscii(one).equals(Comparisons.lowerAscii(other));
    }

    static boolean isRowid(String name) {
        return Set.of("rowid", "_rowid_", "oid").contains(name.toLowerCase(Locale.ROOT));
    }

    /** SQLite takes the first of two relations of one name; PostgreSQL has none of that. */
    void add(Source source) {
        if (sources.stream().anyMatch(other -> same(other.name(), source.name()))) {
            throw new Refusal("table " + source.name(), "FROM has it twice; give each an alias");
        }
        sources.add(source);
    }

    List<Source> sources() {
        return sources;
    }

    /** Hides a column that a join merged with one of the same name on its left. */
    void merge(Source source, String column) {
        merged.add(key(source, column));
    }

    boolean isMerged(Source source, String column) {
        return merged.contains(key(source, column));
    }

    private static String key(Source source, String column) {
        return System.identityHashCode(source) + ":" + Comparisons.lowerAscii(column);
    }

    void define(Ast.NamedWindow window) {
        windows.put(Comparisons.lowerAscii(window.name()), window.window());
    }

    Ast.Window window(String name) {
        Ast.Window window = windows.get(Comparisons.lowerAscii(name));
        if (window == null) {
            throw new Refusal("window " + name, "there is no such window");
        }
        return window;
    }

    void alias(String name, Expr expr) {
        aliases.put(Comparisons.lowerAscii(name), expr);
    }

    @Nullable
    Expr alias(String name) {
        return aliases.get(Comparisons.lowerAscii(name));
    }

    void group(Grouping by) {
        grouping = by;
    }

    @Nullable
    Grouping grouping() {
        return grouping;
    }

    @Nullable
    Found find(@Nullable String qualifier, String name) {
        Found found = null;
        for (Source source : sources) {
            boolean hidden = source.qualified() || isMerged(source, name);
            if (qualifier != null && !same(source.name(), qualifier) || qualifier == null && hidden) {
                continue;
            }
            SourceColumn column = source.column(name);
            if (column != null && found != null) {
                throw new Refusal("column " + name, "several tables have it");
            }
            if (column != null) {
                found = new Found(source, column, this);
            }
        }
        if (found == null && qualifier == null && alias(name) != null) {
            return null;
        }
        return found != null || parent == null ? found : parent.find(qualifier, name);
    }
}
