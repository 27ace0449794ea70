package org.liftlock.pg;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How clients name a server, without its password.
 *
 * @param port on the loopback address
 * @param passwordFile where libpq finds the password; null if none is asked for
 */
record ServerAddress(int port, @Nullable Path passwordFile) {

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + location(database) + "?user=" + EmbeddedServer.USER;
    }

    String psqlCommand(String database) {
        String command =
                "psql '" + ("postgresql://" + EmbeddedServer.USER + "@" + location(database)).replace("'", "%27") + "'";
        return passwordFile == null
                ? command
                : "PGPASSFILE='" + passwordFile.toString().replace("'", "'\\''") + "' " + command;
    }

    private String location(String database) {
        return EmbeddedServer.LOOPBACK + ":" + port + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
