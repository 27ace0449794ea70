package org.liftlock.dao.test.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables, by their numbers, in the order of their foreign keys.
 *
 * @param referringFirst each table before those that it refers to; those of a circle last, in any order
 * @param circular whether there is a circle
 * @param references the foreign keys
 */
record TableOrder(List<Long> referringFirst, boolean circular, List<Reference> references) {

    /** A foreign key. */
    record Reference(long from, long to) {}

    static TableOrder of(Collection<Long> tables, List<Reference> references) {
        List<Long> ordered = new ArrayList<>();
        Set<Long> left = new LinkedHashSet<>(tables);
        boolean circular = false;
        while (!left.isEmpty() && !circular) {
            List<Long> next = left.stream()
                    .filter(table -> references.stream()
                            .noneMatch(reference -> reference.to() == table && left.contains(reference.from())))
                    .toList();
            circular = next.isEmpty();
            ordered.addAll(circular ? left : next);
            left.removeAll(Set.copyOf(next));
        }
        return new TableOrder(List.copyOf(ordered), circular, references);
    }

    List<Long> referredFirst() {
        List<Long> reversed = new ArrayList<>(referringFirst);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Whether none of these tables refers to another table than one of these. */
    boolean isClosed(Set<Long> tables) {
        return references.stream()
                .allMatch(reference -> !tables.contains(reference.from()) || tables.contains(reference.to()));
    }
}
