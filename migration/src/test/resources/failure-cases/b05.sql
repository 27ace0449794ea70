CREATE TABLE b05(id INTEGER PRIMARY KEY, is_admin BOOL DEFAULT 0, active BOOLEAN NOT NULL DEFAULT '1', legacy boolean DEFAULT 'f', flag numeric DEFAULT false, CHECK (active IN (0,1)));
INSERT INTO b05 VALUES(1,1,0,'t',0),(2,NULL,1,'f',1),(3,2,1,'',0);
