package org.liftlock.migration.profile;

import java.util.List;
import java.util.stream.Stream;
import org.liftlock.migration.finding.RowCount;
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
     * These and others.
     *
     * @param others what occurs in other rows
     * @return the sum, with the addresses of the first few of both
     */
    public Occurrences and(Occurrences others) {
        if (others.count == 0) {
            return this;
        }
        List<RowAddress> few = Stream.concat(first.stream(), others.first.stream())
                .limit(OccurrenceCounter.KEPT)
                .toList();
        return new Occurrences(count + others.count, few);
    }

    /**
     * Count and addresses in words.
     *
     * @return for instance {@code 3 rows (rowid 1, rowid 5, …)}
     */
    public String words() {
        StringBuilder words = new StringBuilder().append(RowCount.words(count));
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
