package orders;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small shop as many are: one connection, SQL where it is needed. */
public class Orders implements AutoCloseable {

    private final Connection connection;

    public Orders(String file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS customer"
                    + " (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(60) NOT NULL UNIQUE)");
            statement.execute("CREATE TABLE IF NOT EXISTS purchase"
                    + " (id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer (id),"
                    + " placed_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, shipped BOOLEAN NOT NULL DEFAULT 0, shipped_at DATETIME)");
            statement.execute("CREATE TABLE IF NOT EXISTS line"
                    + " (purchase_id INTEGER NOT NULL REFERENCES purchase (id), sku TEXT NOT NULL, quantity INTEGER NOT NULL,"
                    + " price DECIMAL(10,2) NOT NULL, PRIMARY KEY (purchase_id, sku))");
        }
    }

    public long place(String customer, Map<String, Double> prices) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO customer (name) VALUES (?)")) {
                insert.setString(1, customer);
                insert.executeUpdate();
            } catch (SQLException e) {
                // The customer is known already.
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO purchase (customer_id, placed_at) SELECT id, datetime('now') FROM customer WHERE name = ?")) {
                insert.setString(1, customer);
                insert.executeUpdate();
            }
            long id;
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT last_insert_rowid()")) {
                id = row.getLong(1);
            }
            for (Map.Entry<String, Double> price : prices.entrySet()) {
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT OR REPLACE INTO line VALUES (?, ?, 1, ?)")) {
                    insert.setLong(1, id);
                    insert.setString(2, price.getKey());
                    insert.setDouble(3, price.getValue());
                    insert.executeUpdate();
                }
            }
            connection.commit();
            return id;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    public void ship(long id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE purchase SET shipped = 1, shipped_at = datetime('now') WHERE id = ? AND shipped = 0")) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }

    /** Those that wait come first, since they have no time of shipping. */
    public List<Long> ofCustomersLike(String part, int offset) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT purchase.id FROM purchase JOIN customer"
                + " ON customer.id = customer_id WHERE name LIKE '%' || ? || '%' ORDER BY shipped_at LIMIT 50 OFFSET ?")) {
            select.setString(1, part);
            select.setInt(2, offset);
            List<Long> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
            return found;
        }
    }

    public Map<String, Double> revenue() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, sum(quantity * price) AS total FROM line"
                        + " JOIN purchase ON purchase.id = purchase_id JOIN customer ON customer.id = customer_id"
                        + " GROUP BY customer_id ORDER BY total DESC")) {
            Map<String, Double> revenue = new LinkedHashMap<>();
            while (rows.next()) {
                revenue.put(rows.getString("name"), rows.getDouble("total"));
            }
            return revenue;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    public static void main(String[] arguments) throws SQLException {
        try (Orders orders = new Orders(arguments[0])) {
            long first = orders.place("Ada Lovelace", Map.of("lamp", 19.99, "cable", 4.5));
            orders.place("Grace Hopper", Map.of("desk", 249.0));
            orders.place("Ada Lovelace", Map.of("cable", 4.5));
            orders.ship(first);
            System.out.println("orders of 'a': " + orders.ofCustomersLike("a", 0));
            System.out.println("revenue: " + orders.revenue());
        }
    }
}
