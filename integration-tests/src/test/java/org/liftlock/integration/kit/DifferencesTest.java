package org.liftlock.integration.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ContractDatabase;
import org.liftlock.dao.test.KnownDifference;
import org.liftlock.dao.test.RequiresCapability;

/** Tests that hold on one backend and not on another: known differences, and capabilities. */
class DifferencesTest {

    @BackendContract(NoteRepositories.class)
    static class Differences {

        @Test
        @KnownDifference(on = "postgres", id = "D99", reason = "Made up")
        void differs(ContractDatabase direct) {
            assertThat(direct.backend()).isEqualTo("sqlite");
        }

        @Test
        @KnownDifference(on = "postgres", id = "D98", reason = "Was so once")
        void differsNoLonger(ContractDatabase direct) {
            assertThat(direct.backend()).isNotEmpty();
        }

        @Test
        @KnownDifference(on = "postgres", id = "D97", reason = "Made up")
        @KnownDifference(on = "sqlite", id = "D96", reason = "Made up too")
        void differsOnBoth(ContractDatabase direct) {
            assertThat(direct.backend()).isEmpty();
        }

        @Test
        @KnownDifference(on = "postgres", id = "D95", reason = "Made up")
        void breaksInsteadOfDiffering() {
            throw new IllegalStateException("broken");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @KnownDifference(on = "sqlite", id = "D94", reason = "Made up")
        void differsForSome(int number, ContractDatabase direct) {
            assertThat(direct.backend().equals("sqlite") && number == 1).isFalse();
        }
    }

    @Test
    void invertsATestWhereADifferenceIsKnown() {
        KitRun run = KitRun.of(Differences.class);

        Map<String, String> outcomes = run.outcomes();
        assertThat(outcomes).hasSize(12);
        assertThat(outcomes.get("sqlite: differs")).isEqualTo("passed");
        assertThat(outcomes.get("postgres: differs")).isEqualTo("passed");
        assertThat(outcomes.get("sqlite: differsNoLonger")).isEqualTo("passed");
        assertThat(outcomes.get("postgres: differsNoLonger"))
                .contains("D98 no longer differs on postgres: delete the annotation");
        assertThat(outcomes.get("sqlite: differsOnBoth")).isEqualTo("passed");
        assertThat(outcomes.get("postgres: differsOnBoth")).isEqualTo("passed");
        assertThat(outcomes.get("postgres: breaksInsteadOfDiffering")).contains("IllegalStateException: broken");
        assertThat(outcomes.entrySet())
                .filteredOn(test -> test.getKey().startsWith("sqlite: differsForSome"))
                .extracting(Map.Entry::getValue)
                .satisfiesExactlyInAnyOrder(
                        known -> assertThat(known).isEqualTo("passed"),
                        gone -> assertThat(gone).contains("D94 no longer differs on sqlite"));
        assertThat(run.reportEntries())
                .contains("liftlock.knownDifference=D99 on postgres: Made up")
                .noneMatch(entry -> entry.contains("D98"));
        assertThat(run.skipped()).isZero();
    }

    @BackendContract(NoteRepositories.class)
    static class Factory {

        @TestFactory
        @KnownDifference(on = "postgres", id = "D93", reason = "Made up")
        Stream<DynamicTest> several() {
            return Stream.of(DynamicTest.dynamicTest("one", () -> {}));
        }
    }

    @Test
    void invertsNoFactoryOfTests() {
        assertThat(KitRun.of(Factory.class).failedContainers().values())
                .singleElement()
                .asString()
                .contains("@KnownDifference speaks of one test");
    }

    @BackendContract(NoteRepositories.class)
    static class Capabilities {

        @Test
        @RequiresCapability(Capability.REGULAR_EXPRESSIONS)
        void asksForWhatItNeeds(NoteRepository notes) {
            notes.add("abc");
            notes.add("xyz");
            assertThat(notes.matching("^a.c$")).containsExactly("abc");
        }

        @Test
        @RequiresCapability(Capability.REGULAR_EXPRESSIONS)
        void doesNotAsk(NoteRepository notes) {
            assertThat(notes.texts()).isEmpty();
        }

        @Test
        @RequiresCapability(Capability.REGULAR_EXPRESSIONS)
        void failsInAnotherWay() {
            throw new DaoException(ErrorKind.UNSUPPORTED, "Says not what");
        }

        @Test
        @RequiresCapability(Capability.SKIP_LOCKED)
        void refusesAlways() {
            throw new DaoException(ErrorKind.UNSUPPORTED, "No").with("capability", Capability.SKIP_LOCKED);
        }
    }

    @Test
    void assertsCapabilitiesInBothDirections() {
        KitRun run = KitRun.of(Capabilities.class);

        Map<String, String> outcomes = run.outcomes();
        assertThat(outcomes).hasSize(8);
        assertThat(outcomes.get("postgres: asksForWhatItNeeds")).isEqualTo("passed");
        assertThat(outcomes.get("sqlite: asksForWhatItNeeds")).isEqualTo("passed");
        assertThat(outcomes.get("postgres: doesNotAsk")).isEqualTo("passed");
        assertThat(outcomes.get("sqlite: doesNotAsk"))
                .contains("sqlite lacks [REGULAR_EXPRESSIONS]", "but the test passes", "Database.require");
        assertThat(outcomes.get("postgres: failsInAnotherWay")).contains("Says not what");
        assertThat(outcomes.get("sqlite: failsInAnotherWay")).contains("expected, and not another failure");
        assertThat(outcomes.get("postgres: refusesAlways"))
                .contains("postgres declares the capability SKIP_LOCKED and refuses it");
        assertThat(outcomes.get("sqlite: refusesAlways")).isEqualTo("passed");
        assertThat(run.skipped()).isZero();
        assertThat(run.reportEntries())
                .contains("liftlock.refusedCapability=REGULAR_EXPRESSIONS on sqlite")
                .noneMatch(entry -> entry.startsWith("liftlock.refusedCapability") && entry.contains("postgres"));
    }
}
