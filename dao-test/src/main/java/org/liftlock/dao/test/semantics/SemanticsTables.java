package org.liftlock.dao.test.semantics;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.jooq.BooleanBinding;
import org.liftlock.dao.jooq.DecimalBinding;
import org.liftlock.dao.jooq.InstantBinding;
import org.liftlock.dao.jooq.LocalDateBinding;
import org.liftlock.dao.jooq.LocalDateTimeBinding;
import org.liftlock.dao.jooq.MinorUnitsBinding;

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
    static final Field<Boolean> FLAG =
            field(name("flag"), SQLDataType.BOOLEAN.asConvertedDataType(new BooleanBinding<>()));
    static final Field<Instant> HAPPENED_AT =
            field(name("happened_at"), SQLDataType.LOCALDATETIME.asConvertedDataType(new InstantBinding<>()));
    static final Field<LocalDate> DUE_ON =
            field(name("due_on"), SQLDataType.LOCALDATE.asConvertedDataType(new LocalDateBinding<>()));
    static final Field<LocalDateTime> LOCAL_TIME =
            field(name("local_time"), SQLDataType.LOCALDATETIME.asConvertedDataType(new LocalDateTimeBinding<>()));
    static final Field<BigDecimal> PRICE =
            field(name("price"), SQLDataType.BIGINT.asConvertedDataType(new MinorUnitsBinding<>(2)));
    static final Field<Long> PRICE_IN_MINOR_UNITS = field(name("price"), SQLDataType.BIGINT);
    static final Field<BigDecimal> FRACTION =
            field(name("decimal_fraction"), SQLDataType.NUMERIC.asConvertedDataType(new DecimalBinding<>()));
    static final Field<JSONB> DOCUMENT = field(name("document"), SQLDataType.JSONB);

    private SemanticsTables() {}
}
