CREATE TABLE orders (
  number   bigint PRIMARY KEY,
  customer text COLLATE "C" NOT NULL,
  cents    bigint NOT NULL CHECK (cents > 0)
);
