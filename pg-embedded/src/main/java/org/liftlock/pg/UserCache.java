package org.liftlock.pg;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a program may keep what it can make again, by the custom of each operating system. */
final class UserCache {

    private UserCache() {}

    static Path ofThisUser() {
        return of(System.getProperty("os.name", ""), System.getenv(), home(System.getProperty("user.home", "?")));
    }

    /** A user unknown to the system, as containers run them, has the home {@code ?} for Java. */
    static Path home(String userHome) {
        Path unknown = absoluteOr(System.getenv("HOME"), Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
        return userHome.equals("?") ? unknown : absoluteOr(userHome, unknown);
    }

    /** Linux and the rest follow the XDG Base Directory Specification, by which a relative path counts as unset. */
    static Path of(String operatingSystem, Map<String, String> environment, Path home) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        Path base;
        if (system.startsWith("windows")) {
            base = absoluteOr(
                    environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
        } else if (system.startsWith("mac")) {
            base = home.resolve("Library").resolve("Caches");
        } else {
            base = absoluteOr(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"));
        }
        return base.resolve("liftlock");
    }

    private static Path absoluteOr(@Nullable String candidate, Path otherwise) {
        if (candidate == null || candidate.isBlank()) {
            return otherwise;
        }
        Path path = Path.of(candidate);
        return path.isAbsolute() ? path : otherwise;
    }
}
