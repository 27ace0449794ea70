package orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order as it is stored. */
public record Order(long id, String customer, Instant placedAt, Optional<Instant> shippedAt, List<OrderLine> lines) {

    public Order {
        lines = List.copyOf(lines);
    }
}
