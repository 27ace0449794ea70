package org.liftlock.integration.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ContractDatabase;

/** How a class runs on each backend, and what it is given. */
class BackendContractTest {

    @BackendContract(NoteRepositories.class)
    abstract static class Whole {

        private static final List<String> TOLD = new ArrayList<>();
        private final NoteRepository ofConstructor;

        Whole(NoteRepository ofConstructor) {
            this.ofConstructor = ofConstructor;
        }

        @BeforeEach
        void before(Transactions transactions, Database database, NoteRepository notes) {
            assertThat(transactions).isSameAs(database.transactions());
            assertThat(notes).isSameAs(ofConstructor).isSameAs(database.repository(NoteRepository.class));
            notes.add("before");
        }

        @AfterEach
        void after(NoteRepository notes, ContractDatabase direct) {
            TOLD.add(direct.backend() + " " + notes.texts());
        }

        @Test
        void plain(NoteRepository notes, BackendProvider provider, ContractDatabase direct) {
            assertThat(provider.backend()).isEqualTo(direct.backend());
            assertThat(notes.add("plain")).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "y"})
        void repeated(String text, NoteRepository notes) {
            assertThat(notes.add(text)).isEqualTo(2);
        }

        @Nested
        class Inner {

            private final NoteRepository ofInner;

            Inner(NoteRepository ofInner) {
                this.ofInner = ofInner;
            }

            @BeforeEach
            void andBefore() {
                ofInner.add("inner");
            }

            @Test
            void nested(NoteRepository notes) {
                assertThat(notes).isSameAs(ofInner).isSameAs(ofConstructor);
                assertThat(notes.texts()).containsExactly("before", "inner");
            }
        }
    }

    static class WholeTest extends Whole {

        WholeTest(NoteRepository notes) {
            super(notes);
        }
    }

    @Test
    void runsAWholeClassOnceForEachBackend() {
        Whole.TOLD.clear();

        KitRun run = KitRun.of(WholeTest.class);

        assertThat(run.failedContainers()).isEmpty();
        assertThat(run.outcomes())
                .hasSize(8)
                .allSatisfy((test, outcome) -> assertThat(outcome).as(test).isEqualTo("passed"));
        assertThat(run.skipped()).isZero();
        assertThat(Whole.TOLD)
                .containsExactlyInAnyOrder(
                        "sqlite [before, plain]",
                        "sqlite [before, x]",
                        "sqlite [before, y]",
                        "sqlite [before, inner]",
                        "postgres [before, plain]",
                        "postgres [before, x]",
                        "postgres [before, y]",
                        "postgres [before, inner]");
    }

    @Test
    void saysWhereTheTestsRan() {
        KitRun run = KitRun.of(WholeTest.class);

        assertThat(run.invocations())
                .hasSize(2)
                .contains("sqlite")
                .anySatisfy(name -> assertThat(name).matches("postgres \\([0-9.]+, .+\\)"));
        assertThat(run.reportEntries())
                .containsExactlyInAnyOrderElementsOf(run.invocations().stream()
                        .map(name -> "liftlock.backend=" + name)
                        .toList());
    }

    @BackendContract(NoteRepositories.class)
    static class Static {

        @BeforeAll
        static void before(Database database) {
            database.backend();
        }

        @Test
        void any() {}
    }

    @BackendContract(NoteRepositories.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {

        OneInstance(Database database) {
            database.backend();
        }

        @Test
        void any() {}
    }

    @Test
    void givesNoDatabaseToWhatOutlivesATest() {
        assertThat(KitRun.of(Static.class).failedContainers())
                .hasSize(1)
                .allSatisfy(
                        (name, failure) -> assertThat(failure).contains("lives as long as one test", "@BeforeEach"));
        assertThat(KitRun.of(OneInstance.class).failedContainers())
                .hasSize(1)
                .allSatisfy((name, failure) -> assertThat(failure).contains("lives as long as one test"));
    }

    @BackendContract
    static class NothingBound {

        @Test
        void any(NoteRepository notes) {
            notes.texts();
        }
    }

    @Test
    void givesNoRepositoryThatNoModuleBinds() {
        assertThat(KitRun.of(NothingBound.class).outcomes())
                .hasSize(2)
                .allSatisfy((test, outcome) ->
                        assertThat(outcome).contains("No ParameterResolver registered", "NoteRepository"));
    }

    record WithClock(Clock clock) implements RepositoryModule {
        @Override
        public void configure(RepositoryBinder binder) {}
    }

    @BackendContract(WithClock.class)
    static class NeedsAClock {

        @Test
        void any() {}
    }

    @Test
    void saysHowAModuleIsMadeThatIsGivenSomething() {
        assertThat(KitRun.of(NeedsAClock.class).failedContainers().values())
                .singleElement()
                .asString()
                .contains("WithClock needs a constructor without parameters", "ContractConfiguration");
    }
}
