package org.liftlock.sample.start;

import org.jspecify.annotations.Nullable;

/** Says in one line why Music Time Machine does not start. */
public final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean usage;

    private StartException(boolean usage, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.usage = usage;
    }

    static StartException usage(String line, @Nullable Throwable cause) {
        return new StartException(true, line, cause);
    }

    static StartException environment(String line, Throwable cause) {
        return new StartException(false, line, cause);
    }

    /**
     * Whose fault it is.
     *
     * @return true if an option or a flag is wrong; false if a database, a file or a port refused
     */
    public boolean isUsage() {
        return usage;
    }
}
