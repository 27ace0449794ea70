package org.liftlock.migration.profile;

import java.util.List;
import org.liftlock.migration.source.RowAddress;

/**
 * How often something occurs, and where first.
 *
 * @param count how often
 * @param first the addresses of the first few rows
 */
public record Occurrences(long count, List<RowAddress> first) {

    public static final Occurrences NONE = new Occurrences(0, List.of());

    public Occurrences {
        first = List.copyOf(first);
    }

    /**
     * Whether it occurs at all.
     *
     * @return true if the count is above 0
     */
    public boolean any() {
        return count > 0;
    }

    /**
     * Count and addresses in words.
     *
     * @return for instance {@code 3 rows (rowid 1, rowid 5, …)}
     */
    public String words() {
        StringBuilder words = new StringBuilder().append(count).append(count == 1 ? " row" : " rows");
        if (!first.isEmpty()) {
            words.append(" (");
            for (int i = 0; i < first.size(); i++) {
                words.append(i == 0 ? "" : ", ").append(first.get(i));
            }
            words.append(count > first.size() ? ", …)" : ")");
        }
        return words.toString();
    }
}
