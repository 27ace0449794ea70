package org.liftlock.integration.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.liftlock.dao.test.semantics.Difference;
import org.liftlock.dao.test.semantics.SemanticsContract;
import org.liftlock.dao.test.semantics.Settlement;

class FailedRuleTest {

    static class Broken extends SemanticsContract {

        @Difference(id = "X1", topic = "Nothing", rule = "always fails", instead = "", settled = Settlement.BY_HABIT)
        void fails() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void isNamedWithItsBackend() {
        List<String> notes = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Broken.class, "fails"))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .flatMap(failure -> Arrays.stream(failure.getSuppressed()))
                .map(Throwable::getMessage)
                .map(message -> message.replaceFirst(" \\(.*\\)", ""))
                .toList();
        assertThat(notes)
                .containsExactlyInAnyOrder("X1 Nothing: always fails [sqlite]", "X1 Nothing: always fails [postgres]");
    }
}
