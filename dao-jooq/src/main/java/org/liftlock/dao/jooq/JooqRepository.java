package org.liftlock.dao.jooq;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.Database;
import org.liftlock.dao.spi.UnitMode;

/**
 * The base of a repository that is written in jOOQ. A subclass states for each method whether it reads or writes; the
 * statements join the unit of work of the calling thread, or are a unit of their own.
 *
 * <p>What jOOQ or the driver throws leaves as a {@link org.liftlock.dao.DaoException}. Thread-safe, as subclasses have to
 * be, which they are without fields of their own that change.
 */
public abstract class JooqRepository {

    /** Rows that a stream fetches at a time: enough to hide the round trips, little enough to hold. */
    private static final int STREAM_FETCH_SIZE = 500;

    private final JooqTransactions transactions;

    /**
     * Creates a repository.
     *
     * @param database a database of a backend that uses jOOQ
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#PROGRAMMING} if it does not
     */
    protected JooqRepository(Database database) {
        this.transactions = database.unwrap(JooqTransactions.class);
    }

    /**
     * Runs statements that only read.
     *
     * @param statements what to do with jOOQ's context, which is not kept
     * @param <T> what they give
     * @return the result
     */
    protected final <T extends @Nullable Object> T read(Function<DSLContext, T> statements) {
        return transactions.statements(UnitMode.READ, statements);
    }

    /**
     * Runs statements that may write.
     *
     * @param statements what to do with jOOQ's context, which is not kept
     * @param <T> what they give
     * @return the result
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#PROGRAMMING} inside a unit that only reads
     */
    protected final <T extends @Nullable Object> T write(Function<DSLContext, T> statements) {
        return transactions.statements(UnitMode.WRITE, statements);
    }

    /**
     * Streams the rows of a query in bounded memory. The stream lives in the current unit of work and no longer: it is
     * closed with the unit, or before.
     *
     * @param query makes the query
     * @param mapper makes an item of a row
     * @param <R> the rows of the query
     * @param <T> what is streamed
     * @return a sequential stream for the thread of the unit
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#PROGRAMMING} outside a unit
     */
    protected final <R extends Record, T> Stream<T> stream(
            Function<DSLContext, ? extends ResultQuery<R>> query, Function<? super R, ? extends T> mapper) {
        JooqUnit unit = transactions.requireUnit("stream");
        Cursor<R> cursor =
                read(dsl -> query.apply(dsl).fetchSize(STREAM_FETCH_SIZE).fetchLazy());
        unit.closeAtEnd(cursor);
        Iterator<T> rows = new UnitIterator<>(unit, cursor.iterator(), mapper);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                .onClose(cursor::close);
    }

    /** Reads within its unit alone: after it, jOOQ would take the closed cursor for the end of the rows. */
    private final class UnitIterator<R, T> implements Iterator<T> {

        private final JooqUnit unit;
        private final Iterator<R> rows;
        private final Function<? super R, ? extends T> mapper;

        UnitIterator(JooqUnit unit, Iterator<R> rows, Function<? super R, ? extends T> mapper) {
            this.unit = unit;
            this.rows = rows;
            this.mapper = mapper;
        }

        @Override
        public boolean hasNext() {
            return transactions.inside(unit, rows::hasNext);
        }

        @Override
        public T next() {
            return transactions.inside(unit, () -> mapper.apply(rows.next()));
        }
    }
}
