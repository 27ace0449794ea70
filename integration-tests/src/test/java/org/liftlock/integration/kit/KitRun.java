package org.liftlock.integration.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A run of a test class inside a test, with what came of it. */
final class KitRun {

    private final EngineExecutionResults results;

    private KitRun(EngineExecutionResults results) {
        this.results = results;
    }

    static KitRun of(Class<?> testClass) {
        return with(testClass, Map.of());
    }

    static KitRun with(Class<?> testClass, Map<String, String> parameters) {
        return new KitRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameters(parameters)
                .execute());
    }

    /** The outcome of each test: "postgres: method" to "passed", or to the line of its failure. */
    Map<String, String> outcomes() {
        Map<String, String> outcomes = new LinkedHashMap<>();
        results.testEvents().finished().stream()
                .forEach(event -> outcomes.put(nameOf(event.getTestDescriptor()), outcome(event)));
        return outcomes;
    }

    /** Failures of classes, by their names, and not of tests. */
    Map<String, String> failedContainers() {
        Map<String, String> failures = new LinkedHashMap<>();
        results.containerEvents().failed().stream()
                .forEach(event -> failures.put(event.getTestDescriptor().getDisplayName(), outcome(event)));
        return failures;
    }

    List<String> reportEntries() {
        List<String> entries = new ArrayList<>();
        results.allEvents().reportingEntryPublished().stream()
                .forEach(event -> event.getPayload(ReportEntry.class)
                        .ifPresent(entry ->
                                entry.getKeyValuePairs().forEach((key, value) -> entries.add(key + "=" + value))));
        return entries;
    }

    long skipped() {
        return results.allEvents().skipped().count();
    }

    /** The display names of the invocations of the class. */
    List<String> invocations() {
        return results.containerEvents()
                .started()
                .map(event -> event.getTestDescriptor())
                .filter(descriptor ->
                        descriptor.getUniqueId().getLastSegment().getType().equals("class-template-invocation"))
                .map(TestDescriptor::getDisplayName)
                .toList();
    }

    private static String nameOf(TestDescriptor test) {
        String method = test.getSource()
                .map(source -> ((MethodSource) source).getMethodName())
                .orElseThrow();
        String name = backendOf(test) + ": " + method;
        return test.getUniqueId().getLastSegment().getType().equals("method")
                ? name
                : name + ", " + test.getDisplayName();
    }

    private static String backendOf(TestDescriptor descriptor) {
        TestDescriptor current = descriptor;
        while (!current.getUniqueId().getLastSegment().getType().equals("class-template-invocation")) {
            current = current.getParent().orElseThrow();
        }
        return current.getDisplayName().replaceFirst(" .*", "");
    }

    private static String outcome(Event event) {
        TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
        return result.getStatus() == Status.SUCCESSFUL
                ? "passed"
                : result.getThrowable().map(Throwable::toString).orElse("failed");
    }
}
