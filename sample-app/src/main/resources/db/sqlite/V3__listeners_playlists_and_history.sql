CREATE TABLE listener (
  id        UUID      NOT NULL PRIMARY KEY,
  name      TEXT      NOT NULL,
  name_key  TEXT      NOT NULL UNIQUE,
  active    BOOLEAN   NOT NULL CHECK (active IN (0, 1)),
  joined_at TIMESTAMP NOT NULL,
  version   INTEGER   NOT NULL CONSTRAINT listener_version_is_positive CHECK (version > 0)
);

CREATE TABLE oauth_token (
  listener_id   UUID      NOT NULL PRIMARY KEY REFERENCES listener (id) ON DELETE CASCADE,
  access_token  TEXT      NOT NULL,
  refresh_token TEXT      NOT NULL,
  expires_at    TIMESTAMP NOT NULL,
  version       INTEGER   NOT NULL CONSTRAINT oauth_token_version_is_positive CHECK (version > 0)
);

CREATE TABLE playlist (
  id         UUID      NOT NULL PRIMARY KEY,
  owner_id   UUID      NOT NULL REFERENCES listener (id),
  name       TEXT      NOT NULL CONSTRAINT playlist_has_a_name CHECK (name <> ''),
  shared     BOOLEAN   NOT NULL CHECK (shared IN (0, 1)),
  created_at TIMESTAMP NOT NULL,
  version    INTEGER   NOT NULL CONSTRAINT playlist_version_is_positive CHECK (version > 0)
);

CREATE INDEX playlist_by_owner ON playlist (owner_id, created_at, id);

CREATE TABLE playlist_track (
  playlist_id UUID    NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  track_id    TEXT    NOT NULL REFERENCES track (id),
  PRIMARY KEY (playlist_id, position)
);

CREATE INDEX playlist_track_by_track ON playlist_track (track_id);

CREATE TABLE play (
  id          UUID      NOT NULL PRIMARY KEY,
  listener_id UUID      NOT NULL REFERENCES listener (id),
  track_id    TEXT      NOT NULL REFERENCES track (id),
  played_at   TIMESTAMP NOT NULL,
  played_ms   INTEGER   NOT NULL CONSTRAINT play_takes_time CHECK (played_ms > 0),
  completed   BOOLEAN   NOT NULL CHECK (completed IN (0, 1))
);

CREATE INDEX play_by_listener ON play (listener_id, played_at, id);
CREATE INDEX play_by_time ON play (played_at, track_id);
CREATE INDEX play_by_track ON play (track_id);

CREATE TABLE snapshot (
  id          UUID      NOT NULL PRIMARY KEY,
  listener_id UUID      NOT NULL REFERENCES listener (id) ON DELETE CASCADE,
  period      TEXT      NOT NULL CONSTRAINT snapshot_period_is_known CHECK (period IN ('DAY', 'WEEK', 'MONTH', 'YEAR')),
  first_day   DATE      NOT NULL,
  taken_at    TIMESTAMP NOT NULL,
  UNIQUE (listener_id, period, first_day)
);

CREATE TABLE snapshot_track (
  snapshot_id UUID    NOT NULL REFERENCES snapshot (id) ON DELETE CASCADE,
  place       INTEGER NOT NULL,
  track_id    TEXT    NOT NULL REFERENCES track (id),
  plays       INTEGER NOT NULL,
  played_ms   INTEGER NOT NULL,
  PRIMARY KEY (snapshot_id, place)
);

CREATE INDEX snapshot_track_by_track ON snapshot_track (track_id);
