package org.liftlock.sample.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.liftlock.dao.Database;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.sample.music.Album;
import org.liftlock.sample.music.AlbumId;
import org.liftlock.sample.music.AlbumRepository;
import org.liftlock.sample.music.NewAlbum;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.music.TrackRepository;
import org.liftlock.sample.music.TrackSearch;

/** Albums and tracks, and the ways to find them. */
final class LibraryRoutes {

    private final Transactions transactions;
    private final AlbumRepository albums;
    private final TrackRepository tracks;
    private final TrackSearch search;
    private final Clock clock;

    LibraryRoutes(Database database, Clock clock) {
        this.transactions = database.transactions().with(UnitOptions.defaults().repeatable(MusicApi.ATTEMPTS));
        this.albums = database.repository(AlbumRepository.class);
        this.tracks = database.repository(TrackRepository.class);
        this.search = database.repository(TrackSearch.class);
        this.clock = clock;
    }

    void add(RoutesConfig routes) {
        routes.get("/albums", context -> Json.sendPage(context, albums.all(Parameters.page(context)), Views::album));
        routes.post("/albums", this::addAlbum);
        routes.get("/albums/{id}", context -> Json.send(context, 200, Views.album(album(context))));
        routes.get(
                "/albums/{id}/tracks",
                context -> Json.sendPage(
                        context, tracks.ofAlbum(album(context).id(), Parameters.page(context)), Views::track));
        routes.get("/tracks", context -> Json.sendPage(context, found(context), Views::track));
        routes.get(
                "/tracks/most-played",
                context -> Json.sendList(context, tracks.mostPlayed(Parameters.limit(context)), Views::overview));
        routes.get("/tracks/{id}", context -> Json.send(context, 200, Views.track(track(Parameters.track(context)))));
        routes.put("/tracks/{id}", this::putTrack);
        routes.delete("/tracks/{id}", context -> {
            if (!tracks.delete(Parameters.track(context))) {
                throw RequestException.notFound("track");
            }
            context.status(204);
        });
    }

    private Album album(Context context) {
        return albums.find(Parameters.album(context)).orElseThrow(() -> RequestException.notFound("album"));
    }

    private Track track(TrackId id) {
        return tracks.find(id).orElseThrow(() -> RequestException.notFound("track"));
    }

    private void addAlbum(Context context) {
        Body body = Body.of(context);
        NewAlbum wanted = new NewAlbum(body.text("artist"), body.text("title"), body.date("releasedOn"));
        body.end();
        Album album = albums.add(wanted);
        context.header("Location", "/albums/" + album.id().value());
        Json.send(context, 201, Views.album(album));
    }

    private Page<Track> found(Context context) {
        PageRequest page = Parameters.page(context);
        Optional<String> words = Parameters.text(context, "q");
        Optional<String> genre = Parameters.text(context, "genre");
        Optional<String> title = Parameters.text(context, "title");
        if (words.stream().count() + genre.stream().count() + title.stream().count() > 1) {
            throw RequestException.bad("Only one of 'q', 'genre' and 'title' can be asked for");
        }
        if (words.isPresent()) {
            return search.find(words.get(), page);
        }
        return genre.isPresent() ? tracks.inGenre(genre.get(), page) : tracks.search(title.orElse(""), page);
    }

    /** What is counted stays when the rest is replaced. */
    private void putTrack(Context context) {
        TrackId id = Parameters.track(context);
        Body body = Body.of(context);
        Track wanted = new Track(
                id,
                new AlbumId(body.number("album")),
                body.optionalNumber("number").orElse(1L),
                body.text("title"),
                Duration.ofMillis(body.number("durationMs")),
                body.flag("explicit", false),
                body.real("loudness", 0),
                0,
                Optional.empty(),
                body.optionalInstant("addedAt").orElseGet(clock::instant),
                body.document("payload"));
        body.end();
        boolean replaced = transactions.write(() -> {
            Optional<Track> before = tracks.find(id);
            tracks.save(before.map(wanted::withPlaysOf).orElse(wanted));
            return before.isPresent();
        });
        Json.send(context, replaced ? 200 : 201, Views.track(track(id)));
    }
}
