package orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;

/** Keeps orders. Says nothing of SQL. */
public interface OrderRepository {

    /** Stores an order; of two lines with one sku the later counts. */
    Order place(String customer, List<OrderLine> lines);

    Optional<Order> find(long id);

    /** Whether it was waiting; an order is shipped once. */
    boolean ship(long id, Instant at);

    /** The orders of customers whose name contains a text, whatever its case: those that wait first, by age. */
    Page<Order> ofCustomersLike(String part, PageRequest page);

    /** The largest first. */
    List<Revenue> revenue();

    /** Folds the names that were stored before there was a column for it. */
    int foldNames();
}
