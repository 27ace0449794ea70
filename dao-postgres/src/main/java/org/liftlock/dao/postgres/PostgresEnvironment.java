package org.liftlock.dao.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * The environment variables of libpq, as far as the driver can follow them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">Environment variables</a>
 */
record PostgresEnvironment(Map<String, String> variables) {

    Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    String user() {
        return value("PGUSER").orElseGet(() -> System.getProperty("user.name"));
    }

    String url() {
        String host = value("PGHOST").orElse("localhost");
        if (host.startsWith("/")) {
            throw new DaoException(ErrorKind.PROGRAMMING, "PGHOST names a socket; the driver connects by TCP alone")
                    .with("PGHOST", host);
        }
        StringBuilder url = new StringBuilder("jdbc:postgresql://")
                .append(host.contains(":") ? "[" + host + "]" : host)
                .append(':')
                .append(number("PGPORT").orElse(5432))
                .append('/')
                .append(encoded(value("PGDATABASE").orElseGet(this::user)));
        String separator = "?";
        for (Map.Entry<String, String> parameter :
                Map.of("PGSSLMODE", "sslmode", "PGSSLROOTCERT", "sslrootcert").entrySet()) {
            Optional<String> value = value(parameter.getKey());
            if (value.isPresent()) {
                url.append(separator).append(parameter.getValue()).append('=').append(encoded(value.get()));
                separator = "&";
            }
        }
        return url.toString();
    }

    Optional<Duration> connectTimeout() {
        return number("PGCONNECT_TIMEOUT").filter(seconds -> seconds > 0).map(Duration::ofSeconds);
    }

    private Optional<Integer> number(String name) {
        return value(name).map(text -> {
            try {
                return Integer.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw new DaoException(ErrorKind.PROGRAMMING, "An environment variable holds no number", e)
                        .with("variable", name);
            }
        });
    }

    private static String encoded(String text) {
        // The driver decodes %XX and leaves a plus as it is.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
