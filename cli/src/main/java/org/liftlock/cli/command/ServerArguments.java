package org.liftlock.cli.command;

import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;
import picocli.CommandLine.Option;

/** The PostgreSQL server that a command starts for itself. */
final class ServerArguments {

    private static final String PASSWORD = "password";

    @Option(
            names = "--pg-bin",
            paramLabel = "DIR",
            description = "Use the initdb and postgres in this folder instead of those that come with Liftlock.")
    private @Nullable Path pgBin;

    /**
     * A server that ends with the command, unless it is told to go on.
     *
     * @param server the server
     * @param properties what a connection needs beside the address
     */
    record Started(EmbeddedServer server, Properties properties) implements AutoCloseable {

        /** Makes a database. */
        TargetDatabase database(String name) {
            server.createDatabase(name);
            return TargetDatabase.of(server.jdbcUrl(name), properties);
        }

        @Nullable
        String password() {
            return properties.getProperty(PASSWORD);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** Starts one that nobody else has to connect to, and to which other users of the machine must not be able to. */
    Started start() {
        Properties properties = new Properties();
        properties.setProperty(PASSWORD, UUID.randomUUID().toString());
        EmbeddedServerOptions options =
                EmbeddedServerOptions.defaults().withPgBin(pgBin).withPassword(properties.getProperty(PASSWORD));
        return new Started(EmbeddedServer.start(options), properties);
    }

    /** Starts one to which any user of the machine can connect, since it is to be looked at. */
    Started startOpen() {
        EmbeddedServerOptions options = EmbeddedServerOptions.defaults().withPgBin(pgBin);
        return new Started(EmbeddedServer.start(options), new Properties());
    }
}
