"""The ways to bring a SQLite file into PostgreSQL that are compared, each with what it needs on this machine."""

import dataclasses
import json
import os
import shlex
import shutil
import subprocess
import tempfile
from urllib.parse import quote

from . import bound, measuring, model
from .failure import Failure


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What one run took; None where it is not known. `keyed_seconds`: from the first row sent to the last constraint."""

    seconds: float
    client_cpu: float
    peak_mb: float | None = None
    keyed_seconds: float | None = None


@dataclasses.dataclass(frozen=True)
class Task:
    """What all ways share: the file, the server, what the model says, a folder for files, the limit in seconds."""

    file: str
    server: object
    model: object
    folder: str
    limit: float
    server_folder: str


class Way:
    """One way. `begin` is asked once, `prepare` before each run and outside its time."""

    def __init__(self, name, label, beside=None):
        self.name = name
        self.label = label
        # The way that this one is beside with another file.
        self.beside = beside

    def subject(self, task):
        """What this way does of a task: all of it, or something else beside it."""
        return task

    def begin(self, task):
        """Fails with the reason if this way cannot be measured here."""

    def prepare(self, task, database):
        """Brings the new, empty database to where this way begins."""

    def run(self, task, database):
        raise NotImplementedError

    def _measured(self, task, command, environment=None, accepted=(0,)):
        output = os.path.join(task.folder, self.name)
        usage = measuring.run(command, output, task.limit, environment)
        if usage.status not in accepted:
            raise Failure(_reason(usage, task.limit, output))
        return usage


class Command(Way):
    """A program that does all by itself."""

    def __init__(self, name, label, program, command, trial=None):
        super().__init__(name, label)
        self._program = program
        self._command = command
        self._trial = trial

    def begin(self, task):
        if shutil.which(self._program) is None:
            raise Failure(f"{self._program} is not installed")
        if self._trial and subprocess.run(self._trial, capture_output=True).returncode != 0:
            raise Failure(f"`{shlex.join(self._trial)}` fails")

    def run(self, task, database):
        usage = self._measured(task, self._command(task.file, task.server.url(database)))
        return Outcome(usage.seconds, usage.cpu_seconds, usage.peak_mb)


class Liftlock(Way):
    """liftlock migrate. The time from the first row to the last constraint comes from its own report."""

    def __init__(self, name, label, launcher, options, heap):
        super().__init__(name, label)
        self._command = [launcher, "migrate", *options, "--format", "json"]
        java = [os.environ.get("JAVA_TOOL_OPTIONS", ""), f"-Xmx{heap}" if heap else ""]
        self._environment = {"JAVA_TOOL_OPTIONS": " ".join(filter(None, java))} if any(java) else {}

    def run(self, task, database):
        command = [*self._command, task.file, "--to", task.server.url(database)]
        # Exit code 1 is a fault in the data, such as a foreign key that rows break: the rows are there all the same.
        usage = self._measured(task, command, self._environment, accepted=(0, 1))
        with open(os.path.join(task.folder, self.name), encoding="utf-8") as output:
            timings = json.load(output)["timings"]
        return Outcome(usage.seconds, usage.cpu_seconds, usage.peak_mb, timings.get("copy", 0) + timings.get("keys", 0))


class Beside(Way):
    """Another way with another file, in turn with it, so that a machine that becomes slower does so for both."""

    def __init__(self, way, task):
        super().__init__(f"{way.name}-beside", f"{way.label} with {os.path.basename(task.file)}", way)
        self._task = task

    def subject(self, task):
        return self._task

    def run(self, task, database):
        return self.beside.run(task, database)


class Csv(Way):
    """`sqlite3 -csv` piped into `\\copy`, table by table, and then the keys; the tables are there before."""

    def begin(self, task):
        if shutil.which("sqlite3") is None:
            raise Failure("sqlite3 is not installed")
        self._tables = model.tables_script(task.server, task.folder)
        with open(os.path.join(task.folder, "keys.sql"), "w", encoding="utf-8") as script:
            script.write(task.model.key_script())

    def prepare(self, task, database):
        task.server.execute_file(database, self._tables)

    def run(self, task, database):
        psql = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", task.server.url(database)]
        lines = ["set -eo pipefail"]
        for table in task.model.tables:
            copy = f"\\copy {table.name} ({table.columns}) FROM pstdin (FORMAT csv)"
            lines.append(f"{shlex.join(['sqlite3', '-readonly', '-csv', task.file, table.query])} | {shlex.join([*psql, '-c', copy])}")
        lines.append(shlex.join([*psql, "-f", os.path.join(task.folder, "keys.sql")]))
        script = os.path.join(task.folder, "csv.sh")
        with open(script, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        usage = self._measured(task, ["bash", script])
        return Outcome(usage.seconds, usage.cpu_seconds, usage.peak_mb)


class Bound(Way):
    """PostgreSQL loading files from its own disk; the tables are there before."""

    def __init__(self, name, label, files, freeze, memory):
        super().__init__(name, label)
        self._files = files
        self._freeze = freeze
        self._memory = memory

    def begin(self, task):
        self._tables = model.tables_script(task.server, task.folder)
        self._paths = self._files.of(task.server, task.model, task.server_folder)

    def prepare(self, task, database):
        task.server.execute_file(database, self._tables)

    def run(self, task, database):
        seconds, keyed, cpu = bound.load(task.server, database, task.model, self._paths, self._freeze, self._memory)
        return Outcome(seconds, cpu, None, keyed)


class Replay(Way):
    """psql with the statements and rows that pg_dump wrote of the model, in one session: the server's own time for them."""

    def __init__(self, name, label, options):
        super().__init__(name, label)
        self._options = options

    def begin(self, task):
        self._script = os.path.join(task.folder, "dump.sql")
        if not os.path.exists(self._script):
            model.dump(task.server, [], self._script)
            with open(self._script, "a", encoding="utf-8") as script:
                script.write("ANALYZE;\n")

    def run(self, task, database):
        command = ["psql", "-X", "-q", *self._options, "-v", "ON_ERROR_STOP=1", "-d", task.server.url(database), "-f", self._script]
        usage = self._measured(task, command)
        return Outcome(usage.seconds, usage.cpu_seconds, usage.peak_mb)


def all_ways(launcher, options, heap):
    """Every way, in the order of the table."""
    files = bound.Files()
    return [
        Bound("bound-halves", "two halves", files, False, None),
        Bound("bound-halves-memory", "two halves, maintenance_work_mem 256MB", files, False, "256MB"),
        Bound("bound-freeze", "FREEZE", files, True, None),
        Bound("bound-freeze-memory", "FREEZE, maintenance_work_mem 256MB", files, True, "256MB"),
        Liftlock("liftlock", "liftlock migrate --no-verify", launcher, ["--no-verify", *options], heap),
        Liftlock("verified", "liftlock migrate", launcher, options, heap),
        Command("pgloader", "pgloader", "pgloader", lambda file, url: ["pgloader", file, url]),
        Command("sequel", "sequel -C", "sequel",
                lambda file, url: ["sequel", "-C", "sqlite://" + quote(file), "postgres" + url[url.index(":"):]],
                ["ruby", "-e", "require 'sequel'; require 'sqlite3'; require 'pg'"]),
        Csv("csv", "sqlite3 -csv | psql \\copy"),
        Replay("replay", "psql with pg_dump's file", []),
        Replay("replay-at-once", "psql with pg_dump's file, one transaction", ["-1"]),
    ]


def _reason(usage, limit, output):
    if usage.seconds >= limit:
        return f"stopped after {limit:.0f} s"
    said = []
    for path in (output, f"{output}.err"):
        with open(path, encoding="utf-8", errors="replace") as text:
            said += text.read().split()
    return f"ended with exit code {usage.status}: {' '.join(said)[-300:]}"
