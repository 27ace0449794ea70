package org.liftlock.migration.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A disk in memory that fills up. */
final class SmallDisk implements AutoCloseable {

    private static final boolean REQUIRED = "required".equals(System.getProperty("liftlock.test.disk"));

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** A new one; where this process may not mount, the test is skipped, or fails if the disk is required. */
    static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        String refusal = call("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "liftlock", folder.toString());
        if (REQUIRED && !refusal.isEmpty()) {
            throw new AssertionError("a small disk is required here, but: " + refusal);
        }
        Assumptions.assumeTrue(refusal.isEmpty(), "no small disk can be mounted here, which takes root: " + refusal);
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Leaves nothing free. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(filler())) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // It is full.
        }
    }

    void makeRoom() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static String call(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes()).strip();
            int exit = process.waitFor();
            return exit == 0 ? "" : command[0] + " ends with " + exit + ": " + output;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            String refusal = call("umount", folder.toString());
            if (!refusal.isEmpty()) {
                throw new IOException(refusal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
