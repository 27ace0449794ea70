package org.liftlock.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {

    private static final Path HOME = Path.of("home").toAbsolutePath();

    @Test
    void followsTheCustomOfEachOperatingSystem() {
        Path elsewhere = Path.of("elsewhere").toAbsolutePath();
        assertThat(UserCache.of("Linux", Map.of(), HOME)).isEqualTo(HOME.resolve(".cache/liftlock"));
        assertThat(UserCache.of("Linux", Map.of("XDG_CACHE_HOME", elsewhere.toString()), HOME))
                .isEqualTo(elsewhere.resolve("liftlock"));
        assertThat(UserCache.of("Mac OS X", Map.of(), HOME)).isEqualTo(HOME.resolve("Library/Caches/liftlock"));
        assertThat(UserCache.of("Windows 11", Map.of("LOCALAPPDATA", elsewhere.toString()), HOME))
                .isEqualTo(elsewhere.resolve("liftlock"));
    }

    @Test
    void takesARelativeFolderForUnset() {
        assertThat(UserCache.of("Linux", Map.of("XDG_CACHE_HOME", "cache"), HOME))
                .isEqualTo(HOME.resolve(".cache/liftlock"));
    }

    @Test
    void needsNoHomeOfAUserUnknownToTheSystem() {
        assertThat(UserCache.home("?")).isAbsolute();
        assertThat(UserCache.home(HOME.toString())).isEqualTo(HOME);
    }
}
