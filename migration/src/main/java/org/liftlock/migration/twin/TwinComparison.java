package org.liftlock.migration.twin;

import java.util.List;

/**
 * What comparing two schemas gave.
 *
 * @param tables how many tables there are on both sides
 * @param differences in what they differ, by table
 * @param notCompared what has no counterpart that could be compared, each with the reason
 */
public record TwinComparison(int tables, List<TwinDifference> differences, List<String> notCompared) {

    public TwinComparison {
        differences = List.copyOf(differences);
        notCompared = List.copyOf(notCompared);
    }

    /**
     * Whether the schemas agree.
     *
     * @return true if nothing differs
     */
    public boolean agrees() {
        return differences.isEmpty();
    }
}
