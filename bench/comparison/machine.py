"""What a table of times says about where they were measured."""

import os
import platform


def describe(server, file, rows):
    """One paragraph: processors, memory, the server's version and the settings that decide about its speed."""
    settings = {row["name"]: row["value"] for row in server.rows("postgres", """
        SELECT name, current_setting(name) AS value FROM pg_settings
        WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_level', 'shared_buffers', 'max_wal_size')""")}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (f"{os.path.basename(file)}: {rows:,} rows, {os.path.getsize(file) / 1e6:,.0f} MB. "
            f"{os.cpu_count()} × {_processor()}, {memory:.0f} GB of memory, {platform.system()}; PostgreSQL {server.version} with "
            + ", ".join(f"`{name}` {value}" for name, value in sorted(settings.items())) + ".")


def _processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
