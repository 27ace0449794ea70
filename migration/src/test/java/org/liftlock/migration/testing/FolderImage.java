package org.liftlock.migration.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder with their bytes, to tell whether anything has changed. */
public final class FolderImage {

    private FolderImage() {}

    /**
     * Reads a folder. Not while this process has a connection to one of its databases: closing a descriptor drops the
     * locks of the process.
     *
     * @return names with digests
     */
    public static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> image = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                image.put(file.getFileName().toString(), digest(Files.readAllBytes(file)));
            }
        }
        return image;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
