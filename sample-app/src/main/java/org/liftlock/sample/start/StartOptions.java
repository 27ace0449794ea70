package org.liftlock.sample.start;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How Music Time Machine is started.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any that is free
 * @param dataFolder where the SQLite file lies; made where it is missing
 * @param flagFile a file of flags; without one they come from the environment
 * @param postgresUrl a JDBC URL of PostgreSQL; without one the PG* variables name the database
 * @param migrating whether the schema is brought to the newest version; otherwise it has to be there
 * @param demoTracks how many tracks are made for a library that has none; 0 for none
 * @param environment the environment variables
 */
public record StartOptions(
        String host,
        int port,
        Path dataFolder,
        Optional<Path> flagFile,
        Optional<String> postgresUrl,
        boolean migrating,
        int demoTracks,
        Map<String, String> environment) {

    /** The password that a URL may have is not shown. */
    @Override
    public String toString() {
        return "StartOptions[host=" + host + ", port=" + port + ", dataFolder=" + dataFolder + ", flagFile="
                + flagFile.map(Path::toString).orElse("") + ", demoTracks=" + demoTracks + "]";
    }
}
