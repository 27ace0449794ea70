package orders.store;

import java.time.Clock;
import orders.OrderRepository;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;

/** Which class stores what, on each database. */
public final class OrderRepositories implements RepositoryModule {

    private final Clock clock;

    public OrderRepositories() {
        this(Clock.systemUTC());
    }

    public OrderRepositories(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void configure(RepositoryBinder binder) {
        binder.bind(OrderRepository.class)
                .on("sqlite", database -> new JooqOrderRepository(database, clock))
                .on("postgres", database -> new JooqOrderRepository(database, clock));
    }
}
