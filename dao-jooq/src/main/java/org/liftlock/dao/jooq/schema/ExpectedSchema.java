package org.liftlock.dao.jooq.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * The schema file of an application.
 *
 * @param location where it was found
 * @param schema what it says
 */
public record ExpectedSchema(String location, SchemaDescription schema) {

    /** Where the file lies unless an application says otherwise. */
    public static final String DEFAULT_LOCATION = "classpath:db/schema.txt";

    private static final String CLASS_PATH = "classpath:";
    private static final int NAMED_DIFFERENCES = 10;

    /**
     * Reads the file at a location.
     *
     * @param location {@code classpath:} and the name of a resource, or the path of a file
     * @return the schema, or nothing if there is no such file
     * @throws DaoException {@link ErrorKind#PROGRAMMING} with location and line if it cannot be read
     */
    public static Optional<ExpectedSchema> find(String location) {
        try {
            byte[] bytes = bytes(location);
            if (bytes == null) {
                return Optional.empty();
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return Optional.of(new ExpectedSchema(location, SchemaDescription.parse(text)));
        } catch (IOException e) {
            throw new DaoException(ErrorKind.PROGRAMMING, "The schema file cannot be read", e)
                    .with("location", location);
        } catch (DaoException e) {
            throw e.with("location", location);
        }
    }

    /**
     * Reads the file at a location where there has to be one.
     *
     * @param location {@code classpath:} and the name of a resource, or the path of a file
     * @return the schema
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if there is none or it cannot be read
     */
    public static ExpectedSchema at(String location) {
        return find(location)
                .orElseThrow(() -> new DaoException(ErrorKind.PROGRAMMING, "The schema file is missing")
                        .with("location", location));
    }

    /**
     * Refuses a schema that differs.
     *
     * @param found the schema of a database
     * @throws DaoException {@link ErrorKind#PROGRAMMING}, which names up to ten differences and how many more there are
     */
    public void require(SchemaDescription found) {
        List<SchemaDifference> differences = schema.differences(found);
        if (differences.isEmpty()) {
            return;
        }
        String named = differences.stream()
                .limit(NAMED_DIFFERENCES)
                .map(SchemaDifference::toString)
                .collect(Collectors.joining("; "));
        int more = differences.size() - NAMED_DIFFERENCES;
        throw new DaoException(ErrorKind.PROGRAMMING, "The schema of the database is not the expected one")
                .with("expected", location)
                .with("differences", more > 0 ? named + "; and " + more + " more" : named);
    }

    private static byte @Nullable [] bytes(String location) throws IOException {
        if (!location.startsWith(CLASS_PATH)) {
            Path file = Path.of(location);
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        }
        ClassLoader own = ExpectedSchema.class.getClassLoader();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        String name = location.substring(CLASS_PATH.length());
        try (InputStream stream = (ofThread == null ? own : ofThread).getResourceAsStream(name)) {
            return stream == null ? null : stream.readAllBytes();
        }
    }
}
