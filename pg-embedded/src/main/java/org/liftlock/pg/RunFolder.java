package org.liftlock.pg;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * The folder of one server's run: its data, its log, and who owns it.
 *
 * @param path readable by this user alone, for the log may quote rows
 */
record RunFolder(Path path) {

    /**
     * Who started the server of a run.
     *
     * @param process the process that will end it
     * @param machine where that process can be seen, see {@link Machine}
     * @param bin the server's own programs, to stop it by
     * @param kept whether it shall outlive that process
     */
    record Owner(ProcessIdentity process, String machine, Path bin, boolean kept) {}

    private static final FileAttribute<?>[] PRIVATE =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                    }
                    : new FileAttribute<?>[0];

    static RunFolder create(Path runs, Path bin) throws IOException {
        RunFolder folder = new RunFolder(
                Files.createDirectory(runs.resolve(UUID.randomUUID().toString()), PRIVATE));
        folder.write(new Owner(ProcessIdentity.ofThisProcess(), Machine.id(), bin, false));
        return folder;
    }

    Path data() {
        return path.resolve("data");
    }

    Path serverLog() {
        return path.resolve("server.log");
    }

    Path passwordFile() {
        return path.resolve("pgpass");
    }

    /** The number in {@code postmaster.pid}; empty before the server runs and after it has ended in order. */
    Optional<Long> recordedPid() {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.get(0).trim()));
        } catch (IOException | NumberFormatException notRunning) {
            return Optional.empty();
        }
    }

    /** Written beside and moved into place: a killed process leaves the old record or the new one, never half of one. */
    void write(Owner owner) throws IOException {
        Properties values = new Properties();
        values.setProperty("pid", Long.toString(owner.process().pid()));
        values.setProperty("start", owner.process().start());
        values.setProperty("machine", owner.machine());
        values.setProperty("bin", owner.bin().toString());
        values.setProperty("kept", Boolean.toString(owner.kept()));
        Path part = path.resolve("owner.part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            values.store(writer, null);
        }
        Files.move(part, ownerFile(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Empty when the process that made the folder was killed before it could sign it. */
    Optional<Owner> owner() throws IOException {
        if (!Files.exists(ownerFile())) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(ownerFile())) {
            values.load(reader);
        }
        try {
            return Optional.of(new Owner(
                    new ProcessIdentity(Long.parseLong(value(values, "pid")), value(values, "start")),
                    value(values, "machine"),
                    Path.of(value(values, "bin")),
                    Boolean.parseBoolean(value(values, "kept"))));
        } catch (IllegalArgumentException damaged) {
            throw new IOException("cannot be understood: " + ownerFile(), damaged);
        }
    }

    private Path ownerFile() {
        return path.resolve("owner");
    }

    private static String value(Properties values, String name) throws IOException {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IOException("does not say its " + name);
        }
        return value;
    }
}
