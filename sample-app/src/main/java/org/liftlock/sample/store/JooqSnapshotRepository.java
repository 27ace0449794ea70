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
import org.liftlock.sample.history.Period;
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
            new Keyset("snapshot.ofListener", List.of(SNAPSHOT.ID), List.of(String.class));

    JooqSnapshotRepository(Database database) {
        super(database);
    }

    @Override
    public void add(Snapshot snapshot) {
        write(dsl -> {
            dsl.insertInto(SNAPSHOT)
                    .set(SNAPSHOT.ID, snapshot.id().toString())
                    .set(SNAPSHOT.LISTENER_ID, snapshot.listener().value().toString())
                    .set(SNAPSHOT.PERIOD, snapshot.period().name())
                    .set(SNAPSHOT.FIRST_DAY, snapshot.firstDay())
                    .set(SNAPSHOT.TAKEN_AT, snapshot.takenAt())
                    .execute();
            return dsl.batchInsert(snapshot.entries().stream()
                            .map(entry -> new SnapshotTrackRecord(
                                    snapshot.id().toString(),
                                    entry.place(),
                                    entry.track().value(),
                                    entry.plays(),
                                    entry.played().toMillis()))
                            .toList())
                    .execute();
        });
    }

    @Override
    public Optional<Snapshot> find(UUID id) {
        return read(dsl -> dsl.selectFrom(SNAPSHOT)
                .where(SNAPSHOT.ID.eq(id.toString()))
                .fetchOptional(row -> snapshot(
                        row,
                        dsl.selectFrom(SNAPSHOT_TRACK)
                                .where(SNAPSHOT_TRACK.SNAPSHOT_ID.eq(id.toString()))
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
                .page(
                        dsl.selectFrom(SNAPSHOT)
                                .where(SNAPSHOT.LISTENER_ID.eq(listener.value().toString())),
                        page)
                .fetch(row -> snapshot(row, List.of())));
        return Page.of(page, fetched, last -> OF_LISTENER.cursor(last.id().toString()));
    }

    private static Snapshot snapshot(SnapshotRecord row, List<ChartEntry> entries) {
        return new Snapshot(
                UUID.fromString(row.getId()),
                new ListenerId(UUID.fromString(row.getListenerId())),
                Period.valueOf(row.getPeriod()),
                row.getFirstDay(),
                row.getTakenAt(),
                entries);
    }
}
