package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.SNAPSHOT;
import static org.liftlock.sample.store.schema.Tables.SNAPSHOT_TRACK;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liftlock.dao.Database;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.history.ChartEntry;
import org.liftlock.sample.history.Snapshot;
import org.liftlock.sample.history.SnapshotRepository;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.store.schema.tables.records.SnapshotRecord;
import org.liftlock.sample.store.schema.tables.records.SnapshotTrackRecord;

/** Snapshots, with the same SQL everywhere. */
final class JooqSnapshotRepository extends JooqRepository implements SnapshotRepository {

    /** A cursor holds no days, and ids made one after the other are in order of time already. */
    private static final Keyset OF_LISTENER =
            new Keyset("snapshot.ofListener", List.of(SNAPSHOT.ID), List.of(UUID.class));

    JooqSnapshotRepository(Database database) {
        super(database);
    }

    @Override
    public void add(Snapshot snapshot) {
        write(dsl -> {
            dsl.insertInto(SNAPSHOT)
                    .set(SNAPSHOT.ID, snapshot.id())
                    .set(SNAPSHOT.LISTENER_ID, snapshot.listener().value())
                    .set(SNAPSHOT.PERIOD, snapshot.period())
                    .set(SNAPSHOT.FIRST_DAY, snapshot.firstDay())
                    .set(SNAPSHOT.TAKEN_AT, snapshot.takenAt())
                    .execute();
            return insert(
                    SNAPSHOT_TRACK,
                    snapshot.entries().stream()
                            .map(entry -> new SnapshotTrackRecord(
                                    snapshot.id(),
                                    entry.place(),
                                    entry.track().value(),
                                    entry.plays(),
                                    entry.played().toMillis()))
                            .toList());
        });
    }

    @Override
    public Optional<Snapshot> find(UUID id) {
        return read(dsl -> dsl.selectFrom(SNAPSHOT)
                .where(SNAPSHOT.ID.eq(id))
                .fetchOptional(row -> snapshot(
                        row,
                        dsl.selectFrom(SNAPSHOT_TRACK)
                                .where(SNAPSHOT_TRACK.SNAPSHOT_ID.eq(id))
                                .orderBy(SNAPSHOT_TRACK.PLACE)
                                .fetch(entry -> new ChartEntry(
                                        entry.getPlace(),
                                        new TrackId(entry.getTrackId()),
                                        entry.getPlays(),
                                        Duration.ofMillis(entry.getPlayedMs()))))));
    }

    @Override
    public Page<Snapshot> ofListener(ListenerId listener, PageRequest page) {
        List<Snapshot> fetched = read(dsl -> OF_LISTENER
                .page(dsl.selectFrom(SNAPSHOT).where(SNAPSHOT.LISTENER_ID.eq(listener.value())), page)
                .fetch(row -> snapshot(row, List.of())));
        return Page.of(page, fetched, last -> OF_LISTENER.cursor(last.id()));
    }

    private static Snapshot snapshot(SnapshotRecord row, List<ChartEntry> entries) {
        return new Snapshot(
                row.getId(),
                new ListenerId(row.getListenerId()),
                row.getPeriod(),
                row.getFirstDay(),
                row.getTakenAt(),
                entries);
    }
}
