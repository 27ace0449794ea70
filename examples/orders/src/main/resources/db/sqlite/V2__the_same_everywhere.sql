-- Money is counted in cents (D16).
ALTER TABLE line ADD COLUMN price_cents INTEGER NOT NULL DEFAULT 0;
UPDATE line SET price_cents = CAST(round(price * 100) AS INTEGER);
ALTER TABLE line DROP COLUMN price;

-- One form for all times (D22): datetime('now') had written UTC, without saying so.
UPDATE purchase SET placed_at  = strftime('%Y-%m-%dT%H:%M:%S', placed_at) || '.000000Z';
UPDATE purchase SET shipped_at = strftime('%Y-%m-%dT%H:%M:%S', shipped_at) || '.000000Z';

-- What LIKE was to ignore is folded in Java (D07, D09); the application fills it when it starts.
ALTER TABLE customer ADD COLUMN name_folded TEXT;
CREATE INDEX purchase_in_turn ON purchase (shipped, placed_at, id);
