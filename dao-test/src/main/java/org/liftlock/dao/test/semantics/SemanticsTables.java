package org.liftlock.dao.test.semantics;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.jooq.InstantBinding;

/** The tables of the contract. Fields of the same name and type serve several tables. */
final class SemanticsTables {

    static final Table<Record> ITEM = table(name("liftlock_semantics_item"));
    static final Table<Record> PART = table(name("liftlock_semantics_part"));
    static final Table<Record> LATE_PART = table(name("liftlock_semantics_late_part"));
    static final Table<Record> NAMED = table(name("liftlock_semantics_named"));
    static final Table<Record> NUMBERED = table(name("liftlock_semantics_numbered"));
    static final Table<Record> VALUE = table(name("liftlock_semantics_value"));
    static final Table<Record> CLOSED = table(name("liftlock_semantics_closed"));
    static final Table<Record> PAGE = table(name("liftlock_semantics_page"));

    static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
    static final Field<String> CODE = field(name("code"), SQLDataType.CLOB);
    static final Field<String> NAME = field(name("name"), SQLDataType.CLOB);
    static final Field<Long> AMOUNT = field(name("amount"), SQLDataType.BIGINT);
    static final Field<Long> VERSION = field(name("version"), SQLDataType.BIGINT);
    static final Field<Long> RANK = field(name("rank"), SQLDataType.BIGINT);
    static final Field<Long> ITEM_ID = field(name("item_id"), SQLDataType.BIGINT);
    static final Field<String> BODY = field(name("body"), SQLDataType.CLOB);

    static final Field<Double> RATIO = field(name("ratio"), SQLDataType.DOUBLE);
    static final Field<Boolean> FLAG = field(name("flag"), SQLDataType.BOOLEAN);
    static final DataType<Instant> INSTANT = SQLDataType.LOCALDATETIME(6).asConvertedDataType(new InstantBinding());
    static final Field<Instant> HAPPENED_AT = field(name("happened_at"), INSTANT);
    static final Field<LocalDate> DUE_ON = field(name("due_on"), SQLDataType.LOCALDATE);
    static final Field<Long> PRICE = field(name("price"), SQLDataType.BIGINT);
    static final Field<JSONB> DOCUMENT = field(name("document"), SQLDataType.JSONB);
    static final Field<byte[]> BYTES = field(name("bytes"), SQLDataType.BLOB);

    private SemanticsTables() {}
}
