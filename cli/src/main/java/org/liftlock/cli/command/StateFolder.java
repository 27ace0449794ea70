package org.liftlock.cli.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Where this user's unfinished work is kept (specifications.freedesktop.org/basedir-spec; elsewhere as is usual there). */
final class StateFolder {

    private StateFolder() {}

    static Path of(Map<String, String> environment) {
        return of(environment, System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    static Path of(Map<String, String> environment, String system, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            Path base = local.isEmpty() ? home.resolve("AppData").resolve("Local") : Path.of(local);
            return base.resolve("liftlock");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("liftlock");
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base =
                state.startsWith("/") ? Path.of(state) : home.resolve(".local").resolve("state");
        return base.resolve("liftlock");
    }

    /** A name that is the same for the same things, and says nothing of them. */
    static String name(String prefix, String... things) {
        byte[] text = String.join("\n", things).getBytes(StandardCharsets.UTF_8);
        return prefix + "-" + UUID.nameUUIDFromBytes(text);
    }
}
