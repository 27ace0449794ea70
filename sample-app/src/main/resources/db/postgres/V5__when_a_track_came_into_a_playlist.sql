-- What is there already came with its list.
ALTER TABLE playlist_track ADD COLUMN added_at timestamptz;
UPDATE playlist_track SET added_at = playlist.created_at FROM playlist WHERE playlist.id = playlist_track.playlist_id;
ALTER TABLE playlist_track ALTER COLUMN added_at SET NOT NULL;

ALTER TABLE listener ADD COLUMN time_zone text COLLATE "C" NOT NULL DEFAULT 'UTC';
