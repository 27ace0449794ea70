package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that SQLite gives the columns of a view: an alias, a column's own name, or the text of the expression, made
 * distinct by {@code :1}, {@code :2} and so on. Stateless.
 */
final class OutputNames {

    private OutputNames() {}

    static List<String> distinct(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> distinct = new ArrayList<>();
        for (String name : names) {
            String candidate = name;
            int count = 0;
            while (!taken.add(Comparisons.lowerAscii(candidate))) {
                candidate = candidate.replaceFirst("(?s)(?<=.):[0-9]*$", "") + ":" + ++count;
            }
            distinct.add(candidate);
        }
        return distinct;
    }
}
