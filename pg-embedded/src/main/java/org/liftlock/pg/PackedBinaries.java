package org.liftlock.pg;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL that comes along on the class path, unpacked once into a folder named by its digest. Unpacked here and
 * not by the library that finds it, since that one takes a file it could not write, on a full disk, for a good one.
 */
final class PackedBinaries {

    private static final int OWNER_MAY_EXECUTE = 0100;

    private PackedBinaries() {}

    /** Gives the folder of the programs. Only for the one who holds the lock of the whole cache folder. */
    static Path unpacked(Path folder) throws IOException {
        byte[] archive = archive();
        String name = digest(archive);
        Path target = folder.resolve(name);
        Path bin = target.resolve("bin");
        if (ServerPrograms.areIn(bin)) {
            return bin;
        }
        Path part = folder.resolve(name + ".part");
        for (Path remains : new Path[] {part, target}) {
            if (Files.exists(remains)) {
                FileTrees.delete(remains);
            }
        }
        Files.createDirectories(part);
        try {
            unpack(archive, part);
        } catch (IOException failure) {
            try {
                FileTrees.delete(part);
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return bin;
    }

    private static byte[] archive() throws IOException {
        String system = operatingSystem();
        String architecture = System.getProperty("os.arch", "unknown");
        try (InputStream stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
            return stream.readAllBytes();
        } catch (IllegalStateException none) {
            throw new EmbeddedServerException(
                            "No PostgreSQL for this platform comes along", EmbeddedServerException.OTHER_SERVER, none)
                    .with("system", system)
                    .with("architecture", architecture);
        }
    }

    private static String operatingSystem() {
        String name = System.getProperty("os.name", "unknown");
        if (name.startsWith("Windows")) {
            return "Windows";
        }
        return name.startsWith("Mac") ? "Darwin" : name;
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("an archive entry leads out of the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.copy(folder.resolve(entry.getLinkName()).normalize(), file);
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0
                            && !file.toFile().setExecutable(true, false)) {
                        throw new IOException("cannot be made executable: " + file);
                    }
                }
            }
        }
    }
}
