CREATE TABLE item (
  id      bigint NOT NULL PRIMARY KEY,
  name    text NOT NULL UNIQUE,
  version bigint NOT NULL DEFAULT 1,
  note    text
);
