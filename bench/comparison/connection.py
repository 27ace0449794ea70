"""A connection to PostgreSQL that stays open, through psql."""

import os
import subprocess

from .failure import Failure


class Connection:
    """A psql that takes statements one group after another. For one thread at a time."""

    def __init__(self, url):
        self._process = subprocess.Popen(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url], text=True,
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def execute(self, statements):
        """Returns what they print, when all have been executed."""
        try:
            self._process.stdin.write("".join(s + ";\n" for s in statements) + "\\echo done\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass
        said = ""
        for line in self._process.stdout:
            if line == "done\n":
                return said
            said += line
        raise Failure(f"PostgreSQL refuses: {' '.join(said.split())}")

    def close(self):
        """Ends the connection; returns the processor seconds of psql."""
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        self._process.stdout.close()
        return usage.ru_utime + usage.ru_stime
