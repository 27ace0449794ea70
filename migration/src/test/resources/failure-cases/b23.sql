CREATE TABLE b23(id INTEGER PRIMARY KEY, FieldA TEXT, FieldB TEXT, FieldC INT, email TEXT COLLATE NOCASE UNIQUE, gen INTEGER GENERATED ALWAYS AS (id+1), st TEXT GENERATED ALWAYS AS (lower(FieldA)) STORED);
CREATE INDEX b23_i6 ON b23(FieldA,FieldB) WHERE (FieldC=0);
CREATE UNIQUE INDEX b23_u ON b23(FieldA) WHERE FieldC=1;
CREATE INDEX b23_e ON b23(lower(FieldB) DESC, length(FieldA));
INSERT INTO b23(id,FieldA,FieldB,FieldC,email) VALUES(1,'x','y',0,'A@b'),(2,'x','y',0,'c@d'),(3,'x','z',1,'É@f'),(4,'w','z',1,'é@f');
