"""`bench dashboard`: random patients' home pages from every path in one run, each answer compared with the data set."""

import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from beanie import Document

from polyclinic.kit import clock, mongo
from polyclinic.kit.keys import make_keys, read_keys
from polyclinic.kit.mongod import find_binary, running
from polyclinic.proving.bench.crew import Crew, crew
from polyclinic.proving.bench.dataset import build, insert
from polyclinic.proving.bench.ground import DATABASE, Ground, key_file
from polyclinic.proving.bench.job import Learnt, Target
from polyclinic.proving.bench.launch import Started, started
from polyclinic.proving.bench.processes import machine
from polyclinic.proving.bench.report import BenchReport
from polyclinic.proving.bench.rounds import CALIBRATION, Measured, Plan, Progress, measure
from polyclinic.proving.bench.statistics import middle
from polyclinic.proving.bench.told import factors, notes

LEARNERS = 8


async def dashboard(
    plan: Plan,
    *,
    documents: Sequence[type[Document]],
    servers: Mapping[str, Sequence[str]],
    progress: Progress = lambda _: None,
) -> BenchReport:
    """Measure the dashboard; `servers` gives each path's command after `python -m`.

    Raises BenchFailedError when a server does not start, DatabaseUnavailableError when there is no mongod to start.
    """
    async with AsyncExitStack() as stack:
        progress("making the data set")
        ground = await stack.enter_async_context(_ground(documents))
        found: list[Started] = []
        for path in plan.paths:
            progress(f"starting {path}")
            arguments = [str(ground.folder / "content.json") if part == "CONTENT" else part for part in servers[path]]
            serving = started(path, arguments, environment=ground.environment, folder=ground.folder)
            found.append(await stack.enter_async_context(serving))
        driver = await stack.enter_async_context(crew())
        learnt = {server.path: await _learn(driver, ground, server, progress) for server in found}
        return _report(plan, ground, found, learnt, await measure(driver, plan, progress))


@asynccontextmanager
async def _ground(documents: Sequence[type[Document]]) -> AsyncIterator[Ground]:
    with tempfile.TemporaryDirectory(prefix="polyclinic-bench-") as name:
        folder = Path(name)
        make_keys(key_file(folder))
        async with (
            running(folder / "mongod", binary=find_binary()) as server,
            mongo.opened(server.uri, DATABASE, documents) as database,
        ):
            await mongo.prepare(database, documents)
            data = build(clock.now())
            await insert(database, data)
            keys = read_keys(key_file(folder), may_make=False)
            ground = Ground(folder=folder, uri=server.uri, database_pid=server.pid, keys=keys, data=data)
            ground.write_files()
            yield ground


async def _learn(driver: Crew, ground: Ground, server: Started, progress: Progress) -> Learnt:
    progress(f"checking every answer of {server.path}")
    without_database = server.path.startswith("raw")
    target = Target(
        name=server.path,
        port=server.port,
        questions=ground.questions(server.path),
        server=[server.pid],
        database=[] if without_database else [ground.database_pid],
    )
    return await driver.learn(target, LEARNERS)


def _report(
    plan: Plan, ground: Ground, servers: Sequence[Started], learnt: Mapping[str, Learnt], measured: Measured
) -> BenchReport:
    runs = [run for run in measured.runs if run.path != CALIBRATION]
    calibration = [run for run in measured.runs if run.path == CALIBRATION]
    return BenchReport(
        workload="dashboard",
        runs=runs,
        notes=notes(ground.data, learnt, measured),
        more={
            "at": ground.data.now.isoformat(),
            "machine": machine(),
            "seconds": plan.seconds,
            "repeat": plan.repeat,
            "start_s": {server.path: round(server.start_s, 3) for server in servers},
            "body_bytes": {path: found.mean_bytes for path, found in learnt.items()},
            "cpu_ms": _shares(measured),
            "calibration": [run.as_json() for run in calibration],
            "factors": factors(runs, calibration),
        },
    )


def _shares(measured: Measured) -> list[dict[str, object]]:
    """Say how each path's CPU time divides between the server and the database, and what others took meanwhile."""
    return [
        {
            "path": path,
            "concurrency": concurrency,
            "server": _middle([cell.server_cpu_ms for cell in cells]),
            "database": _middle([cell.database_cpu_ms for cell in cells]),
            "others": _middle([cell.others for cell in cells]),
        }
        for (path, concurrency), cells in measured.cells.items()
    ]


def _middle(values: Sequence[float | None]) -> float | None:
    found = middle(values)
    return None if found is None else round(found, 4)
