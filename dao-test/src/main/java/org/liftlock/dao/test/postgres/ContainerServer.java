package org.liftlock.dao.test.postgres;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container, where Testcontainers is on the class path and an engine answers. What is committed need not
 * survive, so the server writes nothing through to the disk.
 *
 * <p>{@code -Dliftlock.test.pg.image=postgres:15} takes another image, {@code -Dliftlock.test.pg.pull=never} only one that
 * the engine has.
 */
final class ContainerServer {

    private static final String IMAGE = "liftlock.test.pg.image";
    private static final String PULL = "liftlock.test.pg.pull";
    private static final String DEFAULT_IMAGE = "postgres:18";

    private ContainerServer() {}

    /** The one check that may be made without Testcontainers. */
    static boolean isPossible() {
        try {
            Class.forName(
                    "org.testcontainers.postgresql.PostgreSQLContainer", false, ContainerServer.class.getClassLoader());
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** It ends with this JVM. */
    @SuppressWarnings("resource")
    static PostgresServer start() {
        String image = System.getProperty(IMAGE, DEFAULT_IMAGE);
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres")
                .withStartupAttempts(3)
                .withCommand(
                        "postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off");
        String pull = System.getProperty(PULL, "missing");
        switch (pull) {
            case "missing" -> {}
            case "never" -> container.withImagePullPolicy(name -> false);
            default -> throw new IllegalArgumentException("-D" + PULL + " is missing or never, and not " + pull);
        }
        container.start();
        String url = "jdbc:postgresql://" + container.getHost() + ":"
                + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
                + "/postgres?user=postgres&password=postgres";
        return new PostgresServer(url, "container " + image, false);
    }
}
