ALTER TABLE line ADD COLUMN price_cents bigint NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN name_folded text COLLATE "C";
CREATE INDEX purchase_in_turn ON purchase (shipped, placed_at, id);
