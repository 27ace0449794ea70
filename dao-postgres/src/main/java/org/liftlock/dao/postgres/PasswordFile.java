package org.liftlock.dao.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Reads the password from a file that others may not read. */
final class PasswordFile {

    private static final Set<PosixFilePermission> FORBIDDEN = Set.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private PasswordFile() {}

    static String read(Path file) {
        String line;
        try {
            requirePrivate(file);
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                line = reader.readLine();
            }
        } catch (NoSuchFileException e) {
            throw refused(file, "The password file is missing", e);
        } catch (IOException e) {
            throw refused(file, "The password file cannot be read", e);
        }
        if (line == null || line.isEmpty()) {
            throw refused(file, "The password file has no password in its first line", null);
        }
        return line;
    }

    /** Through links, as an orchestrator mounts its secrets. */
    private static void requirePrivate(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().stream().anyMatch(FORBIDDEN::contains)) {
            throw refused(file, "The password file can be read or changed by others; chmod 600 would do", null);
        }
    }

    private static DaoException refused(Path file, String message, @Nullable Throwable cause) {
        return new DaoException(ErrorKind.UNREACHABLE, message, cause).with("passwordFile", file);
    }
}
