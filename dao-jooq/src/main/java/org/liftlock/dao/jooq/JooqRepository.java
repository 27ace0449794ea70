package org.liftlock.dao.jooq;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.spi.UnitMode;

/**
 * The base of a repository that is written in jOOQ. A subclass states for each method whether it reads or writes; the
 * statements join the unit of work of the calling thread, or are a unit of their own.
 *
 * <p>What jOOQ or the driver throws leaves as a {@link DaoException}. Thread-safe, as subclasses have to
 * be, which they are without fields of their own that change.
 */
public abstract class JooqRepository {

    /** Rows that a stream fetches at a time: enough to hide the round trips, little enough to hold. */
    private static final int STREAM_FETCH_SIZE = 500;

    private final Database database;
    private final JooqTransactions transactions;

    /**
     * Creates a repository.
     *
     * @param database a database of a backend that uses jOOQ
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if it does not
     */
    protected JooqRepository(Database database) {
        this.database = database;
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
     * @throws DaoException {@link ErrorKind#PROGRAMMING} inside a unit that only reads
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
     * @throws DaoException {@link ErrorKind#PROGRAMMING} outside a unit
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

    /**
     * Inserts many rows, all or none: a row that fails fails the unit, or the attempt it happens in.
     *
     * @param table the table
     * @param rows records in which the same columns are set; the columns that are not set take their defaults
     * @param <R> the same
     * @return how many rows were inserted
     * @throws DaoException what the first row that fails meets, with its index as {@code item}; {@link
     *     ErrorKind#PROGRAMMING} if different columns are set
     */
    protected final <R extends Record> int insert(Table<R> table, Collection<? extends R> rows) {
        return write(dsl -> batch().insert(table, rows));
    }

    /**
     * Inserts rows, or changes the ones that have the same key already, all or none. Where a key is given twice, the last
     * row counts.
     *
     * @param table the table
     * @param rows records in which the same columns are set; a row that is there keeps its values in the others
     * @param key the columns of a primary or unique key, each set in the rows
     * @param <R> the same
     * @return how many rows were inserted or changed
     * @throws DaoException what the first row that fails meets; {@link
     *     ErrorKind#PROGRAMMING} if different columns are set or no such key exists
     */
    protected final <R extends Record> int upsert(Table<R> table, Collection<? extends R> rows, Field<?>... key) {
        return write(dsl -> batch().upsert(table, rows, key));
    }

    /**
     * Runs one statement for each item, all or none: an item that fails fails the unit, or the attempt it happens in.
     *
     * @param statement makes the statement, with any values for its parameters
     * @param items the items, in order
     * @param values gives the values of the parameters for an item
     * @param <T> what the items are
     * @return how many rows were changed in all
     * @throws DaoException what the first item that fails meets, with its index, from 0, as {@code item}
     */
    protected final <T> int batch(
            Function<DSLContext, ? extends Query> statement,
            Collection<? extends T> items,
            Function<? super T, @Nullable Object[]> values) {
        return write(dsl -> batch().run(statement.apply(dsl), items, values));
    }

    private RowBatch batch() {
        return new RowBatch(transactions.requireUnit("batch"));
    }

    /**
     * Changes a row if it has the version still with which it was read, and counts the version up.
     *
     * @param table the table
     * @param row the condition that finds the one row
     * @param version the column of the version
     * @param expected the version with which the row was read
     * @param changes the new values, by column
     * @return whether the row was changed; false if there is no such row
     * @throws DaoException {@link ErrorKind#STALE_VERSION} if the row has another
     *     version; {@link ErrorKind#CONFLICT} if it is changed at this moment
     */
    protected final boolean updateVersion(
            Table<?> table, Condition row, Field<Long> version, long expected, Map<? extends Field<?>, ?> changes) {
        return write(dsl -> dsl.update(table)
                                .set(changes)
                                .set(version, version.plus(1L))
                                .where(row)
                                .and(version.eq(expected))
                                .execute()
                        > 0
                || missing(dsl, table, row));
    }

    /**
     * Deletes a row if it has the version still with which it was read.
     *
     * @param table the table
     * @param row the condition that finds the one row
     * @param version the column of the version
     * @param expected the version with which the row was read
     * @return whether the row was deleted; false if there is no such row
     * @throws DaoException {@link ErrorKind#STALE_VERSION} if the row has another
     *     version; {@link ErrorKind#CONFLICT} if it is changed at this moment
     */
    protected final boolean deleteVersion(Table<?> table, Condition row, Field<Long> version, long expected) {
        return write(dsl ->
                dsl.deleteFrom(table).where(row).and(version.eq(expected)).execute() > 0 || missing(dsl, table, row));
    }

    private static boolean missing(DSLContext dsl, Table<?> table, Condition row) {
        if (dsl.fetchExists(table, row)) {
            throw new DaoException(ErrorKind.STALE_VERSION, "The row was changed since it was read")
                    .with(DaoException.TABLE, table.getName());
        }
        return false;
    }

    /**
     * Reads rows that nobody else changes until the unit ends. Where a writing unit is the only one, it holds that lock
     * from its beginning and nothing is added to the query.
     *
     * @param query the query, made from the context of the current {@link #write}
     * @param <R> its rows
     * @return the query to fetch from
     * @throws DaoException {@link ErrorKind#PROGRAMMING} outside a writing unit; from the
     *     fetch {@link ErrorKind#LOCK_TIMEOUT} or {@link ErrorKind#CONFLICT}
     */
    protected final <R extends Record> ResultQuery<R> lock(SelectForUpdateStep<R> query) {
        requireWriting("lock");
        return transactions.locksRows() ? query.forUpdate() : query;
    }

    /**
     * Reads and locks those rows that nobody else holds, as takers of work from one queue do.
     *
     * @param query the query, made from the context of the current {@link #write}
     * @param <R> its rows
     * @return the query to fetch from
     * @throws DaoException {@link ErrorKind#UNSUPPORTED} without {@link
     *     Capability#SKIP_LOCKED}; {@link ErrorKind#PROGRAMMING} outside a writing unit
     */
    protected final <R extends Record> ResultQuery<R> skipLocked(SelectForUpdateStep<R> query) {
        database.require(Capability.SKIP_LOCKED);
        requireWriting("skipLocked");
        return query.forUpdate().skipLocked();
    }

    private void requireWriting(String call) {
        if (transactions.requireUnit(call).mode() != UnitMode.WRITE) {
            throw new DaoException(ErrorKind.PROGRAMMING, "Rows are locked in a writing unit of work alone")
                    .with("call", call);
        }
    }

    /**
     * That a text contains another, case and all. A row without a text does not.
     *
     * @param field the text
     * @param part what is sought, in which {@code %}, {@code _} and backslashes mean themselves
     * @return a condition that is true or false, never unknown
     */
    protected static Condition contains(Field<String> field, String part) {
        return TextSearch.contains(field, part);
    }

    /**
     * That a text starts with another, case and all. A row without a text does not.
     *
     * @param field the text
     * @param beginning what is sought, in which {@code %}, {@code _} and backslashes mean themselves
     * @return a condition that is true or false, never unknown
     */
    protected static Condition startsWith(Field<String> field, String beginning) {
        return TextSearch.startsWith(field, beginning);
    }

    /**
     * That a text matches a regular expression of the database's own kind.
     *
     * @param field the text
     * @param expression the expression
     * @return the condition
     * @throws DaoException {@link ErrorKind#UNSUPPORTED} without {@link
     *     Capability#REGULAR_EXPRESSIONS}
     */
    protected final Condition matches(Field<String> field, String expression) {
        database.require(Capability.REGULAR_EXPRESSIONS);
        return field.likeRegex(expression);
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
