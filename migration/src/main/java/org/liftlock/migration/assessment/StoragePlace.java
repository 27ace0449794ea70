package org.liftlock.migration.assessment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file system on which a file lies.
 *
 * @param kind what is known of it
 * @param type its type as the system names it, or the empty string
 * @param mountPoint where it is mounted, or the empty string
 */
public record StoragePlace(Kind kind, String type, String mountPoint) {

    /** Who else can reach a file system. */
    public enum Kind {
        /** Of this machine. */
        LOCAL,
        /** Of another machine. */
        NETWORK,
        /** Of the machine on which this virtual machine or container runs. */
        SHARED_WITH_HOST,
        /** The system does not tell. */
        UNKNOWN
    }

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "ncpfs",
            "coda",
            "ceph",
            "glusterfs",
            "lustre",
            "gpfs",
            "beegfs",
            "ocfs2",
            "gfs2",
            "orangefs",
            "pvfs2",
            "davfs",
            "davfs2",
            "webdav",
            "sshfs",
            "s3fs",
            "rclone",
            "gcsfuse",
            "blobfuse",
            "blobfuse2",
            "juicefs",
            "goofys",
            "moosefs",
            "mfs",
            "seaweedfs",
            "curlftpfs",
            "acfs",
            "weka",
            "wekafs",
            "quobyte");

    private static final Set<String> SHARED_WITH_HOST = Set.of(
            "9p", "virtiofs", "vboxsf", "vmhgfs", "vmhgfs-fuse", "prl_fs", "drvfs", "grpcfuse", "osxfs", "fakeowner");

    /**
     * Looks where a file lies.
     *
     * @param file an existing file
     * @return what the system tells
     */
    static StoragePlace of(Path file) {
        try {
            Path real = file.toRealPath();
            if (Files.isReadable(MOUNTS)) {
                return ofMounts(Files.readString(MOUNTS, StandardCharsets.ISO_8859_1), real);
            }
            String type = Files.getFileStore(real).type();
            // Windows names the far system's type, NTFS for instance.
            boolean share = real.toString().startsWith("\\\\");
            return new StoragePlace(share ? Kind.NETWORK : kind(type), type, "");
        } catch (IOException e) {
            return new StoragePlace(Kind.UNKNOWN, "", "");
        }
    }

    /**
     * Finds a file in Linux's table of mounts (proc(5)): the longest mount point that leads to it, and of those the one
     * that was mounted last and hides the others.
     *
     * @param table the text of {@code /proc/self/mountinfo}, each byte a character
     * @param file an absolute path without links
     * @return what the table tells
     */
    static StoragePlace ofMounts(String table, Path file) {
        StoragePlace found = new StoragePlace(Kind.UNKNOWN, "", "");
        int longest = -1;
        for (String line : table.lines().toList()) {
            String[] fields = line.split(" ");
            int dash = 6;
            while (dash < fields.length && !fields[dash].equals("-")) {
                dash++;
            }
            if (dash + 1 >= fields.length) {
                continue;
            }
            Path mountPoint = Path.of(unescaped(fields[4]));
            if (file.startsWith(mountPoint) && mountPoint.getNameCount() >= longest) {
                longest = mountPoint.getNameCount();
                found = new StoragePlace(kind(fields[dash + 1]), fields[dash + 1], mountPoint.toString());
            }
        }
        return found;
    }

    /** Blanks and the like stand as a backslash and three octal digits. */
    private static String unescaped(String field) {
        String bytes = OCTAL.matcher(field)
                .replaceAll(match ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(match.group(1), 8))));
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Kind kind(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        String name = lower.startsWith("fuse.") ? lower.substring("fuse.".length()) : lower;
        if (NETWORK.contains(name)) {
            return Kind.NETWORK;
        }
        return SHARED_WITH_HOST.contains(name) ? Kind.SHARED_WITH_HOST : Kind.LOCAL;
    }
}
