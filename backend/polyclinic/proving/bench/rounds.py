"""The plan of a run: every path at every concurrency, interleaved, several rounds, noisy cells thrown away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from polyclinic.proving.bench.crew import Crew
from polyclinic.proving.bench.job import Cell, Drive
from polyclinic.proving.bench.report import Run, run_of

CALIBRATION = "raw-unsigned"
"""Raw ASGI without the token check: what figures of other machines are compared by; reported beside the four paths."""
MOST_OTHERS = 0.10
"""Share of the machine that others may take during a cell before it is thrown away (guides of measuring: a tenth)."""
TRIES = 3
_LONGEST_WARM_UP = 4.0

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is measured: paths in their order, connections, seconds per cell, rounds."""

    paths: Sequence[str]
    concurrency: Sequence[int]
    seconds: float
    repeat: int = 1


@dataclass(slots=True)
class Measured:
    """The runs, and what has to be said about them."""

    runs: list[Run]
    cells: dict[tuple[str, int], list[Cell]]
    thrown_away: int = 0
    noisy: int = 0


async def measure(crew: Crew, plan: Plan, progress: Progress) -> Measured:
    """Run the plan: in each round the paths take turns at each concurrency, so that a slow minute meets all of them."""
    places = [(path, concurrency) for concurrency in plan.concurrency for path in plan.paths]
    found = Measured([], {place: [] for place in places})
    for number in range(plan.repeat):
        for path, concurrency in places:
            progress(f"round {number + 1} of {plan.repeat}: {path}, {concurrency} connections")
            order = Drive(path, concurrency, plan.seconds, min(_LONGEST_WARM_UP, plan.seconds / 2), seed=number + 1)
            found.cells[path, concurrency].append(await _quiet_cell(crew, order, found))
    found.runs = [run_of(path, concurrency, found.cells[path, concurrency]) for path, concurrency in places]
    return found


async def _quiet_cell(crew: Crew, order: Drive, found: Measured) -> Cell:
    """Measure until nobody disturbs; after the last try the least disturbed cell stands and is counted as noisy."""
    cells: list[Cell] = []
    for _ in range(TRIES):
        cells.append(await crew.drive(order))
        if cells[-1].others <= MOST_OTHERS:
            found.thrown_away += len(cells) - 1
            return cells[-1]
    found.thrown_away += TRIES - 1
    found.noisy += 1
    return min(cells, key=lambda cell: cell.others)
