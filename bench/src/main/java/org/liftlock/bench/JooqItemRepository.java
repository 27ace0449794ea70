package org.liftlock.bench;

import java.util.List;
import java.util.Optional;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.jooq.JooqRepository;

/** Items, with the same SQL on every backend. */
final class JooqItemRepository extends JooqRepository implements ItemRepository {

    static final RepositoryModule MODULE = binder -> binder.bind(ItemRepository.class)
            .on("sqlite", JooqItemRepository::new)
            .on("postgres", JooqItemRepository::new);

    private JooqItemRepository(Database database) {
        super(database);
    }

    @Override
    public Optional<Item> find(long id) {
        return read(dsl -> Statements.find(dsl, id));
    }

    @Override
    public void saveAll(List<Item> items) {
        batch(Statements::upsert, items, item -> new Object[] {item.id(), item.name(), item.amount(), item.addedAt()});
    }

    @Override
    public long count() {
        return read(Statements::count);
    }
}
