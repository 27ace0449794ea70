package org.liftlock.sample.values;

import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.dao.postgres.PostgresDatabase;
import org.liftlock.dao.sqlite.SqliteDatabase;

/** Stores values of any type, each type in a table of its name with the columns {@code id} and {@code v}. */
final class Values extends JooqRepository {

    static final RepositoryModule MODULE = binder ->
            binder.bind(Values.class).on(SqliteDatabase.BACKEND, Values::new).on(PostgresDatabase.BACKEND, Values::new);

    private static final Field<Integer> ID = DSL.field(DSL.name("id"), SQLDataType.INTEGER);

    private Values(Database database) {
        super(database);
    }

    private static <T> Field<T> value(ValueCase<T> type) {
        return DSL.field(DSL.name("v"), type.type());
    }

    <T> void add(ValueCase<T> type, int id, @Nullable T value) {
        write(dsl -> dsl.insertInto(DSL.table(type.name()))
                .set(ID, id)
                .set(value(type), value)
                .execute());
    }

    <T> void addInlined(ValueCase<T> type, int id, @Nullable T value) {
        write(dsl -> dsl.insertInto(DSL.table(type.name()), ID, value(type))
                .values(DSL.inline(id), DSL.inline(value, value(type)))
                .execute());
    }

    <T> List<@Nullable T> all(ValueCase<T> type) {
        return read(dsl -> dsl.select(value(type)).from(type.name()).orderBy(ID).fetch(value(type)));
    }

    <T> List<@Nullable T> sorted(ValueCase<T> type) {
        return read(dsl ->
                dsl.select(value(type)).from(type.name()).orderBy(value(type)).fetch(value(type)));
    }

    <T> List<Integer> equalTo(ValueCase<T> type, T value) {
        return read(dsl ->
                dsl.select(ID).from(type.name()).where(value(type).eq(value)).fetch(ID));
    }

    <T> List<Integer> equalToInlined(ValueCase<T> type, T value) {
        return read(dsl -> dsl.select(ID)
                .from(type.name())
                .where(value(type).eq(DSL.inline(value, value(type))))
                .fetch(ID));
    }

    <T> List<Integer> amongAndNotNull(ValueCase<T> type, List<T> values) {
        return read(dsl -> dsl.select(ID)
                .from(type.name())
                .where(value(type).in(values))
                .and(value(type).isNotNull())
                .orderBy(ID)
                .fetch(ID));
    }
}
