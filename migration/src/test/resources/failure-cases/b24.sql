CREATE TABLE b24(id INTEGER PRIMARY KEY, body TEXT);
CREATE VIRTUAL TABLE b24_fts USING fts5(body, content='b24', content_rowid='id');
CREATE TRIGGER b24_ai AFTER INSERT ON b24 BEGIN INSERT INTO b24_fts(rowid,body) VALUES(new.id,new.body); END;
CREATE VIEW b24_v AS WITH t AS (SELECT id, body FROM b24) SELECT id, ifnull(body,'') AS body FROM t;
INSERT INTO b24 VALUES(1,'hello'); ANALYZE;
