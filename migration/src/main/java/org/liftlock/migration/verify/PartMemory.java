package org.liftlock.migration.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/**
 * Keeps in a file which parts of tables were found equal, so that a comparison which is cut off can go on behind them. Parts
 * that differ are not kept: a difference is always one of now. A line that was cut off counts as none. Where another comparison
 * has the file, this one does without. Thread-safe.
 */
final class PartMemory implements AutoCloseable {

    private static final String FORMAT = "liftlock-verify 1";
    private static final Pattern LINE =
            Pattern.compile("equal (\\d{1,9}) (-?\\d{1,19}) (-?\\d{1,19}) (\\d{1,18}) (\\d{1,15});");
    private static final int HEADER_LINES = 3;

    private final Map<Part, Earlier> earlier = new HashMap<>();
    private final Clock clock = Clock.systemUTC();
    private @Nullable OwnedFile file;

    private record Part(int table, KeyRange range) {}

    /** When a part was found equal, and how many rows it had. */
    record Earlier(long rows, Instant time) {}

    private PartMemory(@Nullable OwnedFile file) {
        this.file = file;
    }

    /**
     * Opens the memory of a comparison.
     *
     * @param memory where it is; null for none
     * @param comparison stands for everything but the content of the source that the outcome depends on
     * @throws MigrationException if it is to be resumed and is that of another comparison (cause {@code INPUT}), or the
     *     file cannot be used (cause {@code ENVIRONMENT})
     */
    static PartMemory open(VerifyOptions.@Nullable Memory memory, String comparison) {
        if (memory == null) {
            return new PartMemory(null);
        }
        try {
            Path folder = memory.file().toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            OwnedFile file = OwnedFile.open(memory.file()).orElse(null);
            PartMemory opened = new PartMemory(file);
            if (file != null) {
                opened.begin(file, memory, comparison);
            }
            return opened;
        } catch (IOException e) {
            if (memory.resume()) {
                throw failure(memory.file(), e);
            }
            // Comparing matters more than being able to go on with it.
            return new PartMemory(null);
        }
    }

    private void begin(OwnedFile owned, VerifyOptions.Memory memory, String comparison) throws IOException {
        boolean begun = false;
        try {
            if (memory.resume() && read(owned, memory, comparison)) {
                // Nothing is appended to a line that was cut off.
                owned.append("\n");
            } else {
                owned.clear();
                owned.append(FORMAT + "\n" + comparison + "\n" + memory.fingerprint() + "\n");
            }
            begun = true;
        } finally {
            if (!begun) {
                owned.close();
            }
        }
    }

    /** Whether there is anything to go on with. */
    private boolean read(OwnedFile owned, VerifyOptions.Memory memory, String comparison) throws IOException {
        List<String> lines = List.of(owned.text().split("\\R", -1));
        if (lines.size() <= HEADER_LINES || !lines.get(0).equals(FORMAT)) {
            return false;
        }
        if (!lines.get(1).equals(comparison)) {
            throw refusal(
                    memory.file(),
                    "The comparison that was cut off was one with another plan, target or other options");
        }
        if (!lines.get(2).equals(memory.fingerprint())) {
            throw refusal(memory.file(), "The SQLite file has changed since the comparison was cut off");
        }
        for (String line : lines.subList(HEADER_LINES, lines.size())) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                earlier.put(
                        new Part(
                                Integer.parseInt(matcher.group(1)),
                                new KeyRange(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))),
                        new Earlier(
                                Long.parseLong(matcher.group(4)),
                                Instant.ofEpochMilli(Long.parseLong(matcher.group(5)))));
            }
        }
        return true;
    }

    private static String line(Part part, Earlier found) {
        return "equal " + part.table() + " " + part.range().first() + " "
                + part.range().last() + " " + found.rows() + " " + found.time().toEpochMilli() + ";\n";
    }

    /** What an earlier comparison knows of a part. */
    Optional<Earlier> earlier(TablePart part) {
        return Optional.ofNullable(earlier.get(new Part(part.tableNumber(), part.range())));
    }

    /** Keeps that a part was found equal just now. */
    synchronized void equal(TablePart part, long rows) {
        if (file == null) {
            return;
        }
        try {
            file.append(line(new Part(part.tableNumber(), part.range()), new Earlier(rows, clock.instant())));
        } catch (IOException e) {
            // This and later parts will be compared again.
            close();
        }
    }

    /** The comparison has reached its end; there is nothing to go on with. */
    synchronized void finish() {
        try {
            if (file != null) {
                file.delete();
            }
        } catch (IOException e) {
            // It would be written anew, and is bound to this state of the source.
        }
        close();
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // Every line was written at once.
        }
        file = null;
    }

    private static MigrationException refusal(Path file, String message) {
        return new MigrationException(
                        Cause.INPUT,
                        message,
                        "Run again without --resume to compare everything from the beginning",
                        null)
                .with("kept in", file);
    }

    private static MigrationException failure(Path file, IOException e) {
        return new MigrationException(
                        Cause.ENVIRONMENT,
                        "What was compared already cannot be read",
                        "Run again without --resume to compare everything from the beginning",
                        e)
                .with("file", file)
                .with("system says", String.valueOf(e.getMessage()));
    }
}
