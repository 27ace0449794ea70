CREATE TABLE category (
  code        text COLLATE "C" NOT NULL PRIMARY KEY,
  title       text COLLATE "C" NOT NULL,
  title_upper text GENERATED ALWAYS AS (upper(title)) STORED
);
INSERT INTO category (code, title) VALUES ('home', 'Home'), ('work', 'Work');

CREATE TABLE note (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  category text COLLATE "C" NOT NULL REFERENCES category (code),
  parent   bigint REFERENCES note (id),
  text     text COLLATE "C" NOT NULL UNIQUE
);
