package org.liftlock.integration.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.test.ConfiguredBy;
import org.liftlock.dao.test.ContractConfiguration;
import org.liftlock.dao.test.semantics.PortableSchemaContract;

class CarelessSchemaTest {

    static class Careless implements ContractConfiguration {
        @Override
        public DatabaseBuilder builder(BackendProvider backend, String jdbcUrl) {
            return backend.builder(jdbcUrl).migrations("classpath:semantics/careless/" + backend.backend());
        }
    }

    @ConfiguredBy(Careless.class)
    static class CarelessSchema extends PortableSchemaContract {}

    @Test
    void namesWhatDoesNotKeepTheRules() {
        Map<String, String> failures = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(CarelessSchema.class))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .forEach(event -> failures.merge(
                        event.getTestDescriptor().getDisplayName(),
                        event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .map(Throwable::getMessage)
                                .orElse("")
                                .replaceFirst(".*but was: ", ""),
                        (one, other) -> one + " " + other));
        assertThat(failures)
                .isEqualTo(Map.of(
                        "namesAreLowerCaseAndShort(ContractDatabase)",
                        "<[Order.customer, Order.number]> <[Order.customer, Order.number]>",
                        "keysAreNeverNull(ContractDatabase)",
                        "<[Order.number]>",
                        "textIsSortedByCodePoint(ContractDatabase)",
                        "<[Order.customer]> <[Order.number]>"));
    }
}
