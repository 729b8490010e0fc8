"""Two executors are compared on equal answers only."""

import pytest

from polyclinic.proving.bench.executor import Contestant, executor
from polyclinic.proving.bench.launch import BenchFailedError


async def quick(number: int) -> bytes:
    return b"%d" % number


async def slow(number: int) -> bytes:
    sum(range(20_000))
    return b"%d" % number


async def other(_: int) -> bytes:
    return b"0"


async def test_the_ratio_and_both_runs_are_reported() -> None:
    report = await executor(Contestant("compiled", quick), Contestant("cached", slow), questions=3, seconds=0.02)

    found = report.as_json()
    assert [(run["path"], run["concurrency"], run["errors"]) for run in found["runs"]] == [
        ("compiled", 1, 0),
        ("cached", 1, 0),
    ]
    assert found["factors"][0]["p50"] > 1
    assert found["workload"] == "executor"


async def test_executors_that_disagree_are_not_compared() -> None:
    with pytest.raises(BenchFailedError, match="question 1"):
        await executor(Contestant("compiled", quick), Contestant("cached", other), questions=3, seconds=0.02)
