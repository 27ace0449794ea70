CREATE TABLE item (
  id       INTEGER NOT NULL PRIMARY KEY,
  name     TEXT    NOT NULL,
  amount   INTEGER NOT NULL,
  added_at TEXT    NOT NULL
);
