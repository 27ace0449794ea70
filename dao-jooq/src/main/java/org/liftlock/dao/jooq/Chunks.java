package org.liftlock.dao.jooq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts a long list of parameters into parts that every database takes in one statement. Stateless. */
public final class Chunks {

    /** More make a statement slower to parse than the round trips that they save. */
    private static final int SIZE = 1000;

    private Chunks() {}

    /**
     * Cuts a list.
     *
     * @param values any number of values, for instance the ids in an {@code IN}
     * @param <T> what they are
     * @return lists of up to 1000 values in the same order, none if there is no value
     */
    public static <T> List<List<T>> of(Collection<? extends T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SIZE) {
            chunks.add(all.subList(from, Math.min(all.size(), from + SIZE)));
        }
        return chunks;
    }
}
