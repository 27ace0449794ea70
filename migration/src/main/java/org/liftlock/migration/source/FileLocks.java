package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells whether another process holds locks on a file, without taking any. */
final class FileLocks {

    private static final Path LINUX_LOCK_TABLE = Path.of("/proc/locks");

    private FileLocks() {}

    /** On systems without Linux's lock table the answer is no, and callers must not rely on it. */
    static boolean heldByOthers(Path file) {
        try {
            String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
            String own = " " + ProcessHandle.current().pid() + " ";
            List<String> lines = Files.readAllLines(LINUX_LOCK_TABLE);
            return lines.stream().anyMatch(line -> line.contains(inode) && !line.contains(own));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
