package org.liftlock.dao.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.postgresql.Driver;

/** A JDBC URL with its user and password taken out. */
record PostgresUrl(String url, Optional<String> user, Optional<String> password) {

    static PostgresUrl parse(String url) {
        // Not the URL itself in the message: what cannot be parsed may hold a password anywhere.
        Properties known = Driver.parseURL(url, new Properties());
        if (known == null) {
            throw new DaoException(ErrorKind.PROGRAMMING, "This is no JDBC URL of PostgreSQL")
                    .with("expected", "jdbc:postgresql://host:port/database");
        }
        int query = url.indexOf('?');
        if (query < 0) {
            return new PostgresUrl(url, Optional.empty(), Optional.empty());
        }
        Optional<String> user = Optional.empty();
        Optional<String> password = Optional.empty();
        List<String> others = new ArrayList<>();
        for (String parameter : url.substring(query + 1).split("&", -1)) {
            if (parameter.startsWith("user=")) {
                user = Optional.of(value(parameter));
            } else if (parameter.startsWith("password=")) {
                password = Optional.of(value(parameter));
            } else if (!parameter.isEmpty()) {
                others.add(parameter);
            }
        }
        String rest = others.isEmpty() ? "" : "?" + String.join("&", others);
        return new PostgresUrl(url.substring(0, query) + rest, user, password);
    }

    static void requireWithoutCredentials(String url) {
        PostgresUrl parsed = parse(url);
        if (parsed.user().isPresent() || parsed.password().isPresent()) {
            throw new DaoException(ErrorKind.PROGRAMMING, "User and password do not belong into the URL here");
        }
    }

    /** The URL as it may be shown: it can hold the password of a client's key still, which only the driver can use. */
    static String masked(String url) {
        return url.replaceAll("(?i)([?&]sslpassword=)[^&]*", "$1***");
    }

    private static String value(String parameter) {
        return URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1), StandardCharsets.UTF_8);
    }
}
