CREATE TABLE b17(id INTEGER PRIMARY KEY, a varchar(5), b text(100), c char(2), d decimal(5,2));
INSERT INTO b17 VALUES(1,'sixsix','x','abc',12345.678),(2,'ééééé','y','é',1.1);
