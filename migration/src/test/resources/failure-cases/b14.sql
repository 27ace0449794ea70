CREATE TABLE b14(id INTEGER PRIMARY KEY, body TEXT, meta JSON);
INSERT INTO b14 VALUES(1,'a'||char(0)||'b','{"k":"x\u0000y"}'),(2,'ok','{}');
