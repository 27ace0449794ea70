package org.liftlock.integration.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.spi.TestBackend;

/** That nothing is left out in silence. */
class RequiredBackendsTest {

    @BackendContract(NoteRepositories.class)
    static class Any {

        @Test
        void any() {}
    }

    @Test
    void runsWhereAllThatIsRequiredIsThere() {
        KitRun run = KitRun.with(Any.class, Map.of("liftlock.test.require", "postgres, sqlite"));

        assertThat(run.outcomes())
                .hasSize(2)
                .allSatisfy((test, outcome) -> assertThat(outcome).isEqualTo("passed"));
    }

    @Test
    void failsWhereABackendIsRequiredAndMissing() {
        KitRun run = KitRun.with(Any.class, Map.of("liftlock.test.require", "sqlite,oracle"));

        assertThat(run.outcomes()).isEmpty();
        assertThat(run.failedContainers().values())
                .singleElement()
                .asString()
                .contains("LIFTLOCK_TEST_REQUIRE asks for a backend that is not on the class path: oracle");
    }

    @Test
    void failsWhereThereIsNoBackend() {
        assertThat(failureWithout(BackendProvider.class)).contains("There is no backend on the class path");
    }

    @Test
    void failsWhereNothingMakesDatabasesForABackend() {
        assertThat(failureWithout(TestBackend.class)).contains("Nothing makes databases for the tests of the backend");
    }

    private static String failureWithout(Class<?> service) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new Hiding(before, service));
        try {
            KitRun run = KitRun.of(Any.class);
            assertThat(run.outcomes()).isEmpty();
            return String.join("; ", run.failedContainers().values());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A class path on which nobody registers a service. */
    private static final class Hiding extends ClassLoader {

        private final String hidden;

        Hiding(ClassLoader parent, Class<?> service) {
            super(parent);
            this.hidden = "META-INF/services/" + service.getName();
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(hidden) ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
