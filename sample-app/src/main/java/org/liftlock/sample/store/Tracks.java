package org.liftlock.sample.store;

import java.time.Duration;
import java.util.Optional;
import org.liftlock.dao.FoldedText;
import org.liftlock.dao.jooq.JsonTrees;
import org.liftlock.sample.music.AlbumId;
import org.liftlock.sample.music.JsonDocument;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.store.schema.tables.records.TrackRecord;

/** Tracks as rows and back. */
final class Tracks {

    private Tracks() {}

    static TrackRecord record(Track track) {
        TrackRecord row = new TrackRecord();
        row.setId(track.id().value());
        row.setAlbumId(track.album().value());
        row.setTrackNumber(track.number());
        row.setTitle(track.title());
        row.setTitleFolded(FoldedText.of(track.title()));
        row.setDurationMs(track.duration().toMillis());
        row.setExplicit(track.explicit());
        row.setLoudness(track.loudness());
        row.setPlayCount(track.playCount());
        row.setLastPlayedAt(track.lastPlayedAt().orElse(null));
        row.setAddedAt(track.addedAt());
        row.setPayload(JsonTrees.parse(track.payload().text()));
        return row;
    }

    static Track track(TrackRecord row) {
        return new Track(
                new TrackId(row.getId()),
                new AlbumId(row.getAlbumId()),
                row.getTrackNumber(),
                row.getTitle(),
                Duration.ofMillis(row.getDurationMs()),
                row.getExplicit(),
                row.getLoudness(),
                row.getPlayCount(),
                Optional.ofNullable(row.getLastPlayedAt()),
                row.getAddedAt(),
                new JsonDocument(row.getPayload().toString()));
    }
}
