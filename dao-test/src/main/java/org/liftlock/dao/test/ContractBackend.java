package org.liftlock.dao.test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.test.spi.TestBackend;

/** A backend on the class path with what makes databases for its tests. */
record ContractBackend(BackendProvider provider, TestBackend databases) {

    /** All on the class path; fails if there are none, or one that is required is missing. */
    static List<ContractBackend> all(Set<String> required) {
        List<TestBackend> databases = new ArrayList<>();
        ServiceLoader.load(TestBackend.class).forEach(databases::add);
        List<ContractBackend> backends = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(required);
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            backends.add(new ContractBackend(provider, databasesOf(provider.backend(), databases)));
            missing.remove(provider.backend());
        }
        if (backends.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "There is no backend on the class path, so nothing would be tested;"
                            + " add liftlock-dao-sqlite, liftlock-dao-postgres or both to the test dependencies");
        }
        if (!missing.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "LIFTLOCK_TEST_REQUIRE asks for a backend that is not on the class" + " path: "
                            + String.join(", ", missing) + "; add it to the test dependencies");
        }
        return backends;
    }

    private static TestBackend databasesOf(String backend, List<TestBackend> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.backend().equals(backend))
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException("Nothing makes databases for the tests of the"
                        + " backend " + backend + "; register a " + TestBackend.class.getName() + " for it"));
    }

    String name() {
        return provider.backend();
    }
}
