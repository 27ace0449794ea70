package org.liftlock.bench;

import java.util.List;
import java.util.Optional;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The statements in jOOQ, the same for the repository and for the hand-written code beside it. */
final class Statements {

    private static final Table<Record> ITEM = DSL.table(DSL.name("item"));
    private static final Field<Long> ID = DSL.field(DSL.name("id"), SQLDataType.BIGINT);
    private static final Field<String> NAME = DSL.field(DSL.name("name"), SQLDataType.VARCHAR);
    private static final Field<Long> AMOUNT = DSL.field(DSL.name("amount"), SQLDataType.BIGINT);
    private static final Field<String> ADDED_AT = DSL.field(DSL.name("added_at"), SQLDataType.VARCHAR);

    private Statements() {}

    static Optional<Item> find(DSLContext dsl, long id) {
        return dsl.select(ID, NAME, AMOUNT, ADDED_AT)
                .from(ITEM)
                .where(ID.eq(id))
                .fetchOptional(row -> new Item(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    static Query upsert(DSLContext dsl) {
        return dsl.insertInto(ITEM, ID, NAME, AMOUNT, ADDED_AT)
                .values(0L, "", 0L, "")
                .onConflict(ID)
                .doUpdate()
                .setAllToExcluded();
    }

    static int saveAll(DSLContext dsl, List<Item> items) {
        BatchBindStep batch = dsl.batch(upsert(dsl));
        for (Item item : items) {
            batch = batch.bind(item.id(), item.name(), item.amount(), item.addedAt());
        }
        return batch.execute().length;
    }

    static long count(DSLContext dsl) {
        return dsl.fetchCount(ITEM);
    }
}
