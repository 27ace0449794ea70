package orders;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import orders.store.OrderRepositories;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.postgres.PostgresConfig;
import org.liftlock.dao.postgres.PostgresDatabase;
import org.liftlock.dao.sqlite.SqliteConfig;
import org.liftlock.dao.sqlite.SqliteDatabase;

/** The shop; {@code ORDERS_BACKEND} says where it stores. */
public final class Orders {

    private Orders() {}

    public static void main(String[] arguments) {
        try (Database database = open(arguments[0])) {
            OrderRepository orders = database.repository(OrderRepository.class);
            orders.foldNames();
            if (arguments.length > 1 && arguments[1].equals("place")) {
                Order first = orders.place("Ada Lovelace", List.of(line("lamp", "19.99"), line("cable", "4.50")));
                orders.ship(first.id(), Clock.systemUTC().instant());
            }
            System.out.println("orders of 'a': "
                    + orders.ofCustomersLike("a", PageRequest.first(50)).items().stream()
                            .map(Order::id)
                            .toList());
            System.out.println("revenue: " + orders.revenue());
        }
    }

    static Database open(String file) {
        boolean postgres = "postgres".equals(System.getenv("ORDERS_BACKEND"));
        DatabaseBuilder builder = postgres
                ? PostgresDatabase.builder(PostgresConfig.fromEnvironment())
                : SqliteDatabase.builder(SqliteConfig.file(Path.of(file)));
        // A file from the time before there were migrations is what version 1 makes.
        return builder.adoptingVersion("1")
                .repositories(new OrderRepositories())
                .open();
    }

    private static OrderLine line(String sku, String price) {
        return new OrderLine(sku, 1, new BigDecimal(price));
    }
}
