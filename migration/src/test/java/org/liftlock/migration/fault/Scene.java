package org.liftlock.migration.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.liftlock.migration.RunListener;

/**
 * Where one fault happens.
 *
 * @param server the server
 * @param proxy the network before it
 * @param target an empty database
 * @param file a SQLite file of this fault alone
 * @param folder an empty folder of this fault alone
 * @param disks the small disks of this fault, to be unmounted
 */
record Scene(FaultServer server, TcpProxy proxy, FaultTarget target, Path file, Path folder, List<SmallDisk> disks) {

    static final Duration STALL_TIME = Duration.ofSeconds(1);

    /** A run by way of the proxy. */
    Run run() {
        return run(folder);
    }

    Run run(Path workFolder) {
        return new Run(file, target.by(proxy.port()), workFolder, STALL_TIME);
    }

    SmallDisk smallDisk(int megabytes) throws IOException, InterruptedException {
        SmallDisk disk = SmallDisk.mount(Files.createTempDirectory("liftlock-disk"), megabytes);
        disks.add(disk);
        return disk;
    }

    Attempt disturbed(RunListener listener) throws InterruptedException {
        return run().attempt(false, listener);
    }

    Attempt resumed() throws InterruptedException {
        return run().attempt(true, RunListener.NONE);
    }

    /** The port of a connection, as the server sees it. */
    int portOf(String condition) throws Exception {
        return Integer.parseInt(
                target.rows("SELECT client_port FROM pg_stat_activity a WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid() AND (" + condition + ") LIMIT 1")
                        .get(0));
    }

    long processOf(String condition) throws Exception {
        return Long.parseLong(target.rows("SELECT pid FROM pg_stat_activity a WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND (" + condition + ") LIMIT 1")
                .get(0));
    }
}
