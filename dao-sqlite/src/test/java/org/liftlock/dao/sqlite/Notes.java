package org.liftlock.dao.sqlite;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.jooq.InstantBinding;
import org.liftlock.dao.jooq.JooqRepository;

/** A repository of the tests on a table of its own. */
final class Notes extends JooqRepository {

    static final RepositoryModule MODULE = binder -> binder.bind(Notes.class).on("sqlite", Notes::new);
    static final Field<Instant> AT =
            DSL.field(DSL.name("at"), SQLDataType.LOCALDATETIME.asConvertedDataType(new InstantBinding<>()));

    private Notes(Database database) {
        super(database);
    }

    int execute(String sql) {
        return write(dsl -> dsl.execute(sql));
    }

    String text(String sql) {
        return Objects.toString(read(
                dsl -> dsl.fetchValue(DSL.resultQuery(sql).coerce(DSL.field("value", SQLDataType.CLOB)))));
    }

    Stream<String> stream(String sql) {
        return stream(
                dsl -> dsl.resultQuery(sql).coerce(DSL.field("value", SQLDataType.CLOB)),
                row -> String.valueOf(row.value1()));
    }

    int add(@Nullable Instant at) {
        return write(dsl -> dsl.insertInto(DSL.table("note")).set(AT, at).execute());
    }

    int addAll(List<Long> ids) {
        Field<Long> id = DSL.field(DSL.name("id"), SQLDataType.BIGINT);
        return batch(dsl -> dsl.insertInto(DSL.table("note"), id).values(0L), ids, value -> new Object[] {value});
    }

    List<Instant> times() {
        return read(dsl -> dsl.select(AT).from("note").orderBy(AT).fetch(AT));
    }

    List<Instant> after(Instant at) {
        return read(dsl -> dsl.select(AT)
                .from("note")
                .where(AT.gt(DSL.inline(at, AT)))
                .orderBy(AT)
                .fetch(AT));
    }

    List<Long> addSeveral() {
        return write(dsl -> dsl.insertInto(DSL.table("note"), AT)
                .values(Instant.EPOCH)
                .values(Instant.EPOCH)
                .values(Instant.EPOCH)
                .returningResult(DSL.field(DSL.name("id"), SQLDataType.BIGINT))
                .fetch(0, Long.class));
    }
}
