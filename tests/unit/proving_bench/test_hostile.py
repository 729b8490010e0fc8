"""The hostile workload: every document is sent, judged and reported; a wrong or late decision is an error."""

import asyncio

import pytest

from polyclinic.kit.settings import Settings
from polyclinic.main.door import door_of
from polyclinic.proving.bench import hostile as workload
from polyclinic.proving.bench.hostile import hostile
from polyclinic.proving.bench.hostile_documents import LONGEST, documents


def quiet(_: str) -> None:
    """Progress that nobody watches."""


async def test_the_door_decides_every_document_as_it_must() -> None:
    report = await hostile(door_of(Settings(_env_file=None)), repeat=2, progress=quiet)
    wrong = [case for case in report.cases if not case.right]
    assert (wrong, len(report.cases)) == ([], len(documents()))
    said = report.as_json()
    assert set(said) == {"cases", "rss_mb_before", "rss_mb_after", "machine", "notes"}
    assert set(said["cases"][0]) == {"name", "bytes", "ms_median", "ms_max", "decided"}
    assert max(case["bytes"] for case in said["cases"]) <= LONGEST


async def test_a_wrong_decision_is_an_error() -> None:
    async def generous(_: str) -> frozenset[str]:
        await asyncio.sleep(0)
        return frozenset()

    report = await hostile(generous, repeat=1, progress=quiet)
    assert report.errors == len(report.cases)


async def test_a_late_decision_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    every, at = frozenset(case.code for case in documents().values()), iter(range(10_000))

    async def right(_: str) -> frozenset[str]:
        await asyncio.sleep(0)
        return every

    monkeypatch.setattr(workload, "perf_counter", lambda: next(at) * 0.051)
    report = await hostile(right, repeat=1, progress=quiet)
    assert all(case.ms_median == pytest.approx(51) for case in report.cases)
    assert report.errors == len(report.cases)
