package org.liftlock.sample.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.liftlock.dao.Database;
import org.liftlock.dao.IdSource;
import org.liftlock.sample.history.History;
import org.liftlock.sample.history.Period;
import org.liftlock.sample.history.Play;
import org.liftlock.sample.history.PlayRepository;
import org.liftlock.sample.history.Snapshot;
import org.liftlock.sample.history.SnapshotRepository;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.ListenerRepository;
import org.liftlock.sample.music.TrackId;

/** Plays, charts and snapshots. */
final class HistoryRoutes {

    private final ListenerRepository listeners;
    private final PlayRepository plays;
    private final SnapshotRepository snapshots;
    private final History history;
    private final Clock clock;
    private final IdSource ids;

    HistoryRoutes(Database database, Clock clock, IdSource ids) {
        this.listeners = database.repository(ListenerRepository.class);
        this.plays = database.repository(PlayRepository.class);
        this.snapshots = database.repository(SnapshotRepository.class);
        this.history = new History(database, clock, ids);
        this.clock = clock;
        this.ids = ids;
    }

    void add(RoutesConfig routes) {
        routes.get(
                "/listeners/{id}/plays",
                context -> Json.sendPage(
                        context, plays.ofListener(listener(context).id(), Parameters.page(context)), Views::play));
        routes.post("/listeners/{id}/plays", this::play);
        routes.get(
                "/charts",
                context -> Json.sendList(
                        context,
                        history.chart(
                                Optional.empty(),
                                Parameters.period(context),
                                Parameters.day(context),
                                ZoneOffset.UTC,
                                Parameters.limit(context)),
                        Views::chartEntry));
        routes.get("/listeners/{id}/charts", context -> {
            Listener listener = listener(context);
            Json.sendList(
                    context,
                    history.chart(
                            Optional.of(listener.id()),
                            Parameters.period(context),
                            Parameters.day(context),
                            listener.zone(),
                            Parameters.limit(context)),
                    Views::chartEntry);
        });
        routes.get(
                "/listeners/{id}/snapshots",
                context -> Json.sendPage(
                        context,
                        snapshots.ofListener(listener(context).id(), Parameters.page(context)),
                        Views::snapshot));
        routes.post("/listeners/{id}/snapshots", this::takeSnapshot);
        routes.get(
                "/snapshots/{id}",
                context -> Json.send(
                        context,
                        200,
                        Views.snapshotWithChart(snapshots
                                .find(Parameters.id(context, "snapshot"))
                                .orElseThrow(() -> RequestException.notFound("snapshot")))));
    }

    private Listener listener(Context context) {
        return listeners.find(Parameters.listener(context)).orElseThrow(() -> RequestException.notFound("listener"));
    }

    private void play(Context context) {
        Body body = Body.of(context);
        Play play = new Play(
                ids.next(),
                listener(context).id(),
                new TrackId(body.text("track")),
                body.optionalInstant("playedAt").orElseGet(clock::instant),
                Duration.ofMillis(body.number("playedMs")),
                body.flag("completed", true));
        body.end();
        history.record(play);
        Json.send(context, 201, Views.play(play));
    }

    private void takeSnapshot(Context context) {
        Body body = Body.of(context);
        Period period = Parameters.period(body.text("period"));
        LocalDate day = body.date("on");
        body.end();
        Snapshot snapshot = history.takeSnapshot(listener(context), period, day);
        context.header("Location", "/snapshots/" + snapshot.id());
        Json.send(context, 201, Views.snapshotWithChart(snapshot));
    }
}
