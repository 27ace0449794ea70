package org.liftlock.dao.postgres;

import java.util.Objects;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.jooq.JooqRepository;

/** A repository of the tests that runs what it is given. */
final class Statements extends JooqRepository {

    static final RepositoryModule MODULE =
            binder -> binder.bind(Statements.class).on(PostgresDatabase.BACKEND, Statements::new);

    private Statements(Database database) {
        super(database);
    }

    String text(String sql) {
        return Objects.toString(read(
                dsl -> dsl.fetchValue(DSL.resultQuery(sql).coerce(DSL.field("x", SQLDataType.CLOB)))));
    }

    int execute(String sql) {
        return write(dsl -> dsl.execute(sql));
    }
}
