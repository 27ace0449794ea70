CREATE INDEX track_by_album ON track (album_id, track_number);
CREATE INDEX track_by_title ON track (title_folded, id);
CREATE INDEX track_by_time_added ON track (added_at, id);
CREATE INDEX track_by_play_count ON track (play_count DESC, id);

CREATE VIEW track_overview AS
SELECT track.id         AS track_id,
       track.title      AS track_title,
       album.title      AS album_title,
       artist.name      AS artist_name,
       track.play_count AS play_count
FROM track
JOIN album ON album.id = track.album_id
JOIN artist ON artist.id = album.artist_id;
