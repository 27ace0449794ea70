package org.liftlock.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Prints what a contract test costs beside its body: isolation, and what JUnit itself needs. */
public final class IsolationFigures {

    private static final Map<String, List<Long>> GAPS = new TreeMap<>();
    private static String lastBackend = "";
    private static long lastEnd;

    private IsolationFigures() {}

    static void bodyBegins(String backend) {
        if (backend.equals(lastBackend)) {
            GAPS.computeIfAbsent(backend, key -> new ArrayList<>()).add(System.nanoTime() - lastEnd);
        }
        lastBackend = backend;
    }

    static void bodyEnds() {
        lastEnd = System.nanoTime();
    }

    /**
     * Runs {@link IsolationContract#TESTS} tests on each backend.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Launcher launcher = LauncherFactory.create();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(IsolationTest.class))
                        .build(),
                summary);
        if (summary.getSummary().getTotalFailureCount() > 0) {
            summary.getSummary().printFailuresTo(new PrintWriter(System.err, true));
            System.exit(1);
        }
        System.out.println("between the bodies of two tests that write, 30 tables, in milliseconds");
        GAPS.forEach((backend, gaps) -> {
            List<Long> sorted = gaps.stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "%-8s  median %5.1f  nine of ten below %5.1f  (%d tests)%n",
                    backend,
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get(sorted.size() * 9 / 10) / 1e6,
                    sorted.size() + 1);
        });
    }
}
