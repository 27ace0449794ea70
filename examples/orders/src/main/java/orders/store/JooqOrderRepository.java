package orders.store;

import static orders.store.Tables.CUSTOMER;
import static orders.store.Tables.CUSTOMER_ID;
import static orders.store.Tables.LINE;
import static orders.store.Tables.LINE_PURCHASE;
import static orders.store.Tables.NAME;
import static orders.store.Tables.NAME_FOLDED;
import static orders.store.Tables.PLACED_AT;
import static orders.store.Tables.PRICE;
import static orders.store.Tables.PURCHASE;
import static orders.store.Tables.PURCHASE_CUSTOMER;
import static orders.store.Tables.PURCHASE_ID;
import static orders.store.Tables.QUANTITY;
import static orders.store.Tables.SHIPPED;
import static orders.store.Tables.SHIPPED_AT;
import static orders.store.Tables.SKU;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orders.Order;
import orders.OrderLine;
import orders.OrderRepository;
import orders.Revenue;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record5;
import org.jooq.SelectOnConditionStep;
import org.jooq.SelectSeekStep3;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.Cursor;
import org.liftlock.dao.Database;
import org.liftlock.dao.FoldedText;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;

/** Orders, with the same SQL on both databases. */
final class JooqOrderRepository extends JooqRepository implements OrderRepository {

    private static final String IN_TURN = "order.inTurn";

    private final Clock clock;

    JooqOrderRepository(Database database, Clock clock) {
        super(database);
        this.clock = clock;
    }

    @Override
    public Order place(String customer, List<OrderLine> lines) {
        return write(dsl -> {
            // D01: no failed INSERT on the way. D26: the row that was meant, new or old.
            long customerId = dsl.insertInto(CUSTOMER)
                    .set(NAME, customer)
                    .set(NAME_FOLDED, FoldedText.of(customer))
                    .onConflict(NAME)
                    .doUpdate()
                    .set(NAME, customer)
                    .returningResult(CUSTOMER_ID)
                    .fetchSingle(CUSTOMER_ID);
            // D24: the time comes from Java.
            long id = dsl.insertInto(PURCHASE)
                    .set(PURCHASE_CUSTOMER, customerId)
                    .set(PLACED_AT, clock.instant())
                    .set(SHIPPED, false)
                    .returningResult(PURCHASE_ID)
                    .fetchSingle(PURCHASE_ID);
            // D28: a key that is given twice counts once, and nothing is deleted on the way.
            upsert(LINE, lines.stream().map(line -> record(dsl, id, line)).toList(), LINE_PURCHASE, SKU);
            return find(id).orElseThrow();
        });
    }

    private static Record record(DSLContext dsl, long order, OrderLine line) {
        Record row = dsl.newRecord(LINE_PURCHASE, SKU, QUANTITY, PRICE);
        row.set(LINE_PURCHASE, order);
        row.set(SKU, line.sku());
        row.set(QUANTITY, line.quantity());
        row.set(PRICE, line.price());
        return row;
    }

    @Override
    public Optional<Order> find(long id) {
        return read(dsl -> orders(dsl).where(PURCHASE_ID.eq(id)).fetchOptional(row -> order(dsl, row)));
    }

    @Override
    public boolean ship(long id, Instant at) {
        return write(dsl -> dsl.update(PURCHASE)
                        .set(SHIPPED, true)
                        .set(SHIPPED_AT, at)
                        .where(PURCHASE_ID.eq(id))
                        .and(SHIPPED.eq(false))
                        .execute()
                > 0);
    }

    @Override
    public Page<Order> ofCustomersLike(String part, PageRequest page) {
        List<Order> fetched = read(dsl -> {
            // D11, D12: in turn by columns that are never NULL, with the key at the end.
            SelectSeekStep3<Record5<Long, String, Instant, Boolean, Instant>, Boolean, Instant, Long> query = orders(dsl)
                    .where(contains(NAME_FOLDED, FoldedText.of(part)))
                    .orderBy(SHIPPED, PLACED_AT, PURCHASE_ID);
            return page.after()
                    .map(cursor -> query.seek(
                                    cursor.key(IN_TURN, 0, Boolean.class),
                                    cursor.key(IN_TURN, 1, Instant.class),
                                    cursor.key(IN_TURN, 2, Long.class))
                            .limit(page.size() + 1))
                    .orElseGet(() -> query.limit(page.size() + 1))
                    .fetch(row -> order(dsl, row));
        });
        return Page.of(
                page,
                fetched,
                last -> Cursor.of(IN_TURN, last.shippedAt().isPresent(), last.placedAt(), last.id()));
    }

    @Override
    public List<Revenue> revenue() {
        // Cents are added up as whole numbers; D15: a sum is wider than what it adds up.
        var cents = DSL.sum(QUANTITY.times(PRICE.coerce(SQLDataType.BIGINT))).as("cents");
        // E1: grouped by all that is shown. D10: names among equals in the order of their code points.
        return read(dsl -> dsl.select(NAME, cents)
                .from(LINE)
                .join(PURCHASE)
                .on(PURCHASE_ID.eq(LINE_PURCHASE))
                .join(CUSTOMER)
                .on(CUSTOMER_ID.eq(PURCHASE_CUSTOMER))
                .groupBy(CUSTOMER_ID, NAME)
                .orderBy(cents.desc(), NAME)
                .fetch(row -> new Revenue(row.value1(), row.value2().movePointLeft(2).setScale(2))));
    }

    @Override
    public int foldNames() {
        return write(dsl -> {
            List<String> names =
                    dsl.select(NAME).from(CUSTOMER).where(NAME_FOLDED.isNull()).fetch(NAME);
            return batch(
                    context -> context.update(CUSTOMER).set(NAME_FOLDED, "").where(NAME.eq("")),
                    names,
                    name -> new Object[] {FoldedText.of(name), name});
        });
    }

    private static SelectOnConditionStep<Record5<Long, String, Instant, Boolean, Instant>> orders(DSLContext dsl) {
        return dsl.select(PURCHASE_ID, NAME, PLACED_AT, SHIPPED, SHIPPED_AT)
                .from(PURCHASE)
                .join(CUSTOMER)
                .on(CUSTOMER_ID.eq(PURCHASE_CUSTOMER));
    }

    private static Order order(DSLContext dsl, Record5<Long, String, Instant, Boolean, Instant> row) {
        List<OrderLine> lines = dsl.select(SKU, QUANTITY, PRICE)
                .from(LINE)
                .where(LINE_PURCHASE.eq(row.value1()))
                .orderBy(SKU)
                .fetch(line -> new OrderLine(line.value1(), line.value2(), line.value3()));
        return new Order(row.value1(), row.value2(), row.value3(), Optional.ofNullable(row.value5()), lines);
    }
}
