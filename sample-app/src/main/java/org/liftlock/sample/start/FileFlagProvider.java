package org.liftlock.sample.start;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Flags from a file: an object of texts where its name ends in {@code .json}, otherwise lines of {@code flag=text}. */
final class FileFlagProvider extends TextFlagProvider {

    private final Map<String, String> flags;

    private FileFlagProvider(Map<String, String> flags) {
        super("file");
        this.flags = flags;
    }

    static FileFlagProvider read(Path file) throws StartException {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return new FileFlagProvider(
                    String.valueOf(file.getFileName()).endsWith(".json") ? json(text) : lines(text));
        } catch (IOException | IllegalArgumentException e) {
            throw StartException.usage("The file of flags " + file + " cannot be read; name another by --flags", e);
        } catch (JacksonException e) {
            throw StartException.usage("The file of flags " + file + " is no JSON object of texts", e);
        }
    }

    private static Map<String, String> json(String text) {
        return JsonMapper.shared().readValue(text, new TypeReference<Map<String, String>>() {});
    }

    private static Map<String, String> lines(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties.stringPropertyNames().stream()
                .collect(java.util.stream.Collectors.toMap(name -> name, properties::getProperty));
    }

    @Override
    Optional<String> text(String flag) {
        return Optional.ofNullable(flags.get(flag)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
