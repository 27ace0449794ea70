CREATE TABLE b02(id INTEGER PRIMARY KEY,
 a TEXT DEFAULT (strftime('%Y-%m-%d %H:%M:%f','NOW')), b DATETIME DEFAULT (datetime('now','localtime')),
 c TIMESTAMP DEFAULT current_timestamp, d DATE DEFAULT current_date, e INTEGER DEFAULT (strftime('%s','now')),
 f INTEGER DEFAULT (unixepoch()), g TEXT DEFAULT (lower(hex(randomblob(16)))), h INTEGER DEFAULT (1+2), i INTEGER DEFAULT 0x10, j BLOB DEFAULT x'0a');
