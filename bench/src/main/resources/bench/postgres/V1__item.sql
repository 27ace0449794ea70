CREATE TABLE item (
  id       bigint           NOT NULL PRIMARY KEY,
  name     text COLLATE "C" NOT NULL,
  amount   bigint           NOT NULL,
  added_at text COLLATE "C" NOT NULL
);
