SELECT * FROM kind
SELECT kind.*, id AS again FROM kind
SELECT a.id, b.id FROM kind a JOIN kind b ON b.parent = a.id
SELECT id, n+1, n  + 1, upper(name), "abc", 'x' FROM item
SELECT id, n AS "x y", name 'text' FROM item
SELECT item.id, label FROM item LEFT JOIN kind ON kind.id = kind_id
SELECT i.id, k.label FROM item AS i, kind k WHERE k.id = i.kind_id
SELECT item.id, label FROM item JOIN kind WHERE kind.id = item.kind_id
SELECT * FROM kind JOIN (SELECT id, label AS other FROM kind) USING (id)
SELECT * FROM kind NATURAL JOIN (SELECT id, label AS other FROM kind WHERE id > 1)
SELECT * FROM kind LEFT JOIN (SELECT id, n FROM item) USING (id)
SELECT kind_id, count(*), count(n), count(DISTINCT n), sum(n), sum(r), total(n), avg(n), max(name), min(r) FROM item GROUP BY kind_id
SELECT count(*) FROM item WHERE n > 1000000000
SELECT sum(n), total(n), avg(n), max(n) FROM item WHERE n > 1000000000
SELECT kind_id, sum(n) AS s FROM item GROUP BY kind_id HAVING s > 0 AND count(*) > 1
SELECT kind_id, sum(n) AS s FROM item GROUP BY 1 HAVING sum(n) > 0
SELECT strftime('%Y', day) AS y, count(*) FROM item GROUP BY y
SELECT lower(code) || '!', count(*) FROM item GROUP BY lower(code)
SELECT kind_id, max(n), name FROM item WHERE kind_id IS NOT NULL GROUP BY kind_id
SELECT id, name, count(*) FROM item GROUP BY id
SELECT max(n), id FROM item
SELECT lower(nick), count(*) FROM item WHERE nick NOT NULL GROUP BY nick
SELECT kind_id, group_concat(id, '; ' ORDER BY id) FROM item GROUP BY kind_id
SELECT sum(n) FILTER (WHERE n > 0) FROM item
SELECT max(flag), min(flag), max(day) FROM item
SELECT DISTINCT kind_id FROM item
SELECT id FROM item ORDER BY n
SELECT id FROM item ORDER BY n DESC, id
SELECT id, name FROM item ORDER BY name
SELECT id, name AS label FROM item ORDER BY label DESC
SELECT id FROM item ORDER BY nick, id
SELECT id, n FROM item ORDER BY 2 DESC LIMIT 2
SELECT id FROM item ORDER BY id LIMIT 2 OFFSET 1
SELECT id FROM item ORDER BY id LIMIT 1, 2
SELECT id FROM item ORDER BY id LIMIT -1
SELECT id FROM item ORDER BY n NULLS LAST
SELECT id FROM item ORDER BY abs(n), id DESC
SELECT id, label FROM kind UNION SELECT id, name FROM item
SELECT id FROM kind UNION ALL SELECT kind_id FROM item ORDER BY 1
SELECT id FROM item INTERSECT SELECT id FROM kind
SELECT id FROM item EXCEPT SELECT id FROM kind ORDER BY id DESC
SELECT id FROM kind UNION SELECT n FROM item INTERSECT SELECT id FROM item
SELECT id, 'a' AS k FROM kind UNION ALL SELECT NULL, 'b'
SELECT id, n > 0 FROM item UNION ALL SELECT 9, 2.5
VALUES (1, 'a'), (2, NULL)
WITH big AS (SELECT * FROM item WHERE n > 0) SELECT id FROM big
WITH big(a, b) AS (SELECT id, n FROM item), more AS (SELECT a FROM big WHERE b > 2) SELECT a FROM more
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5) SELECT x FROM c
WITH RECURSIVE up(id, path) AS (SELECT id, label FROM kind WHERE parent IS NULL UNION ALL SELECT k.id, up.path || '/' || k.label FROM kind k JOIN up ON k.parent = up.id) SELECT id, path FROM up
SELECT id, row_number() OVER (ORDER BY n) AS r FROM item
SELECT id, rank() OVER (PARTITION BY kind_id ORDER BY n DESC) FROM item
SELECT id, sum(n) OVER (ORDER BY id) FROM item
SELECT id, lag(n) OVER (ORDER BY id), lead(n, 1, 0) OVER (ORDER BY id) FROM item
SELECT id, sum(n) OVER w, count(*) OVER w FROM item WINDOW w AS (PARTITION BY kind_id ORDER BY id)
SELECT id, avg(n) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM item
SELECT kind_id, sum(count(*)) OVER (ORDER BY kind_id) FROM item GROUP BY kind_id
SELECT id FROM (SELECT id, n FROM item WHERE n > 0) AS q WHERE q.n < 100
SELECT k.label, (SELECT count(*) FROM item i WHERE i.kind_id = k.id) AS items FROM kind k
SELECT item.id FROM (item JOIN kind ON kind.id = item.kind_id)
SELECT item.id FROM main.item JOIN kind ON kind.label = item.name COLLATE NOCASE
SELECT item.id, kind.id FROM item JOIN kind ON item.digits = kind.id
SELECT NULL AS missing, TRUE AS yes, 1 AS one, x'00' AS b
SELECT rowid, n FROM item
SELECT id AS "Id", [n], `m` FROM item NOT INDEXED
SELECT a / 8 FROM (SELECT avg(id) AS a FROM kind)
SELECT q / 2 FROM (SELECT dec AS q FROM item)
