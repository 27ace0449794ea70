package org.liftlock.migration.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.sql.SqlToken;
import org.liftlock.migration.sql.SqlTokenizer;

/**
 * Counts into how many views each view unfolds. SQLite unfolds a view wherever it is named, also to list the tables
 * ({@code PRAGMA table_list}), in a time that grows with the square of their number; a chain of views that each name the one
 * before twice would never end.
 */
final class ViewExpansion {

    /** What SQLite unfolds in some twenty seconds. */
    private static final double MOST_WORK = 1e8;

    private final Map<String, List<String>> mentions = new HashMap<>();
    private final Map<String, Double> sizes = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private ViewExpansion(Map<String, String> views) {
        views.keySet().forEach(name -> mentions.put(SqliteSql.folded(name), List.of()));
        views.forEach((name, sql) -> mentions.put(SqliteSql.folded(name), mentioned(SqlTokenizer.tokenize(sql))));
    }

    /**
     * Refuses views that SQLite would not come to an end with.
     *
     * @param views statements by name
     * @throws MigrationException with cause {@code INPUT}
     */
    static void requireBounded(Map<String, String> views) {
        ViewExpansion expansion = new ViewExpansion(views);
        double work = 0;
        for (String view : views.keySet()) {
            double size = expansion.size(SqliteSql.folded(view));
            work += size * size;
            if (work > MOST_WORK) {
                throw new MigrationException(
                                Cause.INPUT,
                                "The views unfold into more views than SQLite can read in a reasonable time",
                                "Drop this view in a copy of the database, then run again on the copy",
                                null)
                        .with("view", view);
            }
        }
    }

    private List<String> mentioned(List<SqlToken> tokens) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < tokens.size(); i++) {
            SqlToken before = tokens.get(i - 1);
            boolean qualifies = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol(".");
            boolean mayBeRelation = before.is("FROM")
                    || before.is("JOIN")
                    || before.is("IN")
                    || before.isSymbol(",")
                    || before.isSymbol("(")
                    || before.isSymbol(".") && i > 1 && tokens.get(i - 2).is("MAIN");
            String name = SqliteSql.folded(tokens.get(i).unquoted());
            if (mayBeRelation && !qualifies && mentions.containsKey(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Views that read themselves are errors at once, so a circle counts as closed. */
    private double size(String view) {
        Double known = sizes.get(view);
        if (known != null) {
            return known;
        }
        double size = 1;
        if (open.size() < 1_000 && open.add(view)) {
            for (String mentioned : mentions.getOrDefault(view, List.of())) {
                size += size(mentioned);
            }
            open.remove(view);
        }
        sizes.put(view, size);
        return size;
    }
}
