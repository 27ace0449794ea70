CREATE TABLE b03(id INTEGER PRIMARY KEY, filesize bigint DEFAULT null, at timestamp DEFAULT null, b BLOB DEFAULT (null));
