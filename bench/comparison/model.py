"""What one migration made: the tables, keys and rows that the other ways are given to load."""

import dataclasses
import json
import os
import shutil
import subprocess

from . import measuring
from .failure import Failure
from .server import APART

MODEL = "liftlock_bench_model"


@dataclasses.dataclass(frozen=True)
class Table:
    """A table of the model, its columns as PostgreSQL quotes them, and the query that reads it from SQLite."""

    name: str
    size: int
    columns: str
    order: str
    query: str


@dataclasses.dataclass(frozen=True)
class Key:
    """An index, the statement that makes a constraint of it if it is one, and the size of table and index."""

    index: str
    constraint: str
    size: int


@dataclasses.dataclass(frozen=True)
class Model:
    """A database that liftlock has migrated once; tables and keys are sorted by size, the largest first."""

    rows: int
    tables: list
    keys: list
    foreign_keys: list
    sequences: list
    def key_script(self):
        """All keys, indexes, foreign keys and next values, and then the statistics, one after another."""
        keys = [statement for key in self.keys for statement in (key.index, key.constraint) if statement]
        return "".join(statement + ";\n" for statement in keys + self.foreign_keys + self.sequences + ["ANALYZE"])


def make(server, launcher, file, folder):
    """Migrates the file and reads from the catalogue what came of it; the database stays."""
    server.create(MODEL)
    output = os.path.join(folder, "model.json")
    usage = measuring.run([launcher, "migrate", file, "--to", server.url(MODEL), "--no-verify", "--format", "json"], output, 86400)
    if usage.status not in (0, 1):
        with open(f"{output}.err", encoding="utf-8", errors="replace") as errors:
            raise Failure(f"liftlock ended with exit code {usage.status}: {' '.join(errors.read().split()[-60:])}")
    with open(output, encoding="utf-8") as text:
        report = json.load(text)
    if not report["total"]["rowsLoaded"]:
        raise Failure("liftlock moved no rows of this file, so there is nothing to compare", 1)
    return Model(server.count_rows(MODEL), _tables(server, report), _keys(server), _foreign_keys(server), _sequences(server))


def tables_script(server, folder):
    """The file with the statements that make the tables, without keys; written when first asked for."""
    path = os.path.join(folder, "tables.sql")
    if not os.path.exists(path):
        dump(server, ["--section=pre-data"], path)
    return path


def dump(server, options, path):
    """Has pg_dump write of the model what the options say."""
    if shutil.which("pg_dump") is None:
        raise Failure("pg_dump is not installed")
    result = subprocess.run(["pg_dump", "-d", server.url(MODEL), "--no-owner", "--exclude-schema=liftlock", "-f", path, *options],
                            text=True, capture_output=True)
    if result.returncode != 0:
        raise Failure(f"pg_dump refuses: {' '.join(result.stderr.split())}")


def _tables(server, report):
    sources = {table["target"]: table for table in report["structure"]["tables"]}
    tables = []
    for row in server.rows(MODEL, f"""
            SELECT c.oid::regclass::text AS name, c.relname, pg_table_size(c.oid) AS size,
                   (SELECT json_agg(json_build_object('name', a.attname, 'quoted', quote_ident(a.attname),
                                                      'binary', a.atttypid = 'bytea'::regtype) ORDER BY a.attnum)
                    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    AND a.attgenerated = '') AS columns,
                   coalesce((SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY array_position(i.indkey::int[], a.attnum::int))
                    FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
                    WHERE i.indrelid = c.oid AND i.indisprimary), 'ctid') AS key
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname NOT IN ({APART}) ORDER BY size DESC, name"""):
        if row["relname"] not in sources:
            continue
        columns = ", ".join(column["quoted"] for column in row["columns"])
        query = _sqlite_query(sources[row["relname"]], row["columns"])
        tables.append(Table(row["name"], row["size"], columns, row["key"], query))
    return tables


def _sqlite_query(source, columns):
    """The query whose CSV PostgreSQL can read: bytes as hexadecimal digits."""
    names = {column["target"]: '"' + column["source"].replace('"', '""') + '"' for column in source["columns"]}
    values = [f"CASE WHEN {names[c['name']]} NOTNULL THEN '\\x' || hex({names[c['name']]}) END" if c["binary"] else names[c["name"]]
              for c in columns if c["name"] in names]
    table = source["source"].replace('"', '""')
    return f'SELECT {", ".join(values)} FROM "{table}"'


def _keys(server):
    # A constraint takes over an index that is there, so that two indexes of one table can be built side by side.
    return [Key(row["index"], row["constraint"], row["size"]) for row in server.rows(MODEL, f"""
        SELECT pg_get_indexdef(i.indexrelid) AS index,
               CASE WHEN k.oid IS NOT NULL THEN
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s USING INDEX %I', i.indrelid::regclass, k.conname,
                          CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END, c.relname)
                   || CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END
                   || CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END
               END AS constraint,
               pg_relation_size(i.indrelid) + pg_relation_size(i.indexrelid) AS size
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
        WHERE n.nspname NOT IN ({APART}) ORDER BY size DESC, index""")]


def _foreign_keys(server):
    return [row["statement"] for row in server.rows(MODEL, """
        SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS statement
        FROM pg_constraint WHERE contype = 'f' ORDER BY conrelid, conname""")]


def _sequences(server):
    names = [row["name"] for row in server.rows(MODEL, f"""
        SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE schemaname NOT IN ({APART})""")]
    # pg_sequences does not tell the next value of a sequence that has given none yet.
    values = " UNION ALL ".join(f"SELECT '{_text(name)}' AS name, last_value, is_called FROM {name}" for name in names)
    rows = server.rows(MODEL, values) if names else []
    return [f"SELECT setval('{_text(row['name'])}', {row['last_value']}, {row['is_called']})" for row in rows]


def _text(name):
    return name.replace("'", "''")
