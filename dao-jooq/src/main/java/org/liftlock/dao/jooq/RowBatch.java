package org.liftlock.dao.jooq;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.BatchUpdateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Runs one statement for many items, some hundred at a time, within the unit of work of the thread. */
final class RowBatch {

    /** Enough to hide the round trips, little enough to hold. */
    private static final int CHUNK = 500;

    private final JooqUnit unit;

    RowBatch(JooqUnit unit) {
        this.unit = unit;
    }

    <T> int run(Query statement, Collection<? extends T> items, Function<? super T, @Nullable Object[]> values) {
        List<@Nullable Object[]> chunk = new ArrayList<>();
        int done = 0;
        int rows = 0;
        for (T item : items) {
            @Nullable Object[] row = values.apply(item);
            requirePortable(row, done + chunk.size());
            chunk.add(row);
            if (chunk.size() == CHUNK) {
                rows += execute(statement, chunk, done);
                done += CHUNK;
                chunk.clear();
            }
        }
        return chunk.isEmpty() ? rows : rows + execute(statement, chunk, done);
    }

    <R extends Record> int insert(Table<R> table, Collection<? extends R> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        Field<?>[] fields = fieldsOf(rows);
        return run(insertion(table, fields), rows, row -> values(row, fields));
    }

    <R extends Record> int upsert(Table<R> table, Collection<? extends R> rows, Field<?>... key) {
        if (key.length == 0) {
            throw new DaoException(ErrorKind.PROGRAMMING, "An upsert needs the columns of a key");
        }
        if (rows.isEmpty()) {
            return 0;
        }
        Field<?>[] fields = fieldsOf(rows);
        Map<Field<?>, Field<?>> changes = new LinkedHashMap<>();
        for (Field<?> field : fields) {
            if (!Arrays.asList(key).contains(field)) {
                changes.put(field, DSL.excluded(field));
            }
        }
        Query statement = changes.isEmpty()
                ? insertion(table, fields).onConflict(key).doNothing()
                : insertion(table, fields).onConflict(key).doUpdate().set(changes);
        return run(statement, lastOfEachKey(rows, key), row -> values(row, fields));
    }

    private <R extends Record> InsertOnDuplicateStep<R> insertion(Table<R> table, Field<?>... fields) {
        return dsl().insertInto(table, fields).values(new Object[fields.length]);
    }

    private DSLContext dsl() {
        return unit.dsl();
    }

    private int execute(Query statement, List<@Nullable Object[]> chunk, int done) {
        BatchBindStep batch = dsl().batch(statement);
        for (@Nullable Object[] row : chunk) {
            batch = batch.bind(row);
        }
        JooqUnit.@Nullable Savepoint before = unit.tellsFailedEntries() ? null : unit.savepoint();
        int rows;
        try {
            rows = Arrays.stream(batch.execute()).sum();
        } catch (RuntimeException e) {
            RuntimeException failure = named(e, done);
            if (before != null && failure instanceof DaoException known && isOfOneItem(known.kind())) {
                find(statement, chunk, done, before, known);
            }
            throw failure;
        }
        if (before != null) {
            unit.releaseTo(before);
        }
        return rows;
    }

    /** Goes through a batch again, item by item, to find the one that failed: the driver does not tell. */
    private void find(
            Query statement,
            List<@Nullable Object[]> chunk,
            int done,
            JooqUnit.Savepoint before,
            DaoException failure) {
        unit.rollbackTo(before, failure);
        for (int i = 0; i < chunk.size(); i++) {
            try {
                dsl().batch(statement).bind(chunk.get(i)).execute();
            } catch (RuntimeException e) {
                // Something else where the database has rolled back more than the savepoint.
                if (JooqErrors.translate(e, unit) instanceof DaoException again && again.kind() == failure.kind()) {
                    failure.with("item", done + i);
                }
                return;
            }
        }
    }

    /** Nobody waits twice for a lock, a deadline or a full disk to learn at which item it was met. */
    private static boolean isOfOneItem(ErrorKind kind) {
        return switch (kind) {
            case DUPLICATE_KEY, FOREIGN_KEY, NOT_NULL, CHECK, RULE, BAD_DATA -> true;
            default -> false;
        };
    }

    /** The failure of the one item that failed, and not of the batch, which only says that there was one. */
    private RuntimeException named(RuntimeException failure, int done) {
        RuntimeException meaning = JooqErrors.translate(failure, unit);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BatchUpdateException batch && meaning instanceof DaoException known) {
                int entry = unit.failedEntry(batch);
                return entry < 0 ? known : known.with("item", done + entry);
            }
        }
        return meaning;
    }

    private static void requirePortable(@Nullable Object[] row, int item) {
        try {
            for (int i = 0; i < row.length; i++) {
                PortableValues.check(i + 1, row[i]);
            }
        } catch (DaoException e) {
            throw e.with("item", item);
        }
    }

    /** The columns that the rows say something about, which are the same for all: the others keep their defaults. */
    private static <R extends Record> Field<?>[] fieldsOf(Collection<? extends R> rows) {
        @Nullable List<Field<?>> fields = null;
        int item = 0;
        for (R row : rows) {
            List<Field<?>> changed = new ArrayList<>();
            for (Field<?> field : row.fields()) {
                if (row.changed(field)) {
                    changed.add(field);
                }
            }
            if (changed.isEmpty() || (fields != null && !fields.equals(changed))) {
                throw new DaoException(ErrorKind.PROGRAMMING, "The rows of a batch need the same columns, at least one")
                        .with("item", item);
            }
            fields = changed;
            item++;
        }
        return fields == null ? new Field<?>[0] : fields.toArray(Field<?>[]::new);
    }

    private static <R extends Record> Collection<R> lastOfEachKey(Collection<? extends R> rows, Field<?>... key) {
        Map<List<?>, R> byKey = new LinkedHashMap<>();
        for (R row : rows) {
            byKey.put(
                    Arrays.stream(key).map(field -> comparable(row.get(field))).toList(), row);
        }
        return byKey.values();
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    private static @Nullable Object[] values(Record row, Field<?>... fields) {
        return Arrays.stream(fields).map(row::get).toArray();
    }
}
