package org.liftlock.sample.store;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.jooq.JooqRepository;

/** A repository of the tests that runs any statement. */
final class Probe extends JooqRepository {

    /** Binds it. */
    static final class Module implements RepositoryModule {

        @Override
        public void configure(RepositoryBinder binder) {
            binder.bind(Probe.class).on("sqlite", Probe::new).on("postgres", Probe::new);
        }
    }

    private Probe(Database database) {
        super(database);
    }

    int execute(String sql) {
        return write(dsl -> dsl.execute(sql));
    }

    List<String> texts(String sql) {
        return read(dsl -> dsl.resultQuery(sql)
                .coerce(DSL.field("value", SQLDataType.CLOB))
                .fetch(0, String.class));
    }

    int executeReading(String sql) {
        return read(dsl -> dsl.execute(sql));
    }

    Stream<String> stream(String sql) {
        return stream(
                dsl -> dsl.resultQuery(sql).coerce(DSL.field("value", SQLDataType.CLOB)),
                row -> row.get(0, String.class));
    }
}
