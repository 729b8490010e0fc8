"""The figures of a run, as the JSON that is promised and as a table for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from polyclinic.proving.bench.job import Cell
from polyclinic.proving.bench.statistics import middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One path at one concurrency: medians over the rounds, errors summed. Times in ms, memory in 10**6 bytes."""

    path: str
    concurrency: int
    rps: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ms_per_request: float | None
    rss_mb: float | None
    errors: int

    def as_json(self) -> dict[str, Any]:
        """Return the run in the promised form, rounded to what was measured."""
        return {
            "path": self.path,
            "concurrency": self.concurrency,
            "rps": round(self.rps, 1),
            "p50_ms": round(self.p50_ms, 3),
            "p95_ms": round(self.p95_ms, 3),
            "p99_ms": round(self.p99_ms, 3),
            "cpu_ms_per_request": _rounded(self.cpu_ms_per_request, 4),
            "rss_mb": _rounded(self.rss_mb, 1),
            "errors": self.errors,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchReport:
    """A workload's runs; `more` holds whatever else a reader needs beside them."""

    workload: str
    runs: Sequence[Run]
    notes: Sequence[str] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """Return how many answers of all runs were wrong."""
        return sum(run.errors for run in self.runs)

    def as_json(self) -> dict[str, Any]:
        """Return the promised JSON."""
        runs = [run.as_json() for run in self.runs]
        return {"workload": self.workload, "runs": runs, **self.more, "notes": list(self.notes)}

    def as_table(self) -> Table:
        """Return the runs for people."""
        table = Table(
            "Path", "Conn.", "Req/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "MB", "Errors",
            title=f"polyclinic bench {self.workload}",
            caption="CPU of server and database per request",
        )  # fmt: skip
        for run in self.runs:
            cpu = "?" if run.cpu_ms_per_request is None else f"{run.cpu_ms_per_request:.3f}"
            memory = "?" if run.rss_mb is None else f"{run.rss_mb:.0f}"
            times = (f"{value:.2f}" for value in (run.p50_ms, run.p95_ms, run.p99_ms))
            table.add_row(run.path, str(run.concurrency), f"{run.rps:,.0f}", *times, cpu, memory, str(run.errors))
        return table


def run_of(path: str, concurrency: int, cells: Sequence[Cell]) -> Run:
    """Put the cells of all rounds together: medians, and the sum of the errors."""
    return Run(
        path=path,
        concurrency=concurrency,
        rps=middle([cell.rps for cell in cells]) or 0.0,
        p50_ms=middle([cell.p50_ms for cell in cells]) or 0.0,
        p95_ms=middle([cell.p95_ms for cell in cells]) or 0.0,
        p99_ms=middle([cell.p99_ms for cell in cells]) or 0.0,
        cpu_ms_per_request=middle([_cpu(cell) for cell in cells]),
        rss_mb=middle([cell.rss_mb for cell in cells]),
        errors=sum(cell.errors for cell in cells),
    )


def _cpu(cell: Cell) -> float | None:
    if cell.server_cpu_ms is None or cell.database_cpu_ms is None:
        return None
    return cell.server_cpu_ms + cell.database_cpu_ms


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
