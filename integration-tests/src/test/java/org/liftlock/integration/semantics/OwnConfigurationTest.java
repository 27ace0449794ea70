package org.liftlock.integration.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.spi.UnitOfWork;
import org.liftlock.dao.spi.UnitOfWorkListener;
import org.liftlock.dao.test.ConfiguredBy;
import org.liftlock.dao.test.semantics.SemanticsConfiguration;
import org.liftlock.dao.test.semantics.SemanticsContract;

class OwnConfigurationTest {

    private static final Set<String> TOLD = new ConcurrentSkipListSet<>();

    static class Own extends SemanticsConfiguration {
        @Override
        protected DatabaseBuilder database(BackendProvider backend, String jdbcUrl) {
            return backend.builder(jdbcUrl).listener(new UnitOfWorkListener() {
                @Override
                public void afterCommit(UnitOfWork unit) {
                    TOLD.add(backend.backend());
                }
            });
        }
    }

    @ConfiguredBy(Own.class)
    static class OwnSemantics extends SemanticsContract {

        @Test
        void commits(Database database) {
            database.transactions().write(() -> {});
        }
    }

    @Test
    void opensTheDatabasesOfTheContract() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(OwnSemantics.class, "commits", Database.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(2).failed(0));
        assertThat(TOLD).containsExactly("postgres", "sqlite");
    }
}
