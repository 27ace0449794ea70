package org.liftlock.pg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears what killed runs have left: stops their servers and deletes their folders. What belongs to a living process, to
 * another machine, or was kept on purpose and still runs, stays.
 */
final class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);

    private LeftBehind() {}

    /** Only for the one who holds the lock of the whole cache folder; a run that cannot be cleared is no failure. */
    static void clear(Path runs, List<String> prefix) throws IOException, InterruptedException {
        List<RunFolder> folders;
        try (Stream<Path> paths = Files.list(runs)) {
            folders = paths.filter(Files::isDirectory).map(RunFolder::new).toList();
        }
        for (RunFolder run : folders) {
            try {
                clear(run, prefix);
            } catch (IOException notOurs) {
                LOG.warn("The remains of an earlier run stay in {}: {}", run.path(), notOurs.toString());
            }
        }
    }

    private static void clear(RunFolder run, List<String> prefix) throws IOException, InterruptedException {
        Optional<RunFolder.Owner> owner = run.owner();
        if (owner.isPresent()) {
            if (isInUse(run, owner.get())) {
                return;
            }
            ServerPrograms programs = new ServerPrograms(owner.get().bin(), prefix);
            if (!RunningServer.stop(run, programs)) {
                throw new IOException("its server does not end");
            }
            LOG.info("Cleared what a killed run had left in {}", run.path());
        }
        FileTrees.delete(run.path());
    }

    private static boolean isInUse(RunFolder run, RunFolder.Owner owner) {
        if (!owner.machine().equals(Machine.id())) {
            return true;
        }
        return owner.kept()
                ? RunningServer.find(run).isPresent()
                : owner.process().isAlive();
    }
}
