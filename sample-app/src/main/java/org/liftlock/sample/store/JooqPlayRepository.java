package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.PLAY;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.Database;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.history.ChartEntry;
import org.liftlock.sample.history.Play;
import org.liftlock.sample.history.PlayRepository;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.store.schema.tables.records.PlayRecord;

/** Plays, with the same SQL everywhere. */
final class JooqPlayRepository extends JooqRepository implements PlayRepository {

    private static final Keyset OF_LISTENER = new Keyset(
            "play.ofListener", List.of(PLAY.PLAYED_AT.desc(), PLAY.ID.desc()), List.of(Instant.class, UUID.class));

    JooqPlayRepository(Database database) {
        super(database);
    }

    @Override
    public void addAll(Collection<Play> plays) {
        insert(PLAY, plays.stream().map(JooqPlayRepository::row).toList());
    }

    @Override
    public Page<Play> ofListener(ListenerId listener, PageRequest page) {
        List<Play> fetched = read(dsl -> OF_LISTENER
                .page(dsl.selectFrom(PLAY).where(PLAY.LISTENER_ID.eq(listener.value())), page)
                .fetch(JooqPlayRepository::play));
        return Page.of(page, fetched, last -> OF_LISTENER.cursor(last.playedAt(), last.id()));
    }

    @Override
    public List<ChartEntry> chart(Optional<ListenerId> listener, Instant from, Instant until, int limit) {
        Condition counts = PLAY.PLAYED_AT
                .ge(from)
                .and(PLAY.PLAYED_AT.lt(until))
                .and(listener.map(id -> PLAY.LISTENER_ID.eq(id.value())).orElse(DSL.noCondition()));
        Field<Long> plays = DSL.count().cast(SQLDataType.BIGINT);
        // The sum of bigint is numeric on PostgreSQL and cast back; no library plays for longer than a bigint.
        Field<Long> played = DSL.sum(PLAY.PLAYED_MS).cast(SQLDataType.BIGINT);
        List<Record3<String, Long, Long>> rows = read(dsl -> dsl.select(PLAY.TRACK_ID, plays, played)
                .from(PLAY)
                .where(counts)
                .groupBy(PLAY.TRACK_ID)
                .orderBy(plays.desc(), played.desc(), PLAY.TRACK_ID)
                .limit(limit)
                .fetch());
        List<ChartEntry> chart = new ArrayList<>();
        for (Record3<String, Long, Long> row : rows) {
            chart.add(new ChartEntry(
                    chart.size() + 1L, new TrackId(row.value1()), row.value2(), Duration.ofMillis(row.value3())));
        }
        return chart;
    }

    private static PlayRecord row(Play play) {
        return new PlayRecord(
                play.id(),
                play.listener().value(),
                play.track().value(),
                play.playedAt(),
                play.played().toMillis(),
                play.completed());
    }

    private static Play play(PlayRecord row) {
        return new Play(
                row.getId(),
                new ListenerId(row.getListenerId()),
                new TrackId(row.getTrackId()),
                row.getPlayedAt(),
                Duration.ofMillis(row.getPlayedMs()),
                row.getCompleted());
    }
}
