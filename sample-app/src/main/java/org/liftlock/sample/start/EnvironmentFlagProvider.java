package org.liftlock.sample.start;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Flags from environment variables: {@code music.backend} is {@code MUSIC_BACKEND}. An empty variable sets nothing. */
final class EnvironmentFlagProvider extends TextFlagProvider {

    private final Map<String, String> environment;

    EnvironmentFlagProvider(Map<String, String> environment) {
        super("environment");
        this.environment = environment;
    }

    static String variable(String flag) {
        return flag.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    @Override
    Optional<String> text(String flag) {
        return Optional.ofNullable(environment.get(variable(flag))).filter(text -> !text.isEmpty());
    }
}
