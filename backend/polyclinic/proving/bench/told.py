"""What is said beside the figures, so that nobody compares what cannot be compared."""

from collections.abc import Mapping, Sequence

from polyclinic.proving.bench.dataset import NOW, DataSet
from polyclinic.proving.bench.job import Learnt
from polyclinic.proving.bench.processes import is_known
from polyclinic.proving.bench.report import Run
from polyclinic.proving.bench.rounds import MOST_OTHERS, Measured

PATHS = {
    "compiled": "`compiled` is this product as in production: trusted document, session and grant read each time, access log on.",
    "cached": "`cached` is `stock` with Strawberry's parser and validation caches and orjson; no access log.",
    "stock": "`stock` is Beanie documents, stock Strawberry and DataLoaders with the same sign-in check and a grant check; "
    "no access log.",
    "raw": "`raw` is one ASGI function that checks the token's signature and encodes a constant body; it reads no session "
    "and has no database. `calibration` is the same without the token check.",
}


def notes(data: DataSet, learnt: Mapping[str, Learnt], measured: Measured) -> list[str]:
    """Return the sentences that belong to a run."""
    said = [
        f"The data set is written for {NOW:%Y-%m-%dT%H:%MZ}; all of it was moved by {data.shift} so that its now is ours.",
        "Driver, servers and database share this machine's cores. Every answer was compared with the data set.",
    ]
    said += [sentence for path, sentence in PATHS.items() if path in learnt]
    said += [
        f"`{path}` gave {found.wrong} wrong answers of {found.right + found.wrong}; first: {found.complaint}."
        for path, found in learnt.items()
        if found.wrong
    ]
    if not is_known():
        said.append("This system does not tell what processes use, so CPU and memory are unknown.")
    if measured.thrown_away:
        said.append(
            f"{measured.thrown_away} cells were thrown away: others took over {MOST_OTHERS:.0%} of the machine."
        )
    if measured.noisy:
        said.append(
            f"{measured.noisy} cells stand although others took over {MOST_OTHERS:.0%} of the machine each time."
        )
    return said


def factors(runs: Sequence[Run], calibration: Sequence[Run]) -> list[dict[str, float | int]]:
    """Return, per concurrency, how the paths stand to each other: requests per second, CPU and p95."""
    found = []
    for concurrency in sorted({run.concurrency for run in runs}):
        here = {run.path: run for run in (*runs, *calibration) if run.concurrency == concurrency}
        row: dict[str, float | int] = {"concurrency": concurrency}
        row |= _rps(here, "compiled", "stock") | _rps(here, "compiled", "cached") | _rps(here, "cached", "stock")
        row |= _rps(here, "raw", "stock") | _rps(here, "raw-unsigned", "stock")
        row |= _cpu(here, "compiled", "raw") | _cpu(here, "compiled", "raw-unsigned") | _p95(here)
        found.append(row)
    return found


def _rps(here: Mapping[str, Run], one: str, other: str) -> dict[str, float]:
    if one not in here or other not in here or not here[other].rps:
        return {}
    return {f"rps_{one}_to_{other}": round(here[one].rps / here[other].rps, 2)}


def _cpu(here: Mapping[str, Run], one: str, other: str) -> dict[str, float]:
    mine, theirs = (here[path].cpu_ms_per_request if path in here else None for path in (one, other))
    return {f"cpu_{one}_to_{other}": round(mine / theirs, 2)} if mine and theirs else {}


def _p95(here: Mapping[str, Run]) -> dict[str, float]:
    if "compiled" not in here or "stock" not in here or not here["stock"].p95_ms:
        return {}
    return {"p95_compiled_to_stock": round(here["compiled"].p95_ms / here["stock"].p95_ms, 3)}
