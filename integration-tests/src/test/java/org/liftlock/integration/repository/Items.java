package org.liftlock.integration.repository;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.jooq.JooqRepository;

/** A repository on a table of the tests' own that shows what the base class can do. */
final class Items extends JooqRepository {

    /** Binds it. */
    static final class Module implements RepositoryModule {

        @Override
        public void configure(RepositoryBinder binder) {
            binder.bind(Items.class).on("sqlite", Items::new).on("postgres", Items::new);
        }
    }

    static final Field<Long> ID = DSL.field(DSL.name("id"), SQLDataType.BIGINT);
    static final Field<String> NAME = DSL.field(DSL.name("name"), SQLDataType.CLOB);
    static final Field<Long> VERSION = DSL.field(DSL.name("version"), SQLDataType.BIGINT);
    static final Field<String> NOTE = DSL.field(DSL.name("note"), SQLDataType.CLOB);
    private static final Table<Record> ITEM = DSL.table(DSL.name("item"));

    private Items(Database database) {
        super(database);
    }

    static Record item(long id, String name) {
        Record row = DSL.using(SQLDialect.DEFAULT).newRecord(ID, NAME, NOTE);
        row.set(ID, id);
        row.set(NAME, name);
        return row;
    }

    List<String> names() {
        return where(DSL.noCondition());
    }

    /** Name, note and version of each item. */
    List<String> states() {
        return read(dsl -> dsl.select(NAME, NOTE, VERSION)
                .from(ITEM)
                .orderBy(ID)
                .fetch(row -> row.value1() + " " + row.value2() + " " + row.value3()));
    }

    int execute(String sql) {
        return write(dsl -> dsl.execute(sql));
    }

    int insertAll(Record... rows) {
        return insert(ITEM, List.of(rows));
    }

    int upsertAll(Collection<Record> rows) {
        return upsert(ITEM, rows, ID);
    }

    int rename(Map<Long, String> names) {
        return batch(dsl -> dsl.update(ITEM).set(NAME, "").where(ID.eq(0L)), names.entrySet(), entry ->
                new Object[] {entry.getValue(), entry.getKey()});
    }

    boolean rename(long id, long version, String name) {
        return updateVersion(ITEM, ID.eq(id), VERSION, version, Map.of(NAME, name));
    }

    boolean delete(long id, long version) {
        return deleteVersion(ITEM, ID.eq(id), VERSION, version);
    }

    List<Long> lockAll() {
        return write(dsl -> lock(dsl.select(ID).from(ITEM).orderBy(ID)).fetch(ID));
    }

    List<Long> lockFree() {
        return write(dsl -> skipLocked(dsl.select(ID).from(ITEM).orderBy(ID)).fetch(ID));
    }

    List<Long> lockReading() {
        return read(dsl -> lock(dsl.select(ID).from(ITEM)).fetch(ID));
    }

    List<String> where(Condition condition) {
        return read(
                dsl -> dsl.select(NAME).from(ITEM).where(condition).orderBy(ID).fetch(NAME));
    }

    List<String> withNote(String part, boolean wanted) {
        Condition contains = contains(NOTE, part);
        return where(wanted ? contains : DSL.not(contains));
    }

    List<String> starting(String beginning) {
        return where(startsWith(NAME, beginning));
    }

    List<String> matching(String expression) {
        return where(matches(NAME, expression));
    }

    List<Record> values(Field<?>... fields) {
        return read(dsl -> List.copyOf(dsl.select(fields).fetch()));
    }

    int countOf(int values) {
        List<Long> numbers = IntStream.range(0, values).mapToObj(Long::valueOf).toList();
        return read(dsl -> dsl.fetchCount(dsl.select(ID).from(ITEM).where(ID.in(numbers))));
    }

    static List<Record> items(String... names) {
        Record[] rows = new Record[names.length];
        Arrays.setAll(rows, i -> item(i, names[i]));
        return List.of(rows);
    }
}
