package org.liftlock.migration.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Why each kind of finding matters and what settles it, read once. */
final class FindingAdvice {

    private static final String RESOURCE = "advice.properties";
    private static final Properties ADVICE = read();

    private FindingAdvice() {}

    static String why(FindingCode code) {
        return advice(code.code() + ".why");
    }

    static String remedy(FindingCode code) {
        return advice(code.code() + ".remedy");
    }

    private static String advice(String key) {
        return Objects.requireNonNull(ADVICE.getProperty(key), key);
    }

    private static Properties read() {
        Properties advice = new Properties();
        try (InputStream in = FindingAdvice.class.getResourceAsStream(RESOURCE)) {
            advice.load(new InputStreamReader(Objects.requireNonNull(in, RESOURCE), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return advice;
    }
}
