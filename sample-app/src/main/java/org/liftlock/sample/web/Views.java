package org.liftlock.sample.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liftlock.sample.history.ChartEntry;
import org.liftlock.sample.history.Play;
import org.liftlock.sample.history.Snapshot;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.OAuthToken;
import org.liftlock.sample.music.Album;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackOverview;
import org.liftlock.sample.playlist.Playlist;
import org.liftlock.sample.playlist.PlaylistTrack;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** How things look to clients. Of a token they see when it expires, never what opens the service. */
final class Views {

    private Views() {}

    static ObjectNode album(Album album) {
        return Json.object()
                .put("id", album.id().value())
                .put("artist", album.artist())
                .put("title", album.title())
                .put("releasedOn", album.releasedOn().toString());
    }

    static ObjectNode track(Track track) {
        ObjectNode node = Json.object()
                .put("id", track.id().value())
                .put("album", track.album().value())
                .put("number", track.number())
                .put("title", track.title())
                .put("durationMs", track.duration().toMillis())
                .put("explicit", track.explicit())
                .put("loudness", track.loudness())
                .put("playCount", track.playCount())
                .put("lastPlayedAt", time(track.lastPlayedAt()))
                .put("addedAt", track.addedAt().toString());
        node.putRawValue("payload", new RawValue(track.payload().text()));
        return node;
    }

    static ObjectNode overview(TrackOverview track) {
        return Json.object()
                .put("id", track.id().value())
                .put("title", track.title())
                .put("album", track.album())
                .put("artist", track.artist())
                .put("playCount", track.playCount());
    }

    static ObjectNode listener(Listener listener) {
        return Json.object()
                .put("id", listener.id().value().toString())
                .put("name", listener.name())
                .put("active", listener.active())
                .put("joinedAt", listener.joinedAt().toString())
                .put("zone", listener.zone().getId())
                .put("version", listener.version());
    }

    static ObjectNode connection(OAuthToken token, Instant now) {
        return Json.object()
                .put("expiresAt", token.grant().expiresAt().toString())
                .put("expired", token.isExpired(now))
                .put("version", token.version());
    }

    static ObjectNode playlist(Playlist playlist) {
        return Json.object()
                .put("id", playlist.id().value().toString())
                .put("owner", playlist.owner().value().toString())
                .put("name", playlist.name())
                .put("shared", playlist.shared())
                .put("createdAt", playlist.createdAt().toString())
                .put("version", playlist.version());
    }

    static ObjectNode playlistTrack(PlaylistTrack entry) {
        return Json.object()
                .put("position", entry.position())
                .put("track", entry.track().value())
                .put("addedAt", entry.addedAt().toString());
    }

    static ObjectNode play(Play play) {
        return Json.object()
                .put("id", play.id().toString())
                .put("track", play.track().value())
                .put("playedAt", play.playedAt().toString())
                .put("playedMs", play.played().toMillis())
                .put("completed", play.completed());
    }

    static ObjectNode chartEntry(ChartEntry entry) {
        return Json.object()
                .put("place", entry.place())
                .put("track", entry.track().value())
                .put("plays", entry.plays())
                .put("playedMs", entry.played().toMillis());
    }

    static ObjectNode snapshot(Snapshot snapshot) {
        return Json.object()
                .put("id", snapshot.id().toString())
                .put("listener", snapshot.listener().value().toString())
                .put("period", snapshot.period().name().toLowerCase(Locale.ROOT))
                .put("firstDay", snapshot.firstDay().toString())
                .put("takenAt", snapshot.takenAt().toString());
    }

    static ObjectNode snapshotWithChart(Snapshot snapshot) {
        ObjectNode node = snapshot(snapshot);
        ArrayNode chart = node.putArray("chart");
        snapshot.entries().forEach(entry -> chart.add(chartEntry(entry)));
        return node;
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
