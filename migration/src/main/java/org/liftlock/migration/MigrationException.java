package org.liftlock.migration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws: why a step could not be taken, and what the user can do.
 *
 * <p>The message is static text; what it speaks of stands in {@link #context()} by name.
 */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who has to act, which decides the exit code of the command line. */
    public enum Cause {
        /** The input or the options are unusable; exit 2. */
        INPUT,
        /** The data or a check says no; nothing was touched; exit 1. */
        DATA,
        /** A database, file system or lock refused or vanished; exit 3. */
        ENVIRONMENT,
        /** The user interrupted; exit 130. */
        INTERRUPTED
    }

    private final Cause reason;
    private final String remedy;
    private final transient Map<String, Object> context = new LinkedHashMap<>();

    /**
     * Creates an exception.
     *
     * @param reason who has to act
     * @param message static text that says what failed
     * @param remedy static text that says what to do
     * @param cause what led to it
     */
    public MigrationException(Cause reason, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.remedy = remedy;
    }

    /**
     * Says that the heap did not suffice: values are held whole, one for each table that is under way, and nothing else grows
     * with the data.
     *
     * @param cause what the virtual machine or SQLite said
     * @return an exception with cause {@code ENVIRONMENT}
     */
    public static MigrationException outOfMemory(Throwable cause) {
        return new MigrationException(
                Cause.ENVIRONMENT,
                "A value is too large for the memory of this run",
                "Give Java several times as much as the largest value takes, for instance by JAVA_TOOL_OPTIONS=-Xmx4g, and"
                        + " run again",
                cause);
    }

    /**
     * Adds a named value.
     *
     * @param name what the value is, for instance {@code file}
     * @param value the value; never a password
     * @return this exception
     */
    public MigrationException with(String name, Object value) {
        context.put(name, value);
        return this;
    }

    /**
     * Who has to act.
     *
     * @return the kind of cause
     */
    public Cause reason() {
        return reason;
    }

    /**
     * What the user can do.
     *
     * @return static text
     */
    public String remedy() {
        return remedy;
    }

    /**
     * The named values.
     *
     * @return in the order they were added
     */
    public Map<String, Object> context() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(context));
    }

    /**
     * All of it in one line: what, where, why, what to do.
     *
     * @return a line without a line feed
     */
    public String line() {
        StringBuilder line = new StringBuilder(String.valueOf(getMessage()));
        if (!context.isEmpty()) {
            line.append(" (");
            String separator = "";
            for (Map.Entry<String, Object> entry : context.entrySet()) {
                line.append(separator).append(entry.getKey()).append(": ").append(entry.getValue());
                separator = ", ";
            }
            line.append(')');
        }
        if (!remedy.isEmpty()) {
            line.append(". ").append(remedy);
        }
        return line.toString().replaceAll("\\s*\\R\\s*", " ");
    }
}
