package orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import orders.store.OrderRepositories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.test.BackendContract;

/** What the shop relies on, whichever database it runs on. */
@BackendContract(OrderRepositories.class)
abstract class OrderRepositoryContract {

    private static final Instant NOON = Instant.parse("2024-02-29T12:00:00.123456Z");

    private OrderRepository orders;

    @BeforeEach
    void given(OrderRepository orders) {
        this.orders = orders;
    }

    @Test
    void findsAnOrderAsItWasPlaced() {
        Order order = orders.place("Ada", List.of(line("lamp", "19.99"), line("cable", "4.50")));

        assertThat(orders.find(order.id())).contains(order);
        assertThat(order.lines()).containsExactly(line("cable", "4.50"), line("lamp", "19.99"));
    }

    @Test
    void countsTheLaterOfTwoLinesWithOneSku() {
        Order order = orders.place("Ada", List.of(line("lamp", "19.99"), line("lamp", "17.00")));

        assertThat(order.lines()).containsExactly(line("lamp", "17.00"));
    }

    @Test
    void shipsOnce() {
        Order order = orders.place("Ada", List.of(line("lamp", "19.99")));

        assertThat(orders.ship(order.id(), NOON)).isTrue();
        assertThat(orders.ship(order.id(), NOON.plusSeconds(1))).isFalse();
        assertThat(orders.find(order.id()).orElseThrow().shippedAt()).contains(NOON);
    }

    @Test
    void listsThoseThatWaitFirstWhateverTheCaseOfTheName() {
        Order shipped = orders.place("Ærin", List.of());
        Order waiting = orders.place("ÆRIN Two", List.of());
        orders.place("Bea", List.of());
        orders.ship(shipped.id(), NOON);

        Page<Order> first = orders.ofCustomersLike("ærin", PageRequest.first(1));
        Page<Order> second = orders.ofCustomersLike("ærin", first.next().orElseThrow());

        assertThat(first.items()).containsExactly(waiting);
        assertThat(second.items()).extracting(Order::id).containsExactly(shipped.id());
        assertThat(second.next()).isEmpty();
    }

    @Test
    void addsUpMoneyExactly() {
        for (int i = 0; i < 3; i++) {
            orders.place("Ada", List.of(line("sticker", "0.10")));
        }
        orders.place("Bea", List.of(line("desk", "249.00")));

        assertThat(orders.revenue())
                .containsExactly(
                        new Revenue("Bea", new BigDecimal("249.00")), new Revenue("Ada", new BigDecimal("0.30")));
    }

    @Test
    void placesAllOfAUnitOrNothing(Transactions transactions) {
        RuntimeException cancelled = new RuntimeException("cancelled");
        try {
            transactions.write(() -> {
                orders.place("Ada", List.of(line("lamp", "19.99")));
                throw cancelled;
            });
        } catch (RuntimeException e) {
            assertThat(e).isSameAs(cancelled);
        }

        assertThat(orders.revenue()).isEmpty();
    }

    private static OrderLine line(String sku, String price) {
        return new OrderLine(sku, 1, new BigDecimal(price));
    }
}
