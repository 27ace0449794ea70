package org.liftlock.sample.start;

import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Reason;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The backend that the flag {@value #FLAG} asks for.
 *
 * @param backend {@code sqlite} or {@code postgres}
 * @param reason why, for the line that is shown at the start
 */
record BackendChoice(String backend, String reason) {

    static final String FLAG = "music.backend";
    static final String SQLITE = "sqlite";
    static final String POSTGRES = "postgres";

    /** Asks OpenFeature once, when the application starts: a backend is not changed under it. */
    static BackendChoice of(Optional<Path> file, Map<String, String> environment) throws StartException {
        TextFlagProvider provider =
                file.isPresent() ? FileFlagProvider.read(file.get()) : new EnvironmentFlagProvider(environment);
        String source = file.map(path -> "the file " + path)
                .orElse("the environment variable " + EnvironmentFlagProvider.variable(FLAG));
        // Not the API that all code of the process shares: an application around this one has providers of its own.
        OpenFeatureAPI flags = OpenFeatureAPI.createIsolated();
        try {
            flags.setProviderAndWait(provider);
            FlagEvaluationDetails<String> details = flags.getClient().getStringDetails(FLAG, SQLITE);
            if (!details.getValue().equals(SQLITE) && !details.getValue().equals(POSTGRES)) {
                throw StartException.usage(
                        "The flag " + FLAG + " has an unknown value in " + source + "; set it to " + SQLITE + " or "
                                + POSTGRES,
                        null);
            }
            return new BackendChoice(
                    details.getValue(),
                    Reason.STATIC.name().equals(details.getReason())
                            ? "by " + FLAG + "=" + details.getValue() + " in " + source
                            : "by default, since " + FLAG + " is not set in " + source);
        } finally {
            flags.shutdown();
        }
    }
}
