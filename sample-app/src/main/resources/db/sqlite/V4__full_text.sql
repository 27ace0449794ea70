-- The words of a track's metadata as the application splits and folds them, with one blank between.
CREATE TABLE track_search (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  track_id TEXT    NOT NULL UNIQUE REFERENCES track (id) ON DELETE CASCADE,
  words    TEXT    NOT NULL
);

-- The tokenizer "ascii" splits at blanks and takes all other letters as they are: the application has decided already.
CREATE VIRTUAL TABLE track_words USING fts5 (
  words,
  content = 'track_search',
  content_rowid = 'id',
  tokenize = 'ascii',
  detail = 'none',
  columnsize = 0,
  prefix = '2 3'
);

CREATE TRIGGER track_words_follow_insert AFTER INSERT ON track_search BEGIN
  INSERT INTO track_words (rowid, words) VALUES (new.id, new.words);
END;

CREATE TRIGGER track_words_follow_delete AFTER DELETE ON track_search BEGIN
  INSERT INTO track_words (track_words, rowid, words) VALUES ('delete', old.id, old.words);
END;

CREATE TRIGGER track_words_follow_update AFTER UPDATE ON track_search BEGIN
  INSERT INTO track_words (track_words, rowid, words) VALUES ('delete', old.id, old.words);
  INSERT INTO track_words (rowid, words) VALUES (new.id, new.words);
END;
