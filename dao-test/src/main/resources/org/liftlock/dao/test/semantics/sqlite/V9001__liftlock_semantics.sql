CREATE TABLE liftlock_semantics_item (
  id      INTEGER NOT NULL PRIMARY KEY,
  code    TEXT    NOT NULL UNIQUE,
  name    TEXT    NOT NULL CONSTRAINT liftlock_semantics_name_is_short CHECK (length(name) <= 40),
  amount  INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 0,
  rank    INTEGER
) STRICT;
CREATE INDEX liftlock_semantics_item_by_name ON liftlock_semantics_item (name, id);

CREATE TABLE liftlock_semantics_part (
  id      INTEGER NOT NULL PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES liftlock_semantics_item (id)
) STRICT;

CREATE TABLE liftlock_semantics_late_part (
  id      INTEGER NOT NULL PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES liftlock_semantics_item (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE liftlock_semantics_named (
  name TEXT NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE liftlock_semantics_numbered (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE liftlock_semantics_value (
  id          INTEGER NOT NULL PRIMARY KEY,
  ratio       REAL,
  flag        INTEGER CHECK (flag IN (0, 1)),
  happened_at TEXT,
  due_on      TEXT,
  local_time  TEXT,
  price       INTEGER,
  decimal_fraction TEXT,
  document    TEXT CHECK (json_valid(document)),
  bytes       BLOB
) STRICT;

CREATE TABLE liftlock_semantics_closed (
  id INTEGER NOT NULL PRIMARY KEY
) STRICT;
CREATE TRIGGER liftlock_semantics_closed_rule BEFORE INSERT ON liftlock_semantics_closed
BEGIN
  SELECT RAISE(ABORT, 'the table is closed');
END;

CREATE TABLE liftlock_semantics_page (
  id   INTEGER NOT NULL PRIMARY KEY,
  body TEXT    NOT NULL
) STRICT;
CREATE VIRTUAL TABLE liftlock_semantics_page_words
  USING fts5 (body, content = 'liftlock_semantics_page', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER liftlock_semantics_page_inserted AFTER INSERT ON liftlock_semantics_page
BEGIN
  INSERT INTO liftlock_semantics_page_words (rowid, body) VALUES (new.id, new.body);
END;
CREATE TRIGGER liftlock_semantics_page_deleted AFTER DELETE ON liftlock_semantics_page
BEGIN
  INSERT INTO liftlock_semantics_page_words (liftlock_semantics_page_words, rowid, body) VALUES ('delete', old.id, old.body);
END;
CREATE TRIGGER liftlock_semantics_page_updated AFTER UPDATE ON liftlock_semantics_page
BEGIN
  INSERT INTO liftlock_semantics_page_words (liftlock_semantics_page_words, rowid, body) VALUES ('delete', old.id, old.body);
  INSERT INTO liftlock_semantics_page_words (rowid, body) VALUES (new.id, new.body);
END;
