package org.liftlock.pg;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws: why there is no embedded server, and what the user can do.
 *
 * <p>The message is static text; what it speaks of stands in {@link #context()} by name. Not thread-safe until thrown.
 */
public final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The remedy wherever this machine cannot give a server of its own. */
    static final String OTHER_SERVER =
            "Name the programs of an installed PostgreSQL by --pg-bin DIR, or a running server by --to";

    /** The remedy where it is the folder that may be the trouble. */
    static final String OTHER_FOLDER =
            "Make room, or choose another folder by XDG_CACHE_HOME (LOCALAPPDATA on Windows). Or name the programs of an"
                    + " installed PostgreSQL by --pg-bin DIR, or a running server by --to";

    private final String remedy;
    private final transient Map<String, Object> context = new LinkedHashMap<>();

    EmbeddedServerException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    EmbeddedServerException with(String name, Object value) {
        context.put(name, value);
        return this;
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
     * @return in the order they were added; unmodifiable
     */
    public Map<String, Object> context() {
        return Collections.unmodifiableMap(context);
    }

    /**
     * All of it in one line: what, where, why, what to do.
     *
     * @return a line without a line feed
     */
    public String line() {
        StringBuilder line = new StringBuilder(String.valueOf(getMessage()));
        String separator = " (";
        for (Map.Entry<String, Object> entry : context.entrySet()) {
            line.append(separator).append(entry.getKey()).append(": ").append(entry.getValue());
            separator = ", ";
        }
        if (!context.isEmpty()) {
            line.append(')');
        }
        return line.append(". ").append(remedy).toString().replaceAll("\\s*\\R\\s*", " ");
    }

    /** With the named values, for stack traces. */
    @Override
    public String toString() {
        return getClass().getName() + ": " + line();
    }
}
