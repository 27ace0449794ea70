package org.liftlock.pg;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. What has to stand before its programs so that they do not: nothing for an ordinary
 * user; for root a user namespace of their own, in which root's files stay reachable though nobody is root; where
 * namespaces are forbidden, as in many containers, the user nobody, who keeps of root's powers only that to reach files.
 */
enum Privileges {
    /** What this system allows, namespaces first. */
    SYSTEM,
    /** As if namespaces were forbidden. */
    WITHOUT_NAMESPACES;

    /** Nobody's number in Linux distributions, which is also the kernel's overflow user. */
    private static final String NOBODY = "65534";

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    /** The secure bit is for access(2), which initdb asks and which otherwise leaves such powers out of account. */
    private static final List<String> USER_NOBODY = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    /** The words to put before a program. Makes and deletes a file in the folder, to see as whom this process writes. */
    List<String> prefix(Path folder) throws IOException {
        if (!isRoot(folder)) {
            return List.of();
        }
        if (this == SYSTEM && LinuxUtils.isUnshareAvailable()) {
            return NAMESPACE;
        }
        if (works(USER_NOBODY)) {
            return USER_NOBODY;
        }
        throw new EmbeddedServerException(
                "PostgreSQL refuses to run as root, and root's privileges could not be dropped here",
                "Run as an ordinary user, or name a running server by --to",
                null);
    }

    private static boolean isRoot(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        Path probe = Files.createTempFile(folder, "owner", "");
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(probe, "unix:uid"));
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean works(List<String> prefix) {
        try {
            List<String> command = new ArrayList<>(prefix);
            command.add("true");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
