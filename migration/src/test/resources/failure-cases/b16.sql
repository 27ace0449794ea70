CREATE TABLE b16(id INTEGER PRIMARY KEY, k BLOB, carddata BLOB, t TEXT);
INSERT INTO b16 VALUES(1,'-----BEGIN KEY-----','BEGIN:VCARD\r\n','x'),(2,x'00ff5c78','aGVsbG8=',x'c0ffee');
