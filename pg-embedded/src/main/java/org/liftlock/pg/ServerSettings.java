package org.liftlock.pg;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What an embedded server's {@code postgresql.conf} says beyond what {@code initdb} wrote. */
final class ServerSettings {

    private static final long ENOUGH_SHARED_MEMORY_BYTES = 1L << 30;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private ServerSettings() {}

    static Map<String, String> of(boolean durable) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", EmbeddedServer.LOOPBACK);
        // The default is a folder that belongs to the system; every client here comes by TCP.
        settings.put("unix_socket_directories", "");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("shared_buffers", "256MB");
        settings.put("maintenance_work_mem", "256MB");
        settings.put("max_wal_size", "2GB");
        settings.put("checkpoint_timeout", "30min");
        if (sharedMemoryIsScarce()) {
            settings.put("dynamic_shared_memory_type", "mmap");
        }
        if (!durable) {
            // With no WAL sender and minimal WAL, what a transaction loads into its own new table is not logged at all.
            settings.put("wal_level", "minimal");
            settings.put("max_wal_senders", "0");
            settings.put("fsync", "off");
            settings.put("full_page_writes", "off");
            settings.put("synchronous_commit", "off");
        }
        return settings;
    }

    /** The lines of a configuration file; none of the values holds a quote or a backslash. */
    static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue() + "'\n")
                .collect(Collectors.joining("", "\n", ""));
    }

    /** Containers are given 64 MB by default, which one parallel index build exceeds. */
    private static boolean sharedMemoryIsScarce() {
        if (!Files.isDirectory(SHARED_MEMORY)) {
            return false;
        }
        try {
            FileStore store = Files.getFileStore(SHARED_MEMORY);
            return store.getTotalSpace() < ENOUGH_SHARED_MEMORY_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }
}
