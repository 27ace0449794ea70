package org.liftlock.dao;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a result, read by key and not by offset: what is added or removed meanwhile neither doubles nor skips the
 * items that stay. Immutable.
 *
 * @param items the items in the order of the query
 * @param next asks for the next page; empty on the last one
 * @param <T> what is on the page
 */
public record Page<T>(List<T> items, Optional<PageRequest> next) {

    /**
     * Copies the items.
     *
     * @param items the items in the order of the query
     * @param next asks for the next page; empty on the last one
     */
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next is null");
    }

    /**
     * Makes a page of what a repository has fetched: one item more than asked for, if there is one, tells that there is a
     * next page.
     *
     * @param request what was asked for
     * @param fetched up to {@code request.size() + 1} items
     * @param cursorOf gives the place of an item in the order of the query
     * @param <T> what is on the page
     * @return the page
     */
    public static <T> Page<T> of(PageRequest request, List<T> fetched, Function<? super T, Cursor> cursorOf) {
        if (fetched.size() <= request.size()) {
            return new Page<>(fetched, Optional.empty());
        }
        List<T> items = fetched.subList(0, request.size());
        Cursor end = cursorOf.apply(items.get(items.size() - 1));
        return new Page<>(items, Optional.of(new PageRequest(request.size(), Optional.of(end))));
    }
}
