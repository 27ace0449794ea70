package org.liftlock.dao.test.semantics;

import static org.liftlock.dao.test.semantics.SemanticsTables.AMOUNT;
import static org.liftlock.dao.test.semantics.SemanticsTables.CODE;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.NAME;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
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
}
