package org.liftlock.migration.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.liftlock.migration.target.TargetAddress.Host;

/**
 * Turns libpq's connection keywords, from a URI or from the environment, into an address in the terms of the JDBC driver
 * (postgresql.org/docs/current/libpq-connect.html, "Parameter Key Words"). What cannot be honoured is refused by name.
 */
final class LibpqKeywords {

    private static final Map<String, String> DRIVER_NAMES = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("options", "options"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("krbsrvname", "kerberosServerName"));

    /** Fine-tuning of sockets that Java cannot set, and the encoding, which is UTF-8 always. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "fallback_application_name",
            "keepalives_idle",
            "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout",
            "client_encoding");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private final Map<String, String> keywords;
    private final TreeMap<String, String> parameters = new TreeMap<>();

    private LibpqKeywords(Map<String, String> keywords) {
        this.keywords = keywords;
    }

    static TargetAddress address(Map<String, String> keywords) {
        return new LibpqKeywords(keywords).address();
    }

    private TargetAddress address() {
        keywords.forEach(this::parameter);
        String user = keywords.getOrDefault("user", System.getProperty("user.name", "postgres"));
        List<Host> hosts = hosts(keywords.getOrDefault("host", "localhost"), keywords.getOrDefault("port", ""));
        String timeout = parameters.get("connectTimeout");
        if (timeout != null) {
            // libpq's is for socket and login at each host, and two seconds at least. The driver's is for the socket,
            // its loginTimeout for all hosts together.
            long seconds = timeout.equals("1") ? 2 : Long.parseLong(timeout);
            parameters.put("loginTimeout", String.valueOf(seconds * hosts.size()));
        }
        return new TargetAddress(
                hosts, keywords.getOrDefault("dbname", user), user, keywords.get("password"), parameters);
    }

    private void parameter(String name, String value) {
        switch (name) {
            case "host", "port", "dbname", "user", "password" -> {}
            case "service" -> throw AddressFailures.serviceFile();
            case "sslmode" -> {
                if (!SSL_MODES.contains(value)) {
                    throw AddressFailures.badParameter("sslmode", "one of " + String.join(", ", SSL_MODES));
                }
                parameters.put("sslmode", value);
            }
            case "sslrootcert" -> rootCertificate(value);
            case "connect_timeout" -> {
                if (!value.matches("[0-9]{1,6}")) {
                    throw AddressFailures.badParameter("connect_timeout", "whole seconds");
                }
                parameters.put("connectTimeout", value);
            }
            case "keepalives" -> parameters.put("tcpKeepAlive", String.valueOf(!value.equals("0")));
            case "load_balance_hosts" -> parameters.put("loadBalanceHosts", String.valueOf(value.equals("random")));
            case "target_session_attrs" -> {
                String type = SERVER_TYPES.get(value);
                if (type == null) {
                    throw AddressFailures.badParameter("target_session_attrs", "read-write");
                }
                parameters.put("targetServerType", type);
            }
            default -> {
                String driverName = DRIVER_NAMES.get(name);
                if (driverName != null) {
                    parameters.put(driverName, value);
                } else if (!WITHOUT_EFFECT.contains(name)) {
                    throw AddressFailures.unknownParameter(name);
                }
            }
        }
    }

    /** {@code system} means the certificates that the platform trusts, with the server's name always checked. */
    private void rootCertificate(String value) {
        if (value.equals("system")) {
            parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            parameters.put("sslmode", "verify-full");
        } else {
            parameters.put("sslrootcert", value);
        }
    }

    /**
     * Pairs hosts with ports.
     *
     * @param names separated by commas; an empty one is localhost
     * @param ports separated by commas, one for all or as many as hosts; an empty one is 5432
     */
    static List<Host> hosts(String names, String ports) {
        String[] hostNames = names.split(",", -1);
        String[] portNumbers = ports.split(",", -1);
        if (portNumbers.length != 1 && portNumbers.length != hostNames.length) {
            throw AddressFailures.malformed("There are not as many ports as hosts");
        }
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < hostNames.length; i++) {
            String name = hostNames[i].isEmpty() ? "localhost" : hostNames[i];
            if (name.startsWith("/") || name.startsWith("@")) {
                throw AddressFailures.unixSocket();
            }
            if (!name.matches("[^\\s@?#/\\\\\\p{Cntrl}]+")) {
                throw AddressFailures.malformed("A host has characters that no host name has");
            }
            hosts.add(new Host(name, port(portNumbers[portNumbers.length == 1 ? 0 : i])));
        }
        return hosts;
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return 5432;
        }
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw AddressFailures.malformed("A port is no number from 1 to 65535");
        }
        return port;
    }
}
