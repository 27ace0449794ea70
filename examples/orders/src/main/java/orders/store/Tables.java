package orders.store;

import java.math.BigDecimal;
import java.time.Instant;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.jooq.BooleanBinding;
import org.liftlock.dao.jooq.InstantBinding;
import org.liftlock.dao.jooq.MinorUnitsBinding;

/** Tables and columns, each column with its type; a larger application lets jOOQ generate them. */
final class Tables {

    static final Table<Record> CUSTOMER = DSL.table(DSL.name("customer"));
    static final Field<Long> CUSTOMER_ID = column("customer", "id", SQLDataType.BIGINT);
    static final Field<String> NAME = column("customer", "name", SQLDataType.VARCHAR);
    static final Field<String> NAME_FOLDED = column("customer", "name_folded", SQLDataType.VARCHAR);

    static final Table<Record> PURCHASE = DSL.table(DSL.name("purchase"));
    static final Field<Long> PURCHASE_ID = column("purchase", "id", SQLDataType.BIGINT);
    static final Field<Long> PURCHASE_CUSTOMER = column("purchase", "customer_id", SQLDataType.BIGINT);
    static final Field<Instant> PLACED_AT =
            column("purchase", "placed_at", SQLDataType.VARCHAR.asConvertedDataType(new InstantBinding<>()));
    static final Field<Boolean> SHIPPED =
            column("purchase", "shipped", SQLDataType.BOOLEAN.asConvertedDataType(new BooleanBinding<>()));
    static final Field<Instant> SHIPPED_AT =
            column("purchase", "shipped_at", SQLDataType.VARCHAR.asConvertedDataType(new InstantBinding<>()));

    static final Table<Record> LINE = DSL.table(DSL.name("line"));
    static final Field<Long> LINE_PURCHASE = column("line", "purchase_id", SQLDataType.BIGINT);
    static final Field<String> SKU = column("line", "sku", SQLDataType.VARCHAR);
    static final Field<Long> QUANTITY = column("line", "quantity", SQLDataType.BIGINT);
    static final Field<BigDecimal> PRICE =
            column("line", "price_cents", SQLDataType.BIGINT.asConvertedDataType(new MinorUnitsBinding<>(2)));

    private Tables() {}

    private static <T> Field<T> column(String table, String name, DataType<T> type) {
        return DSL.field(DSL.name(table, name), type);
    }
}
