package org.liftlock.migration.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Reads an address in any of its forms and fills in what the environment says. */
final class AddressParser {

    private static final String JDBC = "jdbc:postgresql:";

    private final Map<String, String> environment;

    AddressParser(Map<String, String> environment) {
        this.environment = environment;
    }

    TargetAddress fromEnvironment() {
        if (PgEnvironment.namesService(environment)) {
            throw AddressFailures.serviceFile();
        }
        return withPasswordFile(LibpqKeywords.address(PgEnvironment.keywords(environment)));
    }

    TargetAddress parse(String text) {
        if (LibpqUri.isOne(text)) {
            Map<String, String> keywords = LibpqUri.keywords(text);
            Map<String, String> all = new LinkedHashMap<>(PgEnvironment.keywords(environment));
            if (keywords.containsKey("host")) {
                all.remove("port");
            }
            all.putAll(keywords);
            return withPasswordFile(LibpqKeywords.address(all));
        }
        if (text.startsWith(JDBC)) {
            return withPasswordFile(jdbc(text, new Properties()));
        }
        throw AddressFailures.noForm();
    }

    /** The value of a variable that holds an address. */
    String variable(String name) {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw AddressFailures.noVariable(name);
        }
        return value;
    }

    /** Whether an address has a password in itself. */
    static boolean holdsPassword(String text) {
        if (LibpqUri.isOne(text)) {
            return LibpqUri.keywords(text).containsKey("password");
        }
        return text.matches(".*[?&](password|sslpassword)=[^&].*");
    }

    TargetAddress jdbc(String url, Properties properties) {
        Properties parsed = url.startsWith(JDBC) ? Driver.parseURL(url, properties) : null;
        if (parsed == null) {
            throw AddressFailures.input(
                    "The JDBC URL of the target cannot be read",
                    "Write jdbc:postgresql://host:port/database?user=name, reserved characters as %XX");
        }
        TreeMap<String, String> parameters = new TreeMap<>();
        parsed.stringPropertyNames().forEach(name -> parameters.put(name, parsed.getProperty(name)));
        if (parameters.containsKey("service")) {
            throw AddressFailures.serviceFile();
        }
        String hosts =
                String.valueOf(parameters.remove("PGHOST")).replace("[", "").replace("]", "");
        String ports = String.valueOf(parameters.remove("PGPORT"));
        String database = parameters.remove("PGDBNAME");
        String user = parameters.remove("user");
        if (user == null) {
            user = environment.getOrDefault("PGUSER", System.getProperty("user.name", "postgres"));
        }
        String password = parameters.remove("password");
        return new TargetAddress(
                LibpqKeywords.hosts(hosts, ports),
                database == null ? user : database,
                user,
                password == null ? environment.get("PGPASSWORD") : password,
                parameters);
    }

    /** The driver reads .pgpass, but for one host at a time. */
    private static TargetAddress withPasswordFile(TargetAddress address) {
        if (address.password() != null) {
            return address;
        }
        for (TargetAddress.Host host : address.hosts()) {
            String password = passwordFor(address, host);
            if (password != null) {
                return address.withPassword(password);
            }
        }
        return address;
    }

    private static @Nullable String passwordFor(TargetAddress address, TargetAddress.Host host) {
        Properties user = new Properties();
        user.setProperty("user", address.user());
        TargetAddress single =
                new TargetAddress(List.of(host), address.database(), address.user(), null, address.parameters());
        Properties parsed = Driver.parseURL(single.driverUrl(), user);
        return parsed == null ? null : parsed.getProperty("password");
    }
}
