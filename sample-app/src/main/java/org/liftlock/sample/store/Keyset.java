package org.liftlock.sample.store;

import java.util.List;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;
import org.jooq.SelectSeekStepN;
import org.liftlock.dao.Cursor;
import org.liftlock.dao.PageRequest;

/**
 * Pages of one query by the values of the columns that it is ordered by, none of which may be NULL.
 *
 * @param scope names the query in its cursors
 * @param order the columns, the last ones unique together
 * @param types the types of their values in a cursor
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
        return Cursor.of(scope, keys);
    }

    private Object[] keys(Cursor cursor) {
        Object[] keys = new Object[types.size()];
        for (int index = 0; index < keys.length; index++) {
            keys[index] = cursor.key(scope, index, types.get(index));
        }
        return keys;
    }
}
