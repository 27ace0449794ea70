package org.liftlock.integration.architecture.store;

import org.jooq.impl.DSL;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.JooqRepository;

/** SQL where it belongs. */
public final class JooqShelf extends JooqRepository implements Shelf {

    /** Creates the repository. */
    public JooqShelf(Database database) {
        super(database);
    }

    @Override
    public long books() {
        return read(dsl -> dsl.fetchCount(DSL.table(DSL.name("book"))));
    }
}
