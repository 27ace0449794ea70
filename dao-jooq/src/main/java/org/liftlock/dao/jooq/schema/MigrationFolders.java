package org.liftlock.dao.jooq.schema;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Compares the folders of migrations of several backends, for a test of an application. Stateless. */
public final class MigrationFolders {

    private static final String CLASS_PATH = "classpath:";
    private static final String FILE_SYSTEM = "filesystem:";
    private static final Pattern VERSIONED = Pattern.compile("V([0-9._]+?)__.*\\.(?:sql|java|class)");

    private MigrationFolders() {}

    /**
     * Refuses folders in which the versions are not the same: the number of a version says what the code expects, and has
     * to say the same on every backend.
     *
     * @param first a location as Flyway writes it: {@code classpath:db/sqlite}, {@code filesystem:/path}
     * @param others locations of the other backends
     * @throws DaoException {@link ErrorKind#PROGRAMMING} with the first version that one folder lacks, or the folder that is
     *     missing or has no versioned migration
     */
    public static void requireSameVersions(String first, String... others) {
        SortedMap<MigrationVersion, String> expected = versions(first);
        for (String other : others) {
            SortedMap<MigrationVersion, String> found = versions(other);
            requireAll(expected, found, other);
            requireAll(found, expected, first);
        }
    }

    /**
     * The versions in a folder, in order.
     *
     * @param location a location as Flyway writes it
     * @return the versions, as Flyway normalizes them
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if the folder is missing or has no versioned migration
     */
    public static List<String> versionsAt(String location) {
        return versions(location).keySet().stream()
                .map(MigrationVersion::getVersion)
                .toList();
    }

    private static void requireAll(
            SortedMap<MigrationVersion, String> expected, SortedMap<MigrationVersion, String> found, String location) {
        expected.forEach((version, file) -> {
            if (!found.containsKey(version)) {
                throw new DaoException(ErrorKind.PROGRAMMING, "A version of the schema has no migration in one folder")
                        .with("missing", version.getVersion())
                        .with("in", location)
                        .with("elsewhere", file);
            }
        });
    }

    private static SortedMap<MigrationVersion, String> versions(String location) {
        SortedMap<MigrationVersion, String> versions = new TreeMap<>();
        try {
            if (location.startsWith(FILE_SYSTEM)) {
                addVersions(Path.of(location.substring(FILE_SYSTEM.length())), versions);
            } else if (location.startsWith(CLASS_PATH)) {
                addFromClassPath(location.substring(CLASS_PATH.length()), versions);
            } else {
                addFromClassPath(location, versions);
            }
        } catch (IOException | URISyntaxException e) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A folder of migrations cannot be read", e)
                    .with("location", location);
        }
        if (versions.isEmpty()) {
            throw new DaoException(ErrorKind.PROGRAMMING, "No versioned migration lies in a folder")
                    .with("location", location);
        }
        return versions;
    }

    private static void addFromClassPath(String name, SortedMap<MigrationVersion, String> versions)
            throws IOException, URISyntaxException {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = ofThread == null ? MigrationFolders.class.getClassLoader() : ofThread;
        for (URL url : Collections.list(loader.getResources(name))) {
            URI uri = url.toURI();
            if (uri.getScheme().equals("jar")) {
                addFromJar(uri, versions);
            } else {
                addVersions(Path.of(uri), versions);
            }
        }
    }

    private static void addFromJar(URI uri, SortedMap<MigrationVersion, String> versions) throws IOException {
        try {
            // One that somebody has opened already is not ours to close.
            FileSystems.getFileSystem(uri);
            addVersions(Path.of(uri), versions);
        } catch (FileSystemNotFoundException notOpen) {
            try (FileSystem jar = FileSystems.newFileSystem(uri, Collections.emptyMap())) {
                addVersions(jar.provider().getPath(uri), versions);
            }
        }
    }

    private static void addVersions(Path folder, SortedMap<MigrationVersion, String> versions) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(file -> String.valueOf(file.getFileName())).forEach(name -> {
                Matcher matcher = VERSIONED.matcher(name);
                if (matcher.matches()) {
                    versions.put(MigrationVersion.fromVersion(matcher.group(1)), name);
                }
            });
        }
    }
}
