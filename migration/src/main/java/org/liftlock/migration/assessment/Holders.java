package org.liftlock.migration.assessment;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The processes that have a database file open.
 *
 * @param known whether this system tells; only Linux does
 * @param processes those that can be seen, without this one
 * @param unseen how many processes of other users would not be looked into
 */
public record Holders(boolean known, List<Process> processes, long unseen) {

    private static final Path PROC = Path.of("/proc");

    /**
     * A process.
     *
     * @param pid its number
     * @param name its program
     * @param user who runs it
     * @param writes whether it has the file open for writing
     */
    public record Process(long pid, String name, String user, boolean writes) {}

    public Holders {
        processes = List.copyOf(processes);
    }

    /**
     * Looks for them in {@code /proc}, which needs no right but that of seeing a process.
     *
     * @param file a database
     * @return what can be seen
     */
    static Holders of(Path file) {
        if (!Files.isDirectory(PROC.resolve("self/fd"))) {
            return new Holders(false, List.of(), 0);
        }
        Set<Object> keys = new HashSet<>();
        for (String suffix : List.of("", "-wal", "-shm")) {
            try {
                keys.add(key(file.resolveSibling(file.getFileName() + suffix)));
            } catch (IOException e) {
                // There is none.
            }
        }
        List<Process> processes = new ArrayList<>();
        long unseen = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                if (process.getFileName()
                        .toString()
                        .equals(Long.toString(ProcessHandle.current().pid()))) {
                    continue;
                }
                try {
                    look(process, keys, processes);
                } catch (AccessDeniedException e) {
                    unseen++;
                } catch (IOException | DirectoryIteratorException e) {
                    // It has ended meanwhile.
                }
            }
        } catch (IOException e) {
            return new Holders(false, List.of(), 0);
        }
        return new Holders(true, processes, unseen);
    }

    /** What names a file whatever its path is in the eyes of a process, which may live in a container. */
    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
    }

    private static void look(Path process, Set<Object> keys, List<Process> found) throws IOException {
        boolean holds = false;
        boolean writes = false;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (leadsToOneOf(descriptor, keys)) {
                    holds = true;
                    writes |= isForWriting(process.resolve("fdinfo")
                            .resolve(descriptor.getFileName().toString()));
                }
            }
        }
        if (holds) {
            String user = Files.getOwner(process).getName();
            String name = Files.readString(process.resolve("comm")).strip();
            found.add(new Process(Long.parseLong(process.getFileName().toString()), name, user, writes));
        }
    }

    private static boolean leadsToOneOf(Path descriptor, Set<Object> keys) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/") && !target.startsWith("/dev/") && keys.contains(key(descriptor));
        } catch (IOException e) {
            return false;
        }
    }

    /** The lowest two bits of the flags, which are in octal: 0 reads, 1 writes, 2 does both (open(2)). */
    private static boolean isForWriting(Path info) throws IOException {
        return Files.readAllLines(info).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("flags:"))
                .map(line -> line.substring("flags:".length()).strip())
                .anyMatch(flags -> (Long.parseLong(flags, 8) & 3) != 0);
    }
}
