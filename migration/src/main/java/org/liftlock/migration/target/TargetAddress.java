package org.liftlock.migration.target;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and as whom to enter it, whatever form it was written in.
 *
 * @param hosts to be tried in order, at least one
 * @param database its name
 * @param user the role
 * @param password null if none was given
 * @param parameters all others, by the names of the JDBC driver
 */
record TargetAddress(
        List<Host> hosts,
        String database,
        String user,
        @Nullable String password,
        SortedMap<String, String> parameters) {

    /** Parameters that psql knows by the same name and that matter to whoever connects by hand. */
    private static final List<String> FOR_PSQL = List.of("sslmode", "sslrootcert", "sslcert", "sslkey", "options");

    /**
     * A server.
     *
     * @param name its name or number; an IPv6 address without brackets
     * @param port its port
     */
    record Host(String name, int port) {
        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    TargetAddress {
        hosts = List.copyOf(hosts);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    TargetAddress withPassword(@Nullable String value) {
        return new TargetAddress(hosts, database, user, value, parameters);
    }

    /** Hosts with ports, database and nothing else. */
    String place() {
        return authority() + "/" + database;
    }

    private String authority() {
        return String.join(",", hosts.stream().map(Host::toString).toList());
    }

    /** What the driver is given besides its properties. */
    String driverUrl() {
        return "jdbc:postgresql://" + authority() + "/" + encoded(database);
    }

    Properties driverProperties() {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "liftlock");
        properties.putAll(parameters);
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** A whole JDBC URL, but without anything secret. */
    String publicJdbcUrl() {
        StringBuilder url = new StringBuilder(driverUrl()).append("?user=").append(encoded(user));
        parameters.forEach((name, value) -> {
            if (!isSecret(name)) {
                url.append('&').append(encoded(name)).append('=').append(encoded(value));
            }
        });
        return url.toString();
    }

    String psqlCommand() {
        List<String> query = new ArrayList<>();
        for (String name : FOR_PSQL) {
            String value = parameters.get(name);
            if (value != null) {
                query.add(name + "=" + encoded(value));
            }
        }
        String uri = "postgresql://" + encoded(user) + "@" + authority() + "/" + encoded(database)
                + (query.isEmpty() ? "" : "?" + String.join("&", query));
        boolean plain = uri.matches("[A-Za-z0-9_.,:/@=%+-]+");
        return "psql " + (plain ? uri : "'" + uri.replace("'", "'\\''") + "'");
    }

    private static boolean isSecret(String name) {
        return name.equals("password") || name.equals("sslpassword");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return publicJdbcUrl();
    }
}
