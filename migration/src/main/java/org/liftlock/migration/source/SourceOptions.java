package org.liftlock.migration.source;

import java.nio.file.Path;

/**
 * How a source is opened.
 *
 * @param readers how many cursors may read at the same time, at least 1
 * @param offline the user's word that nothing writes to the file: it is read in place, without a private snapshot
 * @param workFolder where private copies may lie for the time of the run
 */
public record SourceOptions(int readers, boolean offline, Path workFolder) {

    public SourceOptions {
        if (readers < 1) {
            throw new IllegalArgumentException("readers must be at least 1");
        }
    }

    /**
     * Two readers, a live file, the system's folder for temporary files.
     *
     * @return the defaults
     */
    public static SourceOptions defaults() {
        return new SourceOptions(2, false, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * The same for a file that nothing writes to.
     *
     * @param value whether the file is offline
     * @return a copy
     */
    public SourceOptions withOffline(boolean value) {
        return new SourceOptions(readers, value, workFolder);
    }
}
