package org.liftlock.dao.test.semantics;

import static org.liftlock.dao.test.semantics.SemanticsTables.AMOUNT;
import static org.liftlock.dao.test.semantics.SemanticsTables.CODE;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.NAME;
import static org.liftlock.dao.test.semantics.SemanticsTables.VERSION;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.JooqRepository;

/** A repository that runs any statement, so that tests show what repositories of an application would meet. Thread-safe. */
final class SqlProbe extends JooqRepository {

    SqlProbe(Database database) {
        super(database);
    }

    <T extends @Nullable Object> T query(Function<DSLContext, T> statements) {
        return read(statements);
    }

    <T extends @Nullable Object> T change(Function<DSLContext, T> statements) {
        return write(statements);
    }

    <R extends Record, T> Stream<T> rows(
            Function<DSLContext, ? extends ResultQuery<R>> query, Function<? super R, ? extends T> mapper) {
        return stream(query, mapper);
    }

    /** Adds an item whose name is its code. */
    void insertItem(long id, String code) {
        insertItem(id, code, code);
    }

    void insertItem(long id, String code, String name) {
        write(dsl -> dsl.insertInto(ITEM, ID, CODE, NAME).values(id, code, name).execute());
    }

    void insertNamed(String... names) {
        for (int i = 0; i < names.length; i++) {
            insertItem(i + 1L, "item " + i, names[i]);
        }
    }

    List<String> codes() {
        return read(dsl -> dsl.select(CODE).from(ITEM).orderBy(ID).fetch(CODE));
    }

    long amount(long id) {
        return read(dsl -> dsl.select(AMOUNT).from(ITEM).where(ID.eq(id)).fetchSingle(AMOUNT));
    }

    int setAmount(long id, long amount) {
        return write(
                dsl -> dsl.update(ITEM).set(AMOUNT, amount).where(ID.eq(id)).execute());
    }

    /** A row that is not stored yet. */
    static Record item(long id, String code, String name) {
        Record row = DSL.using(SQLDialect.DEFAULT).newRecord(ID, CODE, NAME);
        row.set(ID, id);
        row.set(CODE, code);
        row.set(NAME, name);
        return row;
    }

    int insertItems(Collection<Record> items) {
        return insert(ITEM, items);
    }

    int upsertItems(Collection<Record> items, Field<?>... key) {
        return upsert(ITEM, items, key);
    }

    /** Sets the amount if the item has the version still. */
    boolean setAmount(long id, long expectedVersion, long amount) {
        return updateVersion(ITEM, ID.eq(id), VERSION, expectedVersion, Map.of(AMOUNT, amount));
    }

    /** Reads an amount that nobody else changes until the unit ends. */
    long lockedAmount(long id) {
        return write(dsl -> lock(dsl.select(AMOUNT).from(ITEM).where(ID.eq(id))).fetchSingle(AMOUNT));
    }

    /** Takes the first item that nobody else holds. */
    long firstFree() {
        return write(dsl ->
                skipLocked(dsl.select(ID).from(ITEM).orderBy(ID).limit(1)).fetchSingle(ID));
    }

    List<String> namesMatching(String expression) {
        return read(dsl -> dsl.select(NAME)
                .from(ITEM)
                .where(matches(NAME, expression))
                .orderBy(NAME)
                .fetch(NAME));
    }

    static Condition nameContains(String part) {
        return contains(NAME, part);
    }

    static Condition nameStartsWith(String beginning) {
        return startsWith(NAME, beginning);
    }
}
