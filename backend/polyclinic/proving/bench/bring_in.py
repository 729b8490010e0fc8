"""`bench import`: real or invented records through `polyclinic import-fhir`, a fresh database each round."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import orjson

from polyclinic.kit import clock
from polyclinic.kit.mongod import find_binary, running
from polyclinic.proving.bench.launch import BenchFailedError, environment_of
from polyclinic.proving.bench.processes import machine, used
from polyclinic.proving.bench.report import BenchReport, Run
from polyclinic.proving.bench.rounds import Progress
from polyclinic.proving.bench.statistics import middle, percentile
from polyclinic.proving.city.town import Size, bundles, plan_town

SHARED = Path("../shared/data/synthea-r4")
"""Real FHIR R4 records, where somebody has put them beside the checkout."""
SEED = 7
NOTES = (
    "One request is one resource: rps is resources per second, as the importer counts time; cpu_ms_per_request is per resource.",
    "p50_ms, p95_ms and p99_ms are of whole imports (process start included), one per round; each goes into an empty database.",
    "rss_mb is the importer's own peak memory, the database's is not in it.",
)


class Imported(NamedTuple):
    """One import: resources read, seconds as the importer says and as the clock says, peak memory, CPU ms, entries refused."""

    resources: int
    seconds: float
    whole_s: float
    peak_mb: float | None
    cpu_ms: float
    errors: int


async def bring_in(data: Path | None, *, repeat: int, progress: Progress) -> BenchReport:
    """Import the folder or file `repeat` times; without one the shared records, else an invented city.

    Raises BenchFailedError when an import ends without a report.
    """
    with tempfile.TemporaryDirectory(prefix="polyclinic-bench-") as folder:
        source = data or _shared() or _invented(Path(folder))
        found = []
        for number in range(repeat):
            progress(f"import {number + 1} of {repeat}")
            found.append(await _once(source.absolute()))
    more = {"machine": machine(), "repeat": repeat, "resources": found[0].resources, "data": source.name}
    return BenchReport(workload="import", runs=[_run(found)], notes=NOTES, more=more)


def _shared() -> Path | None:
    return SHARED if SHARED.is_dir() else None


def _invented(folder: Path) -> Path:
    town = plan_town(Size.CITY, seed=SEED, today=clock.now().date())
    for name, bundle in bundles(town):
        (folder / f"{name}.json").write_bytes(orjson.dumps(bundle))
    return folder


async def _once(source: Path) -> Imported:
    with tempfile.TemporaryDirectory(prefix="polyclinic-bench-") as name:
        folder = Path(name)
        async with running(folder / "mongod", binary=find_binary()) as server:
            before, started = used([], [server.pid]), perf_counter()
            report, own_cpu = await asyncio.to_thread(_import, source, server.uri, folder)
            whole = perf_counter() - started
            spent = used([], [server.pid]).since(before).database + own_cpu
    return _imported(report, whole, spent)


def _import(source: Path, uri: str, folder: Path) -> tuple[dict[str, Any], float]:
    """Run the command; return its report and its CPU seconds."""
    environment = environment_of({"POLYCLINIC_MONGODB_URI": uri, "POLYCLINIC_DATA_DIR": str(folder)})
    said = folder / "report.json"
    with said.open("wb") as out:
        arguments = [sys.executable, "-m", "polyclinic", "import-fhir", str(source), "--source", "bench", "--json"]
        pid = os.posix_spawn(
            sys.executable, arguments, environment, file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), 1)]
        )
        _, _, usage = os.wait4(pid, 0)
    try:
        report: dict[str, Any] = orjson.loads(said.read_bytes())
    except ValueError as nothing:
        raise BenchFailedError(
            "`polyclinic import-fhir` ended without a report; what it said stands above."
        ) from nothing
    return report, usage.ru_utime + usage.ru_stime


def _imported(report: dict[str, Any], whole: float, cpu: float) -> Imported:
    resources = sum(counts["imported"] for counts in report["totals"].values())
    errors = sum(len(file["errors"]) for file in report["files"])
    return Imported(resources, report["seconds"], whole, report.get("peak_rss_mb"), cpu * 1000, errors)


def _run(found: list[Imported]) -> Run:
    times = sorted(one.whole_s * 1000 for one in found)
    return Run(
        path="compiled",
        concurrency=1,
        rps=middle([one.resources / one.seconds for one in found]) or 0.0,
        p50_ms=percentile(times, 0.50),
        p95_ms=percentile(times, 0.95),
        p99_ms=percentile(times, 0.99),
        cpu_ms_per_request=middle([one.cpu_ms / max(one.resources, 1) for one in found]),
        rss_mb=middle([one.peak_mb for one in found]),
        errors=sum(one.errors for one in found),
    )
