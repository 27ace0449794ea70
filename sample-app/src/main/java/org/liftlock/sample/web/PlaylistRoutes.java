package org.liftlock.sample.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.liftlock.dao.Database;
import org.liftlock.dao.IdSource;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.playlist.Playlist;
import org.liftlock.sample.playlist.PlaylistId;
import org.liftlock.sample.playlist.PlaylistRepository;

/** Playlists and the order of their tracks. */
final class PlaylistRoutes {

    private final Transactions transactions;
    private final PlaylistRepository playlists;
    private final Clock clock;
    private final IdSource ids;

    PlaylistRoutes(Database database, Clock clock, IdSource ids) {
        this.transactions = database.transactions().with(UnitOptions.defaults().repeatable(MusicApi.ATTEMPTS));
        this.playlists = database.repository(PlaylistRepository.class);
        this.clock = clock;
        this.ids = ids;
    }

    void add(RoutesConfig routes) {
        routes.get(
                "/listeners/{id}/playlists",
                context -> Json.sendPage(
                        context,
                        playlists.ofOwner(Parameters.listener(context), Parameters.page(context)),
                        Views::playlist));
        routes.post("/playlists", this::make);
        routes.get("/playlists/{id}", context -> send(context, 200, playlist(Parameters.playlist(context))));
        routes.put("/playlists/{id}", context -> {
            Body body = Body.of(context);
            String name = body.text("name");
            boolean shared = body.flag("shared", false);
            body.end();
            change(context, playlist -> playlists.update(playlist.with(name, shared)));
        });
        routes.delete("/playlists/{id}", context -> {
            PlaylistId id = Parameters.playlist(context);
            var version = Parameters.expectedVersion(context);
            if (!(version.isPresent() ? playlists.delete(id, version.getAsLong()) : playlists.delete(id))) {
                throw RequestException.notFound("playlist");
            }
            context.status(204);
        });
        routes.get(
                "/playlists/{id}/tracks",
                context -> Json.sendPage(
                        context,
                        playlists.tracks(playlist(Parameters.playlist(context)).id(), Parameters.page(context)),
                        Views::playlistTrack));
        routes.post("/playlists/{id}/tracks", this::insert);
        routes.post("/playlists/{id}/moves", context -> {
            Body body = Body.of(context);
            long from = body.number("from");
            long to = body.number("to");
            body.end();
            change(context, playlist -> playlists.move(playlist, from, to));
        });
        routes.delete("/playlists/{id}/tracks/{position}", context -> {
            long position = Parameters.position(context);
            change(context, playlist -> playlists.remove(playlist, position));
        });
    }

    private Playlist playlist(PlaylistId id) {
        return playlists.find(id).orElseThrow(() -> RequestException.notFound("playlist"));
    }

    private void make(Context context) {
        Body body = Body.of(context);
        ListenerId owner = new ListenerId(Parameters.uuid(body.text("owner"))
                .orElseThrow(() -> RequestException.bad("'owner' is no id of a listener")));
        Playlist playlist = new Playlist(
                new PlaylistId(ids.next()), owner, body.text("name"), body.flag("shared", false), clock.instant(), 1);
        body.end();
        playlists.add(playlist);
        context.header("Location", "/playlists/" + playlist.id().value());
        send(context, 201, playlist);
    }

    private void insert(Context context) {
        Body body = Body.of(context);
        TrackId track = new TrackId(body.text("track"));
        Optional<Long> position = body.optionalNumber("position");
        body.end();
        change(
                context,
                playlist -> position.isPresent()
                        ? playlists.insert(playlist, position.get(), track, clock.instant())
                        : playlists.append(playlist, track, clock.instant()));
    }

    /** Without an If-Match header the change applies to what is there. */
    private void change(Context context, UnaryOperator<Playlist> change) {
        PlaylistId id = Parameters.playlist(context);
        send(context, 200, transactions.write(() -> {
            Playlist playlist = playlist(id);
            return change.apply(
                    playlist.read(Parameters.expectedVersion(context).orElse(playlist.version())));
        }));
    }

    private static void send(Context context, int status, Playlist playlist) {
        context.header("ETag", Parameters.etag(playlist.version()));
        Json.send(context, status, Views.playlist(playlist));
    }
}
