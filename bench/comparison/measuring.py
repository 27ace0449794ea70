"""Runs a program and measures what it took: time, processor time, memory."""

import dataclasses
import os
import signal
import subprocess
import threading
import time


@dataclasses.dataclass(frozen=True)
class Usage:
    """Wall-clock seconds, processor seconds and peak memory in MB, and how the program ended."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    status: int


def run(command, output, limit, environment=None):
    """Runs a program with its children, its output to a file and its errors to another, at most `limit` seconds.

    The processor time is that of the program and of all children it waited for; the memory that of the largest of them.
    """
    with open(output, "wb") as log, open(f"{output}.err", "wb") as errors:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=errors,
                                   env={**os.environ, **(environment or {})}, start_new_session=True)
        timer = threading.Timer(limit, _stop, [process])
        timer.start()
        try:
            status, usage = _await(process)
        except BaseException:
            _stop(process)
            _await(process)
            raise
        finally:
            timer.cancel()
        seconds = time.monotonic() - begin
    return Usage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, status)


def _await(process):
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage


def _stop(process):
    """Ends the program and all it started, which are in a session of their own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
