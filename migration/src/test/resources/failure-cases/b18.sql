CREATE TABLE b18(a, b "double precision", c unsigned big int, d varchar2(60), e TEXT[], f NUMERIC[], g TEXT_LIST, h LONGTEXT, i LONGVARCHAR, j "interval", k native character(70), l VARYING CHARACTER (255), m point, n floating point, o charint);
INSERT INTO b18(a,b,j,m,o) VALUES(x'00',1.5,'1 day',3,'7');
