-- SQLite adds no NOT NULL column without a default, so the table is built anew. What is there already came with its list.
CREATE TABLE playlist_track_with_time (
  playlist_id UUID      NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position    INTEGER   NOT NULL,
  track_id    TEXT      NOT NULL REFERENCES track (id),
  added_at    TIMESTAMP NOT NULL,
  PRIMARY KEY (playlist_id, position)
);

INSERT INTO playlist_track_with_time (playlist_id, position, track_id, added_at)
SELECT playlist_id, position, track_id, playlist.created_at
FROM playlist_track
JOIN playlist ON playlist.id = playlist_track.playlist_id;

DROP TABLE playlist_track;
ALTER TABLE playlist_track_with_time RENAME TO playlist_track;
CREATE INDEX playlist_track_by_track ON playlist_track (track_id);

ALTER TABLE listener ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';
