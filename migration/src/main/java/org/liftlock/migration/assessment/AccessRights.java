package org.liftlock.migration.assessment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Who may write a file or a folder.
 *
 * @param owner its owner
 * @param group its group
 * @param mode its permissions, for instance {@code rw-r--r--}
 * @param groupWrites whether the group may write
 * @param othersWrite whether everybody may write
 */
public record AccessRights(String owner, String group, String mode, boolean groupWrites, boolean othersWrite) {

    /** Null where the file system has no such permissions. */
    static @Nullable AccessRights of(Path path) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            return new AccessRights(
                    attributes.owner().getName(),
                    attributes.group().getName(),
                    PosixFilePermissions.toString(attributes.permissions()),
                    attributes.permissions().contains(PosixFilePermission.GROUP_WRITE),
                    attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE));
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
