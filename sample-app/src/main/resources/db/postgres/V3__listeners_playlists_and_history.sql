CREATE TABLE listener (
  id        uuid NOT NULL PRIMARY KEY,
  name      text COLLATE "C" NOT NULL,
  name_key  text COLLATE "C" NOT NULL UNIQUE,
  active    boolean NOT NULL,
  joined_at timestamptz NOT NULL,
  version   bigint NOT NULL CONSTRAINT listener_version_is_positive CHECK (version > 0)
);

CREATE TABLE oauth_token (
  listener_id   uuid NOT NULL PRIMARY KEY REFERENCES listener (id) ON DELETE CASCADE,
  access_token  text COLLATE "C" NOT NULL,
  refresh_token text COLLATE "C" NOT NULL,
  expires_at    timestamptz NOT NULL,
  version       bigint NOT NULL CONSTRAINT oauth_token_version_is_positive CHECK (version > 0)
);

CREATE TABLE playlist (
  id         uuid NOT NULL PRIMARY KEY,
  owner_id   uuid NOT NULL REFERENCES listener (id),
  name       text COLLATE "C" NOT NULL CONSTRAINT playlist_has_a_name CHECK (name <> ''),
  shared     boolean NOT NULL,
  created_at timestamptz NOT NULL,
  version    bigint NOT NULL CONSTRAINT playlist_version_is_positive CHECK (version > 0)
);

CREATE INDEX playlist_by_owner ON playlist (owner_id, created_at, id);

CREATE TABLE playlist_track (
  playlist_id uuid NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position    bigint NOT NULL,
  track_id    text COLLATE "C" NOT NULL REFERENCES track (id),
  PRIMARY KEY (playlist_id, position)
);

CREATE INDEX playlist_track_by_track ON playlist_track (track_id);

CREATE TABLE play (
  id          uuid NOT NULL PRIMARY KEY,
  listener_id uuid NOT NULL REFERENCES listener (id),
  track_id    text COLLATE "C" NOT NULL REFERENCES track (id),
  played_at   timestamptz NOT NULL,
  played_ms   bigint NOT NULL CONSTRAINT play_takes_time CHECK (played_ms > 0),
  completed   boolean NOT NULL
);

CREATE INDEX play_by_listener ON play (listener_id, played_at, id);
CREATE INDEX play_by_time ON play (played_at, track_id);
CREATE INDEX play_by_track ON play (track_id);

CREATE TABLE snapshot (
  id          uuid NOT NULL PRIMARY KEY,
  listener_id uuid NOT NULL REFERENCES listener (id) ON DELETE CASCADE,
  period      text COLLATE "C" NOT NULL CONSTRAINT snapshot_period_is_known CHECK (period IN ('DAY', 'WEEK', 'MONTH', 'YEAR')),
  first_day   date NOT NULL,
  taken_at    timestamptz NOT NULL,
  UNIQUE (listener_id, period, first_day)
);

CREATE TABLE snapshot_track (
  snapshot_id uuid NOT NULL REFERENCES snapshot (id) ON DELETE CASCADE,
  place       bigint NOT NULL,
  track_id    text COLLATE "C" NOT NULL REFERENCES track (id),
  plays       bigint NOT NULL,
  played_ms   bigint NOT NULL,
  PRIMARY KEY (snapshot_id, place)
);

CREATE INDEX snapshot_track_by_track ON snapshot_track (track_id);
