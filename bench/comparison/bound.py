"""The bound: how fast PostgreSQL itself loads the same rows from prepared files and builds the same keys.

Over two connections, each taking the next piece of work when it is done with one, the largest piece first.
"""

import contextlib
import os
import queue
import stat
import threading
import time

from .connection import Connection
from .failure import Failure
from .model import MODEL


class Files:
    """The files of all tables, written by the server when first asked for."""

    def __init__(self):
        self._paths = None

    def of(self, server, model, folder):
        """The paths of each table, two of the largest one.

        Fails if the server may not write files, or is on another machine.
        """
        if self._paths is None:
            # The server writes as another user; only the owner of the folder can remove what is in it.
            os.chmod(folder, 0o777 | stat.S_ISVTX)
            with contextlib.closing(Connection(server.url(MODEL))) as connection:
                self._paths = {table: _write(connection, table, number, folder) for number, table in enumerate(model.tables)}
        return self._paths


def _write(connection, table, number, folder):
    parts = [f"SELECT {table.columns} FROM {table.name} ORDER BY {table.order}"]
    if number == 0:
        half = f"(SELECT count(*) / 2 FROM {table.name})"
        parts = [f"{parts[0]} {limit} {half}" for limit in ("LIMIT", "OFFSET")]
    paths = [os.path.join(folder, f"table-{number}-{part}.bin") for part in range(len(parts))]
    connection.execute([f"COPY ({part}) TO '{path}' (FORMAT binary)" for part, path in zip(parts, paths)])
    if not os.path.exists(paths[0]):
        raise Failure("the server does not write to this machine's files")
    return paths


def load(server, database, model, paths, freeze, memory):
    """Loads all rows, builds keys and statistics. Returns seconds in all, those until the last key, processor seconds."""
    settings = [f"SET maintenance_work_mem = '{memory}'"] if memory else []
    connections = [Connection(server.url(database)) for _ in range(2)]
    try:
        for connection in connections:
            connection.execute(settings)
        begin = time.monotonic()
        _side_by_side(connections, _copies(model, paths, freeze))
        _side_by_side(connections, [[key.index] for key in model.keys])
        connections[0].execute([key.constraint for key in model.keys if key.constraint]
                               + model.foreign_keys + model.sequences)
        keyed = time.monotonic()
        connections[0].execute(["ANALYZE"])
        end = time.monotonic()
    finally:
        cpu = sum(connection.close() for connection in connections)
    return end - begin, keyed - begin, cpu


def _copies(model, paths, freeze):
    pieces = []
    for table in model.tables:
        copies = [f"COPY {table.name} ({table.columns}) FROM '{path}' (FORMAT binary{', FREEZE' if freeze else ''})"
                  for path in paths[table]]
        if freeze:
            # Rows can be written as frozen only by the transaction that made or emptied the table, so it is not split.
            pieces.append(["BEGIN", f"TRUNCATE {table.name}", *copies, "COMMIT"])
        else:
            pieces += [[copy] for copy in copies]
    return pieces


def _side_by_side(connections, pieces):
    waiting, failures = queue.SimpleQueue(), []
    for piece in pieces:
        waiting.put(piece)

    def work(connection):
        try:
            while not failures:
                connection.execute(waiting.get_nowait())
        except queue.Empty:
            pass
        except Failure as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=[connection]) for connection in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
