package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.LISTENER;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.FoldedText;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.listener.ListenerRepository;
import org.liftlock.sample.store.schema.tables.records.ListenerRecord;

/** Listeners, with the same SQL everywhere. */
final class JooqListenerRepository extends JooqRepository implements ListenerRepository {

    private static final Keyset ALL = new Keyset("listener.all", List.of(LISTENER.NAME_KEY), List.of(String.class));

    JooqListenerRepository(Database database) {
        super(database);
    }

    @Override
    public void add(Listener listener) {
        write(dsl -> dsl.insertInto(LISTENER)
                .set(LISTENER.ID, listener.id().value())
                .set(LISTENER.NAME, listener.name())
                .set(LISTENER.NAME_KEY, FoldedText.of(listener.name()))
                .set(LISTENER.ACTIVE, listener.active())
                .set(LISTENER.JOINED_AT, listener.joinedAt())
                .set(LISTENER.TIME_ZONE, listener.zone().getId())
                .set(LISTENER.VERSION, listener.version())
                .execute());
    }

    @Override
    public Optional<Listener> find(ListenerId id) {
        return read(dsl -> dsl.selectFrom(LISTENER)
                .where(LISTENER.ID.eq(id.value()))
                .fetchOptional(JooqListenerRepository::listener));
    }

    @Override
    public Page<Listener> all(PageRequest page) {
        List<Listener> fetched = read(dsl -> ALL.page(dsl.selectFrom(LISTENER).where(DSL.noCondition()), page)
                .fetch(JooqListenerRepository::listener));
        return Page.of(page, fetched, last -> ALL.cursor(FoldedText.of(last.name())));
    }

    @Override
    public Listener update(Listener listener) {
        boolean found = updateVersion(
                LISTENER,
                LISTENER.ID.eq(listener.id().value()),
                LISTENER.VERSION,
                listener.version(),
                Map.of(
                        LISTENER.NAME, listener.name(),
                        LISTENER.NAME_KEY, FoldedText.of(listener.name()),
                        LISTENER.ACTIVE, listener.active(),
                        LISTENER.TIME_ZONE, listener.zone().getId()));
        if (!found) {
            throw new DaoException(ErrorKind.STALE_VERSION, "The listener was removed since it was read");
        }
        return new Listener(
                listener.id(),
                listener.name(),
                listener.active(),
                listener.joinedAt(),
                listener.zone(),
                listener.version() + 1);
    }

    @Override
    public boolean delete(ListenerId id) {
        return write(dsl ->
                dsl.deleteFrom(LISTENER).where(LISTENER.ID.eq(id.value())).execute() > 0);
    }

    @Override
    public boolean delete(ListenerId id, long version) {
        return deleteVersion(LISTENER, LISTENER.ID.eq(id.value()), LISTENER.VERSION, version);
    }

    private static Listener listener(ListenerRecord row) {
        return new Listener(
                new ListenerId(row.getId()),
                row.getName(),
                row.getActive(),
                row.getJoinedAt(),
                ZoneId.of(row.getTimeZone()),
                row.getVersion());
    }
}
