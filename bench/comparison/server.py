"""The PostgreSQL server, reached by psql alone: queries, empty databases, the processor time that it took."""

import contextlib
import json
import os
import subprocess
from urllib.parse import urlsplit

from .connection import Connection
from .failure import Failure

MARK = "made by bench/compare"
# The catalogue, and what liftlock keeps about its own runs.
APART = "'pg_catalog', 'information_schema', 'pg_toast', 'liftlock'"


class Server:
    """A server where databases may be made and dropped. Not for several threads."""

    def __init__(self, url):
        parts = urlsplit(url)
        if parts.scheme not in ("postgresql", "postgres") or parts.path not in ("", "/") or parts.query:
            raise Failure("SERVER is postgresql://USER[:PASSWORD]@HOST:PORT, without a database's name", 2)
        self._base = "postgresql://" + parts.netloc
        self._postmaster = None
        self.can_checkpoint = True
        self.version = self.rows("postgres", "SHOW server_version")[0]["server_version"].split()[0]
        self._postmaster = self._find_postmaster()

    @contextlib.contextmanager
    def alone(self):
        """Keeps other comparisons off this server meanwhile: their databases have the same names."""
        connection = Connection(self.url("postgres"))
        try:
            if connection.execute([f"SELECT pg_try_advisory_lock(hashtext('{MARK}'))"]) != "t\n":
                raise Failure("another bench/compare is at work on this server")
            yield
        finally:
            connection.close()

    def url(self, database):
        return f"{self._base}/{database}"

    def execute(self, database, *statements):
        """Runs each statement in its own transaction; what psql complains about becomes the failure's line."""
        return self._psql(database, [argument for statement in statements for argument in ("-c", statement)])

    def execute_file(self, database, path):
        self._psql(database, ["-f", path])

    def rows(self, database, query):
        """The rows of a query, each as a dictionary."""
        if query.startswith("SHOW"):
            name = query.split()[1]
            query = f"SELECT current_setting('{name}') AS {name}"
        return json.loads(self.execute(database, f"SELECT coalesce(json_agg(r), '[]') FROM ({query}) AS r"))

    def count_rows(self, database):
        """How many rows all tables hold together, whatever their schema."""
        counts = self._psql(database, ["-c", rf"""SELECT format('SELECT count(*) FROM %I.%I', schemaname, tablename)
            FROM pg_tables WHERE schemaname NOT IN ({APART}) \gexec"""], as_input=True)
        return sum(int(line) for line in counts.split())

    def refuse_if_there(self, database):
        """Fails if there is such a database that is not left over from a comparison that was cut off."""
        found = self.rows("postgres", f"""SELECT shobj_description(oid, 'pg_database') AS mark
            FROM pg_database WHERE datname = '{database}'""")
        if found and found[0]["mark"] != MARK:
            raise Failure(f"the server has a database {database} that bench/compare has not made; drop or rename it")

    def create(self, database):
        self.refuse_if_there(database)
        self.drop(database)
        self.execute("postgres", f"CREATE DATABASE {database} ENCODING 'UTF8' TEMPLATE template0",
                     f"COMMENT ON DATABASE {database} IS '{MARK}'")

    def drop(self, database):
        self.execute("postgres", f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def checkpoint(self):
        """Leaves the server with nothing to write, if the role may ask for that."""
        try:
            self.execute("postgres", "CHECKPOINT")
        except Failure:
            self.can_checkpoint = False

    def cpu_seconds(self):
        """Processor time of all the server's processes since its start; None if it is not on this machine."""
        if self._postmaster is None:
            return None
        while True:
            # What has ended is in the postmaster's account of its children, what lives is not yet.
            before = self._postmaster_ticks()
            living = self._children_ticks()
            if self._postmaster_ticks() == before:
                return (before + living) / os.sysconf("SC_CLK_TCK")

    def _postmaster_ticks(self):
        return sum(int(ticks) for ticks in _fields(self._postmaster)[11:15])

    def _children_ticks(self):
        ticks = 0
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    fields = _fields(name)
                except OSError:
                    continue
                if fields[1] == str(self._postmaster):
                    ticks += int(fields[11]) + int(fields[12])
        return ticks

    def _find_postmaster(self):
        """The postmaster's process here, found as the parent of a backend while that lives; None for another machine's."""
        script = "SELECT pg_backend_pid() AS pid \\gset\n\\setenv BACKEND :pid\n\\! cat /proc/$BACKEND/stat /proc/$BACKEND/cmdline"
        try:
            answer = self._psql("postgres", ["-c", script], as_input=True)
        except Failure:
            return None
        stat, _, title = answer.partition("\n")
        if not title.startswith("postgres:"):
            return None
        parent = int(stat.rpartition(")")[2].split()[1])
        return parent if os.path.exists(f"/proc/{parent}") else None

    def _psql(self, database, arguments, as_input=False):
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self.url(database)]
        script = arguments[1] + "\n" if as_input else None
        result = subprocess.run(command + ([] if as_input else arguments), input=script, text=True, capture_output=True,
                                encoding="utf-8", errors="replace", env={**os.environ, "PGCONNECT_TIMEOUT": "10"})
        if result.returncode != 0:
            complaint = " ".join(result.stderr.split()) or f"psql ended with exit code {result.returncode}"
            raise Failure(f"PostgreSQL refuses: {complaint}")
        return result.stdout


def _fields(process):
    """The fields of /proc/PID/stat from the third on: the second, the name, may hold blanks."""
    with open(f"/proc/{process}/stat") as stat:
        return stat.read().rpartition(")")[2].split()
