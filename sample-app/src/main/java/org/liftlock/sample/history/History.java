package org.liftlock.sample.history;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.liftlock.dao.Database;
import org.liftlock.dao.IdSource;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.TrackRepository;

/** What takes several repositories in one unit of work: plays that count, and snapshots of charts. Thread-safe. */
public final class History {

    /** A track that many play at once is changed by many units at once. */
    private static final UnitOptions REPEATABLE = UnitOptions.defaults().repeatable(10);

    private static final int SNAPSHOT_PLACES = 50;

    private final Transactions transactions;
    private final TrackRepository tracks;
    private final PlayRepository plays;
    private final SnapshotRepository snapshots;
    private final Clock clock;
    private final IdSource ids;

    /**
     * Creates the service.
     *
     * @param database keeps everything
     * @param clock tells when snapshots are taken
     * @param ids gives snapshots their ids
     */
    public History(Database database, Clock clock, IdSource ids) {
        this.transactions = database.transactions().with(REPEATABLE);
        this.tracks = database.repository(TrackRepository.class);
        this.plays = database.repository(PlayRepository.class);
        this.snapshots = database.repository(SnapshotRepository.class);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Stores a play and counts it at its track.
     *
     * @param play the play
     * @throws org.liftlock.dao.DaoException as {@link PlayRepository#addAll} does
     */
    public void record(Play play) {
        transactions.write(() -> {
            plays.addAll(List.of(play));
            tracks.markPlayed(play.track(), play.playedAt());
        });
    }

    /**
     * The chart of a period.
     *
     * @param listener whose; empty for all listeners
     * @param period of how long
     * @param day a day of the period
     * @param zone where days begin
     * @param limit how many places
     * @return the chart
     */
    public List<ChartEntry> chart(Optional<ListenerId> listener, Period period, LocalDate day, ZoneId zone, int limit) {
        TimeSpan span = TimeSpan.of(period, day, zone);
        return plays.chart(listener, span.from(), span.until(), limit);
    }

    /**
     * Keeps the chart of a listener's period as it is now.
     *
     * @param listener whose
     * @param period of how long
     * @param day a day of the period, where the listener is
     * @return the snapshot
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#DUPLICATE_KEY} if there is one of that period
     */
    public Snapshot takeSnapshot(Listener listener, Period period, LocalDate day) {
        TimeSpan span = TimeSpan.of(period, day, listener.zone());
        return transactions.write(() -> {
            Snapshot snapshot = new Snapshot(
                    ids.next(),
                    listener.id(),
                    period,
                    span.firstDay(),
                    clock.instant(),
                    plays.chart(Optional.of(listener.id()), span.from(), span.until(), SNAPSHOT_PLACES));
            snapshots.add(snapshot);
            return snapshot;
        });
    }
}
