CREATE TABLE customer (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  name VARCHAR(60) NOT NULL UNIQUE
);

CREATE TABLE purchase (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  placed_at   DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  shipped     BOOLEAN NOT NULL DEFAULT 0,
  shipped_at  DATETIME
);

CREATE TABLE line (
  purchase_id INTEGER NOT NULL REFERENCES purchase (id),
  sku         TEXT NOT NULL,
  quantity    INTEGER NOT NULL,
  price       DECIMAL(10,2) NOT NULL,
  PRIMARY KEY (purchase_id, sku)
);
