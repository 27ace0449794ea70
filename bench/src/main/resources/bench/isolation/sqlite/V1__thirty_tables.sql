-- Thirty tables in a chain, two indexes on each: a schema of everyday size.
CREATE TABLE part_01 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL
);
CREATE INDEX part_01_by_name ON part_01 (name);
CREATE INDEX part_01_by_amount ON part_01 (amount, id);
CREATE TABLE part_02 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_01 (id)
);
CREATE INDEX part_02_by_name ON part_02 (name);
CREATE INDEX part_02_by_amount ON part_02 (amount, id);
CREATE TABLE part_03 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_02 (id)
);
CREATE INDEX part_03_by_name ON part_03 (name);
CREATE INDEX part_03_by_amount ON part_03 (amount, id);
CREATE TABLE part_04 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_03 (id)
);
CREATE INDEX part_04_by_name ON part_04 (name);
CREATE INDEX part_04_by_amount ON part_04 (amount, id);
CREATE TABLE part_05 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_04 (id)
);
CREATE INDEX part_05_by_name ON part_05 (name);
CREATE INDEX part_05_by_amount ON part_05 (amount, id);
CREATE TABLE part_06 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_05 (id)
);
CREATE INDEX part_06_by_name ON part_06 (name);
CREATE INDEX part_06_by_amount ON part_06 (amount, id);
CREATE TABLE part_07 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_06 (id)
);
CREATE INDEX part_07_by_name ON part_07 (name);
CREATE INDEX part_07_by_amount ON part_07 (amount, id);
CREATE TABLE part_08 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_07 (id)
);
CREATE INDEX part_08_by_name ON part_08 (name);
CREATE INDEX part_08_by_amount ON part_08 (amount, id);
CREATE TABLE part_09 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_08 (id)
);
CREATE INDEX part_09_by_name ON part_09 (name);
CREATE INDEX part_09_by_amount ON part_09 (amount, id);
CREATE TABLE part_10 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_09 (id)
);
CREATE INDEX part_10_by_name ON part_10 (name);
CREATE INDEX part_10_by_amount ON part_10 (amount, id);
CREATE TABLE part_11 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_10 (id)
);
CREATE INDEX part_11_by_name ON part_11 (name);
CREATE INDEX part_11_by_amount ON part_11 (amount, id);
CREATE TABLE part_12 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_11 (id)
);
CREATE INDEX part_12_by_name ON part_12 (name);
CREATE INDEX part_12_by_amount ON part_12 (amount, id);
CREATE TABLE part_13 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_12 (id)
);
CREATE INDEX part_13_by_name ON part_13 (name);
CREATE INDEX part_13_by_amount ON part_13 (amount, id);
CREATE TABLE part_14 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_13 (id)
);
CREATE INDEX part_14_by_name ON part_14 (name);
CREATE INDEX part_14_by_amount ON part_14 (amount, id);
CREATE TABLE part_15 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_14 (id)
);
CREATE INDEX part_15_by_name ON part_15 (name);
CREATE INDEX part_15_by_amount ON part_15 (amount, id);
CREATE TABLE part_16 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_15 (id)
);
CREATE INDEX part_16_by_name ON part_16 (name);
CREATE INDEX part_16_by_amount ON part_16 (amount, id);
CREATE TABLE part_17 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_16 (id)
);
CREATE INDEX part_17_by_name ON part_17 (name);
CREATE INDEX part_17_by_amount ON part_17 (amount, id);
CREATE TABLE part_18 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_17 (id)
);
CREATE INDEX part_18_by_name ON part_18 (name);
CREATE INDEX part_18_by_amount ON part_18 (amount, id);
CREATE TABLE part_19 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_18 (id)
);
CREATE INDEX part_19_by_name ON part_19 (name);
CREATE INDEX part_19_by_amount ON part_19 (amount, id);
CREATE TABLE part_20 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_19 (id)
);
CREATE INDEX part_20_by_name ON part_20 (name);
CREATE INDEX part_20_by_amount ON part_20 (amount, id);
CREATE TABLE part_21 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_20 (id)
);
CREATE INDEX part_21_by_name ON part_21 (name);
CREATE INDEX part_21_by_amount ON part_21 (amount, id);
CREATE TABLE part_22 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_21 (id)
);
CREATE INDEX part_22_by_name ON part_22 (name);
CREATE INDEX part_22_by_amount ON part_22 (amount, id);
CREATE TABLE part_23 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_22 (id)
);
CREATE INDEX part_23_by_name ON part_23 (name);
CREATE INDEX part_23_by_amount ON part_23 (amount, id);
CREATE TABLE part_24 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_23 (id)
);
CREATE INDEX part_24_by_name ON part_24 (name);
CREATE INDEX part_24_by_amount ON part_24 (amount, id);
CREATE TABLE part_25 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_24 (id)
);
CREATE INDEX part_25_by_name ON part_25 (name);
CREATE INDEX part_25_by_amount ON part_25 (amount, id);
CREATE TABLE part_26 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_25 (id)
);
CREATE INDEX part_26_by_name ON part_26 (name);
CREATE INDEX part_26_by_amount ON part_26 (amount, id);
CREATE TABLE part_27 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_26 (id)
);
CREATE INDEX part_27_by_name ON part_27 (name);
CREATE INDEX part_27_by_amount ON part_27 (amount, id);
CREATE TABLE part_28 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_27 (id)
);
CREATE INDEX part_28_by_name ON part_28 (name);
CREATE INDEX part_28_by_amount ON part_28 (amount, id);
CREATE TABLE part_29 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_28 (id)
);
CREATE INDEX part_29_by_name ON part_29 (name);
CREATE INDEX part_29_by_amount ON part_29 (amount, id);
CREATE TABLE part_30 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL,
  amount INTEGER NOT NULL,
  parent_id INTEGER REFERENCES part_29 (id)
);
CREATE INDEX part_30_by_name ON part_30 (name);
CREATE INDEX part_30_by_amount ON part_30 (amount, id);
