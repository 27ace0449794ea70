package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.LISTENER;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
                .set(LISTENER.ID, listener.id().value().toString())
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
                .where(LISTENER.ID.eq(id.value().toString()))
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
        int changed = write(dsl -> dsl.update(LISTENER)
                .set(LISTENER.NAME, listener.name())
                .set(LISTENER.NAME_KEY, FoldedText.of(listener.name()))
                .set(LISTENER.ACTIVE, listener.active())
                .set(LISTENER.TIME_ZONE, listener.zone().getId())
                .set(LISTENER.VERSION, LISTENER.VERSION.plus(1))
                .where(LISTENER.ID.eq(listener.id().value().toString()), LISTENER.VERSION.eq(listener.version()))
                .execute());
        if (changed == 0) {
            throw new DaoException(ErrorKind.STALE_VERSION, "The listener was changed since, or removed")
                    .with("version", listener.version());
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
        return write(dsl -> dsl.deleteFrom(LISTENER)
                        .where(LISTENER.ID.eq(id.value().toString()))
                        .execute()
                > 0);
    }

    private static Listener listener(ListenerRecord row) {
        return new Listener(
                new ListenerId(UUID.fromString(row.getId())),
                row.getName(),
                row.getActive(),
                row.getJoinedAt(),
                ZoneId.of(row.getTimeZone()),
                row.getVersion());
    }
}
