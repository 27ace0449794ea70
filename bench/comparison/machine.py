"""What a table of times says about where they were measured."""

import os
import platform
import re
import shutil
import subprocess

VERSIONS = {
    "pgloader": ["pgloader", "--version"],
    "sequel": ["sequel", "--version"],
    "csv": ["sqlite3", "--version"],
}


def describe(server, file, rows, names):
    """One paragraph: file, processors, memory, the server with the settings that decide about its speed, and the programs."""
    settings = {row["name"]: row["value"] for row in server.rows("postgres", """
        SELECT name, current_setting(name) AS value FROM pg_settings
        WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_level', 'shared_buffers', 'max_wal_size')""")}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    named = ", ".join(f"`{name}` {value}" for name, value in sorted(settings.items()))
    versions = "".join(f" {version}." for version in map(_version, names) if version)
    return (f"{os.path.basename(file)}: {rows:,} rows, {os.path.getsize(file) / 1e6:,.0f} MB. "
            f"{os.cpu_count()} × {_processor()}, {memory:.0f} GB of memory, {platform.system()}; "
            f"PostgreSQL {server.version} with {named}.{versions}")


def _version(name):
    """The program's name and number, of those ways that are programs and installed."""
    command = VERSIONS.get(name)
    if command is None or shutil.which(command[0]) is None:
        return None
    said = subprocess.run(command, capture_output=True, text=True).stdout
    number = re.search(r"\d+(\.\d+)+", said)
    return f"{command[0]} {number[0]}" if number else None


def _processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
