package org.liftlock.dao;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the data layer. {@link #kind()} says what to do about it; the message is static text, and what it
 * speaks of stands in {@link #context()} by name. No value of a row is ever put there.
 *
 * <p>Not thread-safe while values are being added, which happens before it is thrown.
 */
public final class DaoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The name in {@link #context()} of the constraint that was violated. */
    public static final String CONSTRAINT = "constraint";

    /** The name in {@link #context()} of the table in which it happened. */
    public static final String TABLE = "table";

    /** The name in {@link #context()} of the column, or the columns with commas between. */
    public static final String COLUMN = "column";

    private final ErrorKind kind;

    @SuppressWarnings("serial")
    private final Map<String, String> context = new LinkedHashMap<>();

    /**
     * Creates an exception.
     *
     * @param kind what went wrong
     * @param message static text
     */
    public DaoException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param kind what went wrong
     * @param message static text
     * @param cause what led to it, or null
     */
    public DaoException(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind is null");
    }

    /**
     * Adds a named value.
     *
     * @param name what the value is, for instance {@link #TABLE}
     * @param value the value; neither a password nor a value of a row
     * @return this exception
     */
    public DaoException with(String name, Object value) {
        context.put(name, value.toString());
        return this;
    }

    /**
     * What went wrong.
     *
     * @return the kind, the same on every backend
     */
    public ErrorKind kind() {
        return kind;
    }

    /**
     * The named values.
     *
     * @return an unmodifiable view in the order they were added
     */
    public Map<String, String> context() {
        return Collections.unmodifiableMap(context);
    }

    /**
     * The constraint that was violated.
     *
     * @return its name where the database tells it: SQLite names CHECK constraints only
     */
    public Optional<String> constraint() {
        return Optional.ofNullable(context.get(CONSTRAINT));
    }

    /**
     * The table in which it happened.
     *
     * @return its name where the database tells it
     */
    public Optional<String> table() {
        return Optional.ofNullable(context.get(TABLE));
    }

    /**
     * The column with which it happened.
     *
     * @return its name, or several with commas between, where the database tells
     */
    public Optional<String> column() {
        return Optional.ofNullable(context.get(COLUMN));
    }

    /**
     * Kind, message and named values in one line.
     *
     * @return for instance {@code DUPLICATE_KEY: A key is taken already (table: track, column: id)}
     */
    public String line() {
        StringBuilder line = new StringBuilder().append(kind).append(": ").append(getMessage());
        if (!context.isEmpty()) {
            StringBuilder values = new StringBuilder();
            context.forEach((name, value) -> values.append(values.isEmpty() ? " (" : ", ")
                    .append(name)
                    .append(": ")
                    .append(value));
            line.append(values).append(')');
        }
        return line.toString().replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * What a stack trace shows, named values and all.
     *
     * @return the same as {@link #line()}
     */
    @Override
    public String getLocalizedMessage() {
        return line();
    }
}
