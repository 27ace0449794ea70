package org.liftlock.sample.store;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;
import org.jooq.SelectSeekStepN;
import org.liftlock.dao.Cursor;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.PageRequest;

/**
 * Pages of one query by the values of the columns that it is ordered by, none of which may be NULL.
 *
 * @param scope names the query in its cursors
 * @param order the columns, the last ones unique together
 * @param types the types of their values; a cursor holds a UUID as its text, which both databases sort alike
 */
record Keyset(String scope, List<? extends OrderField<?>> order, List<Class<?>> types) {

    /** The rows of a page, and one more if there is another page. */
    <R extends Record> ResultQuery<R> page(SelectConditionStep<R> query, PageRequest page) {
        SelectSeekStepN<R> ordered = query.orderBy(order);
        int rows = page.size() + 1;
        return page.after()
                .<ResultQuery<R>>map(cursor -> ordered.seek(keys(cursor)).limit(rows))
                .orElseGet(() -> ordered.limit(rows));
    }

    Cursor cursor(Object... keys) {
        return Cursor.of(
                scope,
                Arrays.stream(keys)
                        .map(key -> key instanceof UUID id ? id.toString() : key)
                        .toArray());
    }

    private Object[] keys(Cursor cursor) {
        Object[] keys = new Object[types.size()];
        for (int index = 0; index < keys.length; index++) {
            keys[index] = types.get(index) == UUID.class
                    ? uuid(cursor.key(scope, index, String.class))
                    : cursor.key(scope, index, types.get(index));
        }
        return keys;
    }

    private UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new DaoException(ErrorKind.BAD_DATA, "The page cursor belongs to another query", e)
                    .with("query", scope);
        }
    }
}
