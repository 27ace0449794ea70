package org.liftlock.migration.assessment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.assessment.LogSummary.Skipped;

/** Reads an application's logs for messages about locks, in a stream, whatever their size. */
final class LogScanner {

    private static final int CHUNK = 1 << 16;
    private static final int LOOK = 4096;

    private final LogLines lines = new LogLines();
    private final List<Skipped> skipped = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();
    private int files;

    private LogScanner() {}

    /**
     * Reads logs.
     *
     * @param places files, and folders with all that is below them
     * @return what they tell; what could not be read is named in it
     * @throws MigrationException if a place does not exist (cause {@code INPUT}) or cannot be listed (cause
     *     {@code ENVIRONMENT})
     */
    static LogSummary scan(List<Path> places) {
        LogScanner scanner = new LogScanner();
        for (Path place : places) {
            for (Path file : Places.files(place, "logs")) {
                scanner.read(file);
            }
        }
        return scanner.lines.summary(scanner.files, scanner.skipped);
    }

    private void read(Path file) {
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
        }
        try {
            if (!seen.add(file.toRealPath())) {
                return;
            }
            if (!Files.isRegularFile(file)) {
                skipped.add(new Skipped(file, "not a regular file"));
                return;
            }
            try (InputStream in = text(file)) {
                in.mark(LOOK);
                if (isBinary(in.readNBytes(LOOK))) {
                    skipped.add(new Skipped(file, "not text"));
                    return;
                }
                in.reset();
                lines.beginFile(Files.getLastModifiedTime(file).toInstant());
                byte[] chunk = new byte[CHUNK];
                for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                    lines.add(chunk, length);
                }
                lines.endFile();
            }
            files++;
        } catch (IOException e) {
            lines.endFile();
            skipped.add(new Skipped(file, reason(e)));
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "must not be read by this user"
                : "cannot be read to its end (" + e.getMessage() + ")";
    }

    private static InputStream text(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new BufferedInputStream(new GZIPInputStream(in, CHUNK), CHUNK) : in;
    }

    private static boolean isBinary(byte[] start) {
        for (byte b : start) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
