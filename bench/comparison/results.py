"""Medians and ratios of the runs, as rows of a table."""

import dataclasses
import statistics

HEADER = ["way", "seconds", "least to most", "÷ bound", "÷ pgloader", "rows/s", "client CPU s", "server CPU s", "peak MB"]


@dataclasses.dataclass(frozen=True)
class Run:
    """One run: what it took on the client, and the processor seconds of the server (None if unknown)."""

    outcome: object
    server_cpu: float | None


@dataclasses.dataclass(frozen=True)
class Result:
    """A way and its medians; those of a kind that is not known are None."""

    name: str
    label: str
    runs: int
    seconds: float
    least: float
    most: float
    rows_per_second: float
    client_cpu: float
    server_cpu: float | None
    peak_mb: float | None
    keyed_seconds: float | None
    beside: str | None


def summarise(way, runs, rows):
    """The medians of a way's runs, of which there is at least one; the memory is that of the largest run."""
    seconds = [run.outcome.seconds for run in runs]
    peaks = [run.outcome.peak_mb for run in runs]
    median = statistics.median(seconds)
    return Result(way.name, way.label, len(runs), median, min(seconds), max(seconds), rows / median,
                  statistics.median(run.outcome.client_cpu for run in runs), _median([run.server_cpu for run in runs]),
                  None if None in peaks else max(peaks), _median([run.outcome.keyed_seconds for run in runs]),
                  way.beside and way.beside.name)


def _median(values):
    return None if None in values else statistics.median(values)


class Comparison:
    """The results of one file: the quickest of the bound's variants stands for the bound."""

    def __init__(self, results):
        variants = [result for result in results if result.name.startswith("bound")]
        self.variants = variants
        self.bound = min(variants, key=lambda result: result.seconds, default=None)
        self.pgloader = next((result for result in results if result.name == "pgloader"), None)
        self.beside = {result.beside: result for result in results if result.beside}
        others = [result for result in results if result not in variants and not result.beside]
        named = [dataclasses.replace(self.bound, label="the bound: PostgreSQL alone")] if self.bound else []
        self.results = named + others

    def table(self):
        """Rows of cells under HEADER."""
        return [[r.label, f"{r.seconds:.2f}", f"{r.least:.2f} to {r.most:.2f}", _ratio(r, self.bound), _ratio(r, self.pgloader),
                 f"{r.rows_per_second:,.0f}", f"{r.client_cpu:.2f}", _number(r.server_cpu, "{:.2f}"), _number(r.peak_mb, "{:.0f}")]
                for r in self.results]

    def remarks(self):
        """Lines that say what the table does not."""
        lines = []
        if len(self.variants) > 1:
            each = "; ".join(f"{v.label} {v.seconds:.2f} s" for v in self.variants)
            lines.append(f"The bound is the quickest of: {each}.")
        most = max(result.runs for result in self.results)
        lines += [f"{result.label}: {result.runs} of {most} runs." for result in self.results if result.runs < most]
        for result in self.results:
            if result.keyed_seconds and not result.name.startswith("bound"):
                line = f"{result.label}: from the first COPY to the last constraint {result.keyed_seconds:.2f} s"
                if self.bound:
                    line += (f", {result.keyed_seconds / self.bound.seconds:.2f} times the bound (which gathers statistics, too; "
                             f"{result.keyed_seconds / self.bound.keyed_seconds:.2f} times its time without)")
                lines.append(line + ".")
            if result.server_cpu and result.keyed_seconds and not result.name.startswith("bound"):
                share = result.client_cpu / result.server_cpu
                lines.append(f"{result.label}: its own CPU seconds are {share:.2f} times the server's.")
        for replay in self.results:
            if replay.name.startswith("replay"):
                lines += [f"{r.label}: {r.seconds / replay.seconds:.2f} times {replay.label}."
                          for r in self.results if r.name in ("liftlock", "verified")]
        for result in self.results:
            other = self.beside.get(result.name)
            if other:
                lines.append(f"{result.label}: its rows/s are {result.rows_per_second / other.rows_per_second:.2f} times those of "
                             f"{other.label} in the same rounds ({other.rows_per_second:,.0f}; medians).")
        return lines


def _ratio(result, to):
    return "–" if to is None else f"{result.seconds / to.seconds:.2f}"


def _number(value, form):
    return "–" if value is None else form.format(value)
