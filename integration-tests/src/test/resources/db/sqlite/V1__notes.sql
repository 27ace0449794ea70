CREATE TABLE category (
  code  TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL
);
INSERT INTO category (code, title) VALUES ('home', 'Home'), ('work', 'Work');

CREATE TABLE note (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  category TEXT NOT NULL REFERENCES category (code),
  parent   INTEGER REFERENCES note (id),
  text     TEXT NOT NULL UNIQUE
);
