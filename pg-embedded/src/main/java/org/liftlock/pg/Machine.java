package org.liftlock.pg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells apart those who share a cache folder but see different processes: hosts with a common home folder, and
 * containers into which one is mounted.
 */
final class Machine {

    private Machine() {}

    static String id() {
        StringBuilder id = new StringBuilder(System.getProperty("os.name", ""));
        try {
            id.append(' ').append(Files.readString(Path.of("/etc/machine-id")).trim());
        } catch (IOException notGiven) {
            id.append(" no-id");
        }
        try {
            id.append(' ').append(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
        } catch (IOException | UnsupportedOperationException noNamespaces) {
            id.append(" no-namespace");
        }
        return id.toString();
    }
}
