"""`bench hostile`: how long the door needs to decide documents that are meant to hurt, and whether its memory stays flat."""

import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from rich.table import Table

from polyclinic.proving.bench.hostile_documents import Hostile, documents
from polyclinic.proving.bench.processes import machine, memory_mb
from polyclinic.proving.bench.rounds import Progress
from polyclinic.proving.bench.statistics import middle

Ask = Callable[[str], Awaitable[frozenset[str]]]
"""Sends a document to the endpoint and returns the codes of its answer; handed in by those who know the endpoint."""

LONGEST_MS = 50.0
FEWEST_ROUNDS = 5
NOTES = (
    "A time is one whole request in this process: bytes read, JSON, parsing, measuring, the standard rules; no database is there.",
    "No decision is remembered from one round to the next: each round writes the documents a little differently.",
    f"Promised: every median within {LONGEST_MS:.0f} ms. Anything else that runs on this machine is in the maximum.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document: bytes, wall time in ms over the rounds, the codes of its answer, and whether they are as they must be."""

    name: str
    size: int
    ms_median: float
    ms_max: float
    decided: str
    right: bool

    def as_json(self) -> dict[str, Any]:
        """Return the case in the promised form."""
        times = {"ms_median": round(self.ms_median, 2), "ms_max": round(self.ms_max, 2)}
        return {"name": self.name, "bytes": self.size, **times, "decided": self.decided}


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileReport:
    """All cases, and the resident memory of the process before and after them (10**6 bytes)."""

    cases: Sequence[Case]
    rss_mb_before: float | None
    rss_mb_after: float | None
    notes: Sequence[str] = NOTES

    @property
    def errors(self) -> int:
        """Return how many documents were decided wrongly, or too late."""
        return sum(not case.right or case.ms_median > LONGEST_MS for case in self.cases)

    def as_json(self) -> dict[str, Any]:
        """Return the promised JSON."""
        memory = {"rss_mb_before": self.rss_mb_before, "rss_mb_after": self.rss_mb_after}
        return {
            "cases": [case.as_json() for case in self.cases],
            **memory,
            "machine": machine(),
            "notes": list(self.notes),
        }

    def as_table(self) -> Table:
        """Return the cases for people, the slowest first."""
        table = Table("Document", "Bytes", "Median ms", "Max ms", "Decided", title="polyclinic bench hostile")
        for case in sorted(self.cases, key=lambda found: -found.ms_median):
            table.add_row(case.name, f"{case.size:,}", f"{case.ms_median:.2f}", f"{case.ms_max:.2f}", case.decided)
        table.caption = f"Memory: {self.rss_mb_before} MB before, {self.rss_mb_after} MB after"
        return table


async def hostile(ask: Ask, *, repeat: int, progress: Progress) -> HostileReport:
    """Send every document `repeat` times, after one round that is not counted."""
    cases = documents()
    for case in cases.values():
        await ask(case.text)
    before = memory_mb([os.getpid()])
    found = []
    for name, case in cases.items():
        progress(name)
        found.append(await _measured(name, case, ask, repeat))
    return HostileReport(cases=found, rss_mb_before=before, rss_mb_after=memory_mb([os.getpid()]))


async def _measured(name: str, case: Hostile, ask: Ask, repeat: int) -> Case:
    times, answers = [], set[frozenset[str]]()
    for number in range(repeat):
        begun = perf_counter()
        answers.add(await ask(f"{case.text}\n{',' * number}"))
        times.append((perf_counter() - begun) * 1000)
    codes = frozenset[str]().union(*answers)
    return Case(
        name=name,
        size=len(case.text.encode()),
        ms_median=middle(times) or 0.0,
        ms_max=max(times),
        decided=" ".join(sorted(codes)),
        right=len(answers) == 1 and case.code in codes,
    )
