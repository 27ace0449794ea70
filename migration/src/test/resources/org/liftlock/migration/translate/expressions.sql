-- literals and names
1
-1
0x10
1.5
1e3
'it''s'
'back\slash'
"abc"
"name"
[n]
`n`
"Odd Name"
item.n
x'0aFF'
NULL
TRUE
false
rowid
oid + 1
-- arithmetic
n + m
n - m
n * m
n / m
n / 2
7 / 2
-7 / 2
n % m
n % 3
n / 0
n % 0
r / 2
r * 3
r + n
r / 0
dec + 1
dec / 2
dec * r
dec / n
dec * r / 2
(dec + r) / 2
round(dec) / 4
m / dec
-n
- r
- -n
+n
n + m * 2
(n + m) * 2
n - m - 1
n - (m - 1)
r % 2
n & 3
n | 8
n << 2
n >> 1
~n
n & 4 = 4
n + 1 & 3
n * 1.5
name + 1
digits + 0
digits * 2
-- concatenation binds tighter than arithmetic
name || '-' || code
n || name
'a' || n
1 || 2 + 3
'- ' || name || ' -'
flag || 'x'
day || '!'
NULL || name
-- comparisons
n = 7
n == 7
n <> 7
n != 7
n < m
n >= 0
n = '7'
n > '3'
'7' = n
name = 'abc'
name < 'abd'
name > 'ABC'
name = 5
digits = 12
nick = 'BOB'
nick = "bob"
'BOB' = nick
nick <> 'bob'
nick < 'c'
nick = name
name = 'ABC' COLLATE NOCASE
name COLLATE NOCASE = 'ABC'
nick = 'BOB' COLLATE BINARY
name COLLATE NOCASE < 'b'
r = 2.5
r > n
r = 3
dec = 3
dec > r
dec = 0.1
data = x'0aff'
data < x'41'
n IS NULL
n IS NOT NULL
n ISNULL
n NOTNULL
n NOT NULL
n IS m
n IS NOT m
n IS 7
n IS NOT 7
name IS 'abc'
n IS NOT DISTINCT FROM m
flag IS TRUE
flag IS NOT TRUE
n IS FALSE
n IS NOT FALSE
n = NULL
(n IS NULL) = 0
id = digits
digits = id
digits = n
digits < id
id > digits
digits <> n
digits IS n
-- booleans
flag
NOT flag
flag = 1
flag = 0
flag = TRUE
flag = 2
flag <> 0
flag IN (0, 1)
flag = '1'
flag = (n > 0)
flag + 1
flag = n
NOT n
n AND m
n OR flag
n > 0 AND NOT flag OR m IS NULL
(n IS NOT NULL) + (m IS NOT NULL)
(n IS NOT NULL) + (m IS NOT NULL) = 2
(n > 0) = (m > 0)
coalesce(flag, 0)
CASE WHEN flag THEN 'yes' ELSE 'no' END
max(flag, 0)
-- membership and ranges
n IN (7, 2, NULL)
n NOT IN (7, 2)
n IN ('7')
name IN ('abc', 'ABC')
nick IN ('BOB', 'x')
n IN (m)
n BETWEEN 0 AND 10
n NOT BETWEEN 0 AND 10
n BETWEEN m AND m + 100
name BETWEEN 'a' AND 'b'
day BETWEEN '1997-01-01' AND '2021-12-31'
n + 1 BETWEEN 1 AND 8 AND flag
-- LIKE and GLOB
name LIKE 'a%'
name LIKE 'A_c'
name NOT LIKE 'a%'
name LIKE '%\%'
name LIKE '%!%%' ESCAPE '!'
name LIKE '%ä%'
name LIKE 'Ä%'
name LIKE code
n LIKE '7%'
name LIKE '% _ %'
code GLOB '[A-Z][0-9]*'
code GLOB 'A?'
code GLOB '[^A-C]*'
code NOT GLOB '*2'
name GLOB '*[%]*'
name GLOB 'Ä*'
code GLOB '[]A]*'
name GLOB '*\*'
-- conditionals
CASE n WHEN 7 THEN 'seven' WHEN -7 THEN 'minus' END
CASE WHEN n > 0 THEN 1 ELSE 2.5 END
CASE WHEN n > 0 THEN n END
CASE nick WHEN 'BOB' THEN 1 ELSE 0 END
CASE name WHEN "abc" THEN 1 ELSE 0 END
CASE WHEN n IS NULL THEN NULL ELSE name END
CASE WHEN n > m THEN n > 0 ELSE 0 END
iif(n > 0, 'p', 'n')
if(n > 0, 1)
ifnull(name, 'none')
ifnull(n, r)
coalesce(n, m, 0)
coalesce(NULL, n)
coalesce(day, 'none')
nullif(n, 0)
nullif(name, 'abc')
nullif(nick, 'BOB')
max(n, m)
min(n, m, 1)
max(name, 'b')
max(r, n)
min(n, NULL)
likely(n > 0)
-- text functions
length(name)
length(n)
length(data)
length(day)
length(flag)
lower(name)
upper(name)
lower(n)
trim(name)
ltrim(name)
rtrim(name)
trim(name, 'a')
rtrim(name, 'cb')
replace(name, 'b', 'xx')
replace(name, '', 'x')
instr(name, 'b')
instr(name, '')
substr(name, 2)
substr(name, 2, 1)
substr(name, -2)
substr(name, -2, 1)
substr(name, -5, 3)
substr(name, -10)
substr(name, 0)
substr(name, 0, 2)
substr(name, 3, -2)
substr(name, 2, -5)
substr(name, n)
substr(name, n, 2)
substr(name, 1, instr(name, 'b') - 1)
substr(name, 2, m)
substr(data, 2, 1)
substr(data, -1)
substr(n, 2)
substring(name, 1, 2)
hex(data)
hex(name)
typeof(n)
typeof(n) = 'integer' OR n IS NULL
typeof(r)
typeof(name)
typeof(flag)
typeof(data)
typeof(n + r)
concat(name, n, NULL)
octet_length(name)
-- numbers
abs(n)
abs(r)
round(r)
round(r, 1)
round(r, 2)
round(n)
round(dec, 1)
round(2.675, 2)
round(1.005, 2)
round(-0.5)
round(0.285, 2)
round(r / 7, 3)
round(r * 1.005, 2)
round(n / 7.0, 4)
round(5.015, 2)
round(1e17, 2)
sign(n)
CAST(n AS TEXT)
CAST(r AS INTEGER)
CAST(dec AS INTEGER)
CAST(digits AS INTEGER)
CAST(name AS INTEGER)
CAST(digits AS REAL)
CAST(n AS REAL)
CAST(n AS REAL) / 2
CAST(flag AS INTEGER)
CAST(name AS BLOB)
CAST(name AS VARCHAR(2))
CAST('12abc' AS INTEGER)
CAST(n AS BIGINT)
CAST(day AS INTEGER)
CAST(NULL AS TEXT)
-- dates
date(at)
datetime(at)
time(at)
date(day)
datetime(day)
strftime('%Y', at)
strftime('%Y-%m', day)
strftime('%d.%m.%Y', day)
strftime('%Y-%m-%dT%H:%M:%SZ', at)
strftime('%H:%M', at)
strftime('%s', at)
strftime('%j %w', at)
strftime('%Y-%m-%d %H:%M:%f', at)
strftime('%Y', at) = '2021'
CAST(strftime('%Y', at) AS INTEGER)
strftime('%Y', at) + 1
strftime('%s', at) * 1000
unixepoch(at)
julianday(day)
julianday(at) > 2450000
date(at, '+1 day')
date(at, '-1 days', 'start of month')
datetime(at, '+90 minutes')
date(at, 'start of year')
datetime(n, 'unixepoch')
date('2021-03-04')
datetime('1997-01-01')
datetime('1997-01-01', '+1 day')
day = '2021-02-28'
day < '2000-01-01'
day >= datetime('1997-01-01')
day <= datetime('1997-01-01')
day > datetime('1997-01-01')
day = datetime('1997-01-01')
day BETWEEN datetime('1997-01-01') AND datetime('1997-12-31')
at >= '1999-12-31'
at <= '1999-12-31'
at < '1999-12-31 12:00:00'
at = '1999-12-31 00:00:00'
at = '1999-12-31 00:00:00.000'
at <= '1999-12-31 00:00:00.000'
at > '1999-12-31 00:00:00.5'
at = datetime(at)
at = strftime('%Y-%m-%d %H:%M:%S', at)
day = strftime('%Y-%m-%d', day)
day = date(at)
at > datetime('2020-01-01', '-1 day')
date(at) = '2021-02-28'
date(at) < '2000'
max(date(at), '2000')
at IS NULL OR at > '2000-01-01'
-- JSON
json_extract(doc, '$.a') = 'foo'
json_extract(doc, '$.a') = 5
json_extract(doc, '$.a') = '5'
json_extract(doc, '$.n') IS NULL
json_extract(doc, '$.t') = 1
json_extract(doc, '$.b.c[1]') = 2
doc ->> 'a' = 'foo'
doc ->> '$.a' <> 'foo'
json_valid(doc)
json_extract(doc, '$.b.c[0]') IS NOT NULL
-- subqueries
(SELECT label FROM kind WHERE kind.id = item.kind_id)
(SELECT count(*) FROM kind)
(SELECT max(id) FROM kind k WHERE k.parent = kind_id)
EXISTS (SELECT 1 FROM kind WHERE id = kind_id)
NOT EXISTS (SELECT * FROM kind k WHERE k.id = item.kind_id AND k.parent IS NULL)
kind_id IN (SELECT id FROM kind)
kind_id NOT IN (SELECT id FROM kind WHERE id > 1)
(SELECT label FROM kind ORDER BY label)
