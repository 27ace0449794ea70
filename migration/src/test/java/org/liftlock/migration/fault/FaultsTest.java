package org.liftlock.migration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.fault.FaultCase.Ending;
import org.liftlock.migration.fault.FaultCase.Form;

/**
 * Whatever befalls a run, the same command with {@code --resume} brings about what an undisturbed run does, each row once.
 * {@code -Dliftlock.test.faults=long} has all points of all faults, {@code liftlock.test.seed} repeats its random moments,
 * and {@code liftlock.test.fault} takes those alone whose names hold a word.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FaultsTest {

    private static final boolean LONG = "long".equals(System.getProperty("liftlock.test.faults"));
    private static final String WORD = System.getProperty("liftlock.test.fault", "");
    private static final long SEED = Long.getLong("liftlock.test.seed", System.nanoTime());
    private static final int ROWS = LONG ? 60_000 : 21_000;
    private static final int KILLS = LONG ? 30 : 4;

    private final Matrix matrix = new Matrix();
    private final Map<String, Path> files = new HashMap<>();
    private final Map<Path, List<String>> images = new HashMap<>();

    @TempDir
    static Path folder;

    private FaultServer server;
    private TcpProxy proxy;
    private Duration undisturbed;
    private int number;

    @BeforeAll
    void make() throws Exception {
        System.out.println("faults from seed " + SEED);
        server = new FaultServer();
        proxy = new TcpProxy(server.port());
        for (String journal : List.of("WAL", "DELETE")) {
            Path file = FaultFile.make(folder.resolve(journal + ".db"), ROWS, journal);
            files.put(journal, file);
            images.put(file, undisturbed(file));
        }
        FaultTarget target = server.freshTarget();
        Path file = Files.copy(files.get("WAL"), folder.resolve("in-process.db"));
        RunInProcess.Timed run = RunInProcess.run(file, target.urlBy(proxy.port()), folder, Scene.STALL_TIME, null);
        assertThat(run.attempt().exit()).isEqualTo(1);
        undisturbed = run.time();
        List<String> wanted = Objects.requireNonNull(images.get(files.get("WAL")));
        assertThat(target.differences(wanted)).isEmpty();
    }

    private List<String> undisturbed(Path file) throws Exception {
        FaultTarget target = server.freshTarget();
        Attempt attempt = new Run(file, target.by(server.port()), folder, Duration.ofSeconds(30))
                .attempt(false, RunListener.NONE);
        assertThat(attempt.line()).isEmpty();
        assertThat(attempt.isDone()).isTrue();
        List<String> image = target.image();
        assertThat(image).hasSizeGreaterThan(100);
        return image;
    }

    @AfterAll
    void end() throws IOException {
        matrix.print();
        proxy.close();
        server.close();
    }

    Stream<FaultCase> cases() {
        return FaultCases.all(new Random(SEED), KILLS, undisturbed).stream()
                .filter(each -> LONG || each.form() == Form.SHORT)
                .filter(each -> each.toString().contains(WORD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void endsAsIfNothingHadBefallenIt(FaultCase fault) throws Exception {
        Path master = Objects.requireNonNull(files.get(fault.journal()));
        Path place = Files.createDirectory(folder.resolve("fault-" + ++number));
        Scene scene = new Scene(
                server,
                proxy,
                server.freshTarget(),
                Files.copy(master, place.resolve("app.db")),
                place,
                new ArrayList<>());
        try {
            Attempt first = fault.act().befall(scene);
            proxy.heal();
            server.recover();
            String result = "FAILED";
            Attempt last = first;
            try {
                assertThat(first.line()).doesNotContain("\n");
                if (fault.ending() != Ending.ANY) {
                    assertThat(first.exit())
                            .as(first.line())
                            .isEqualTo(fault.ending().exit());
                }
                List<String> wanted = Objects.requireNonNull(images.get(master));
                if (!first.isDone() && !isWhole(scene, wanted)) {
                    assertThat(first.exit() == Attempt.KILLED || !first.line().isEmpty())
                            .isTrue();
                    last = scene.resumed();
                    assertThat(last.line()).isEmpty();
                    assertThat(last.isDone()).isTrue();
                }
                assertThat(scene.target().differences(wanted))
                        .as("seed %d", SEED)
                        .isEmpty();
                result = "as undisturbed";
            } finally {
                matrix.add(fault.fault(), fault.point(), first, last, result);
            }
        } finally {
            proxy.heal();
            server.recover();
            unmount(scene);
            if (LONG) {
                // Recovery goes through every file, and here are many.
                server.drop(scene.target());
            }
        }
    }

    /** A run may have been ended after its last commit, or somebody else has done its work. */
    private static boolean isWhole(Scene scene, List<String> wanted) throws Exception {
        return scene.target()
                        .rows("SELECT 1 WHERE to_regclass('liftlock.run') IS NOT NULL")
                        .isEmpty()
                && scene.target().differences(wanted).isEmpty();
    }

    private static void unmount(Scene scene) throws Exception {
        for (SmallDisk disk : scene.disks()) {
            scene.server().drop(scene.target());
            scene.server().dropSpace("space_" + scene.target().name());
            disk.close();
        }
    }
}
