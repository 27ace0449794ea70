package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.EditDistance;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;

/**
 * Which tables are brought over, by patterns of their names in SQLite: {@code *} stands for any letters, {@code ?} for one,
 * {@code [abc]} for one of some, as in SQLite's GLOB (sqlite.org/lang_expr.html#glob); but as in names of tables the letters A
 * to Z have no case.
 *
 * @param included patterns of which a table has to match one; all tables if there are none
 * @param excluded patterns of which it may match none
 */
public record TableSelection(List<String> included, List<String> excluded) {

    /** Every table. */
    public static final TableSelection ALL = new TableSelection(List.of(), List.of());

    public TableSelection {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /**
     * Whether a table is brought over.
     *
     * @param table its name in SQLite
     * @return false if it is left out
     */
    public boolean takes(String table) {
        boolean wanted = included.isEmpty() || matchesAny(included, table);
        return wanted && !matchesAny(excluded, table);
    }

    /**
     * Refuses patterns that say nothing about a database, since a name that is misspelt would bring or leave out the wrong
     * tables without a word.
     *
     * @param schema the database
     * @throws MigrationException if a pattern matches no table, or no table is left (cause {@code INPUT})
     */
    public void requireUsable(SourceSchema schema) {
        List<String> tables = schema.tables().stream().map(SourceTable::name).toList();
        List<String> patterns = new ArrayList<>(included);
        patterns.addAll(excluded);
        for (String pattern : patterns) {
            if (tables.stream().noneMatch(table -> matchesAny(List.of(pattern), table))) {
                throw unmatched(pattern, tables);
            }
        }
        if (!patterns.isEmpty() && tables.stream().noneMatch(this::takes)) {
            throw new MigrationException(
                    Cause.INPUT,
                    "The patterns of --include-table and --exclude-table leave no table",
                    "Take one of them out",
                    null);
        }
    }

    private static MigrationException unmatched(String pattern, List<String> tables) {
        Optional<String> near = EditDistance.nearest(pattern.replaceAll("[*?\\[\\]]", ""), tables);
        MigrationException failure = new MigrationException(
                        Cause.INPUT,
                        "No table has a name that the pattern matches",
                        "Write a table's name as SQLite has it, with * for any letters and ? for one",
                        null)
                .with("pattern", pattern);
        return near.isPresent() ? failure.with("nearest name", near.get()) : failure.with("tables", shown(tables));
    }

    private static String shown(List<String> tables) {
        int most = 8;
        return tables.size() <= most
                ? String.join(", ", tables)
                : String.join(", ", tables.subList(0, most)) + " and " + (tables.size() - most) + " more";
    }

    private static boolean matchesAny(List<String> patterns, String table) {
        return patterns.stream()
                .anyMatch(pattern -> expression(pattern).matcher(table).matches());
    }

    private static Pattern expression(String glob) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char letter = glob.charAt(i);
            int end = letter == '[' ? endOfClass(glob, i) : -1;
            if (letter == '*') {
                expression.append(".*");
            } else if (letter == '?') {
                expression.append('.');
            } else if (end > 0) {
                boolean none = glob.charAt(i + 1) == '^';
                expression
                        .append(none ? "[^" : "[")
                        .append(glob.substring(none ? i + 2 : i + 1, end).replaceAll("([\\[\\]\\\\&^])", "\\\\$1"))
                        .append(']');
                i = end;
            } else {
                expression.append(Pattern.quote(String.valueOf(letter)));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** A bracket right behind the opening one stands for itself; without a closing one, so does the opening one. */
    private static int endOfClass(String glob, int open) {
        int first = open + 1 < glob.length() && glob.charAt(open + 1) == '^' ? open + 2 : open + 1;
        return glob.indexOf(']', first + 1);
    }
}
