package org.liftlock.bench;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.RepeatedTest;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ConfiguredBy;
import org.liftlock.dao.test.ContractConfiguration;
import org.liftlock.dao.test.ContractDatabase;

/** Many tests that each write to three of thirty tables and commit: what lies between their bodies is what a test costs. */
@BackendContract(IsolationContract.Parts.class)
@ConfiguredBy(IsolationContract.ThirtyTables.class)
abstract class IsolationContract {

    static final int TESTS = 300;

    @RepeatedTest(TESTS)
    void writesToThreeTables(PartRepository parts, ContractDatabase database) {
        IsolationFigures.bodyBegins(database.backend());
        parts.add();
        IsolationFigures.bodyEnds();
    }

    /** Where the thirty tables come from. */
    static final class ThirtyTables implements ContractConfiguration {

        @Override
        public DatabaseBuilder builder(BackendProvider backend, String jdbcUrl) {
            return backend.builder(jdbcUrl).migrations("classpath:bench/isolation/" + backend.backend());
        }
    }

    /** Binds the repository. */
    static final class Parts implements RepositoryModule {

        @Override
        public void configure(RepositoryBinder binder) {
            binder.bind(PartRepository.class).on("sqlite", PartRepository::new).on("postgres", PartRepository::new);
        }
    }

    /** Writes three rows. */
    static final class PartRepository extends JooqRepository {

        private PartRepository(Database database) {
            super(database);
        }

        void add() {
            write(dsl -> insert(dsl, 1) + insert(dsl, 2) + insert(dsl, 3));
        }

        private static int insert(DSLContext dsl, int table) {
            return dsl.insertInto(DSL.table(DSL.name("part_0" + table)))
                    .set(DSL.field(DSL.name("name"), String.class), "a part")
                    .set(DSL.field(DSL.name("amount"), Long.class), 1L)
                    .execute();
        }
    }
}
