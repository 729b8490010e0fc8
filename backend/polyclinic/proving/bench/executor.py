"""`bench executor`: one operation over rows already in memory, two executors in turn, no HTTP and no database.

Main hands in the two callables, because only main knows GraphQL: each takes the number of a prepared question and
returns the bytes of the whole answer, as the endpoint would send them.
"""

import gc
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter, process_time

from polyclinic.proving.bench.launch import BenchFailedError
from polyclinic.proving.bench.processes import machine, memory_mb
from polyclinic.proving.bench.report import BenchReport, Run
from polyclinic.proving.bench.rounds import Progress
from polyclinic.proving.bench.statistics import middle, percentile

Execute = Callable[[int], Awaitable[bytes]]
BATCH = 20
"""Executions between two looks at the clock of the other executor's turn: short, so that a slow moment meets both."""
WARM_UP = 50
NOTES = (
    "In process, rows in memory: one request is one execution, from a known document to the bytes of its answer.",
    "The two executors take turns in short batches; every question's bytes were compared between them before.",
)


@dataclass(frozen=True, slots=True)
class Contestant:
    """An executor under the name of its path."""

    path: str
    execute: Execute


@dataclass(slots=True)
class _Score:
    times: list[float]
    spent_s: float = 0.0
    cpu_s: float = 0.0


async def executor(
    compiled: Contestant, stock: Contestant, *, questions: int, seconds: float, progress: Progress = lambda _: None
) -> BenchReport:
    """Compare two executors for `seconds` of work each; `factors` holds how many times faster the first one is.

    Raises BenchFailedError when they disagree in a byte of any answer.
    """
    progress("comparing the answers")
    await _agree(compiled, stock, questions)
    contestants = (compiled, stock)
    for one in contestants:
        for number in range(WARM_UP):
            await one.execute(number % questions)
    gc.collect()
    progress("measuring")
    scores = {one.path: _Score([]) for one in contestants}
    number = 0
    while min(score.spent_s for score in scores.values()) < seconds:
        for one in contestants:
            if scores[one.path].spent_s < seconds:
                await _batch(one, scores[one.path], number, questions)
        number += BATCH
    runs = [_run(path, score) for path, score in scores.items()]
    ratio = _ratio(scores[compiled.path], scores[stock.path])
    return BenchReport(workload="executor", runs=runs, notes=NOTES, more={"machine": machine(), "factors": [ratio]})


async def _agree(compiled: Contestant, stock: Contestant, questions: int) -> None:
    for number in range(questions):
        if await compiled.execute(number) != await stock.execute(number):
            raise BenchFailedError(f"`{compiled.path}` and `{stock.path}` give different bytes for question {number}.")


async def _batch(one: Contestant, score: _Score, start: int, questions: int) -> None:
    cpu, wall = process_time(), perf_counter()
    for number in range(start, start + BATCH):
        begun = perf_counter()
        await one.execute(number % questions)
        score.times.append(perf_counter() - begun)
    score.cpu_s += process_time() - cpu
    score.spent_s += perf_counter() - wall


def _run(path: str, score: _Score) -> Run:
    times = sorted(score.times)
    return Run(
        path=path,
        concurrency=1,
        rps=len(times) / sum(times),
        p50_ms=percentile(times, 0.50) * 1000,
        p95_ms=percentile(times, 0.95) * 1000,
        p99_ms=percentile(times, 0.99) * 1000,
        cpu_ms_per_request=score.cpu_s * 1000 / len(times),
        rss_mb=memory_mb([os.getpid()]),
        errors=0,
    )


def _ratio(mine: _Score, theirs: _Score) -> dict[str, float]:
    """Return both ratios: of medians, which a pause of the collector does not reach, and of CPU time, which it does."""
    medians = (middle(theirs.times) or 0.0) / (middle(mine.times) or 1.0)
    cpu = (theirs.cpu_s / len(theirs.times)) / (mine.cpu_s / len(mine.times))
    return {"p50": round(medians, 2), "cpu": round(cpu, 2)}
