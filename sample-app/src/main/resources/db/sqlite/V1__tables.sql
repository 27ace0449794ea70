CREATE TABLE artist (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT    NOT NULL UNIQUE
);

CREATE TABLE album (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  artist_id   INTEGER NOT NULL REFERENCES artist (id),
  title       TEXT    NOT NULL,
  released_on DATE    NOT NULL,
  UNIQUE (artist_id, title)
);

CREATE TABLE track (
  id             TEXT      NOT NULL PRIMARY KEY,
  album_id       INTEGER   NOT NULL REFERENCES album (id),
  track_number   INTEGER   NOT NULL,
  title          TEXT      NOT NULL,
  title_folded   TEXT      NOT NULL,
  duration_ms    INTEGER   NOT NULL CONSTRAINT track_duration_is_positive CHECK (duration_ms > 0),
  explicit       BOOLEAN   NOT NULL CHECK (explicit IN (0, 1)),
  loudness       REAL      NOT NULL,
  play_count     INTEGER   NOT NULL DEFAULT 0,
  last_played_at TIMESTAMP,
  added_at       TIMESTAMP NOT NULL,
  payload        JSON      NOT NULL
);
