package com.example.orders;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.CLOB;

import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.JooqRepository;

/** The orders in either database: this SQL is portable. */
final class JooqOrderRepository extends JooqRepository implements OrderRepository {

    private static final Table<Record> ORDERS = table(name("orders"));
    private static final Field<Long> NUMBER = field(name("number"), BIGINT);
    private static final Field<String> CUSTOMER = field(name("customer"), CLOB);
    private static final Field<Long> CENTS = field(name("cents"), BIGINT);

    JooqOrderRepository(Database database) {
        super(database);
    }

    @Override
    public Optional<Order> find(long number) {
        return read(dsl -> dsl.select(NUMBER, CUSTOMER, CENTS)
                .from(ORDERS)
                .where(NUMBER.eq(number))
                .fetchOptional(JooqOrderRepository::order));
    }

    @Override
    public List<Order> of(String customer) {
        return read(dsl -> dsl.select(NUMBER, CUSTOMER, CENTS)
                .from(ORDERS)
                .where(CUSTOMER.eq(customer))
                .orderBy(NUMBER)
                .fetch(JooqOrderRepository::order));
    }

    @Override
    public void save(Order order) {
        write(dsl -> dsl.insertInto(ORDERS)
                .columns(NUMBER, CUSTOMER, CENTS)
                .values(order.number(), order.customer(), order.cents())
                .execute());
    }

    private static Order order(Record row) {
        return new Order(row.get(NUMBER), row.get(CUSTOMER), row.get(CENTS));
    }
}
