"""`polyclinic bench WORKLOAD`: the figures of this machine, beside those of the obvious build."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn, Protocol

import typer
from rich.console import Console, RenderableType

from polyclinic.kit.settings import Settings
from polyclinic.main.rooms import DOCUMENTS
from polyclinic.main.run import run, settings_from_environment
from polyclinic.proving.bench.rounds import CALIBRATION, Plan, Progress

SERVERS = {
    "compiled": ("polyclinic", "serve", "--port", "0"),
    "cached": ("polyclinic_schema.obvious", "--path", "cached"),
    "stock": ("polyclinic_schema.obvious", "--path", "stock"),
    "raw": ("polyclinic_schema.obvious", "--path", "raw", "--content", "CONTENT"),
    CALIBRATION: ("polyclinic_schema.obvious", "--path", CALIBRATION, "--content", "CONTENT"),
}
LATER = {
    "slots": "`polyclinic bench slots` comes with the booking capability, and so do its rooms and hours.",
    "book": "`polyclinic bench book` comes with the booking capability, and so do its rooms and hours.",
}


class Report(Protocol):
    """What a workload gives back; `errors` over 0 makes the command fail."""

    @property
    def errors(self) -> int:
        """How much went wrong."""

    @property
    def notes(self) -> Sequence[str]:
        """Sentences that belong to the figures."""

    def as_json(self) -> dict[str, Any]:
        """Return the figures for programs."""

    def as_table(self) -> RenderableType:
        """Return the figures for people."""


Workload = Callable[[Progress], Coroutine[Any, Any, Report]]


def bench(  # noqa: PLR0917 - Typer's options
    workload: Annotated[str, typer.Argument(help="dashboard, import or hostile.")],
    seconds: Annotated[float, typer.Option(min=0.2, help="Length of each cell, after its warm-up.")] = 8.0,
    concurrency: Annotated[str, typer.Option(help="Numbers of connections, such as 1,8,32.")] = "1,8,32",
    repeat: Annotated[int, typer.Option(min=1, help="Rounds; the figures are medians over them.")] = 1,
    paths: Annotated[str, typer.Option(help="Which servers, in this order.")] = ",".join(SERVERS),
    data: Annotated[
        Path | None, typer.Option(exists=True, help="What `import` brings in. Empty: an invented city.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure this machine: a database of its own, servers as in production, every answer checked. Touches nothing of yours."""
    if workload in LATER:
        _refuse(LATER[workload])
    plan = Plan(paths=_paths(paths), concurrency=_numbers(concurrency), seconds=seconds, repeat=repeat)
    workloads: dict[str, Workload] = {
        "dashboard": lambda progress: _dashboard(plan, progress),
        "import": lambda progress: _bring_in(data, repeat, progress),
        "hostile": lambda progress: _hostile(repeat, progress),
    }
    if workload not in workloads:
        _refuse(f"There is no workload `{workload[:20]}`. Choose one of {', '.join((*workloads, *LATER))}.")
    run(lambda _, stop: _measured(workloads[workload], stop, as_json=as_json), _quiet())


def _dashboard(plan: Plan, progress: Progress) -> Coroutine[Any, Any, Report]:
    from polyclinic.proving.bench.dashboard import dashboard  # here: no other command should wait for it

    return dashboard(plan, documents=DOCUMENTS, servers=SERVERS, progress=progress)


def _bring_in(data: Path | None, repeat: int, progress: Progress) -> Coroutine[Any, Any, Report]:
    from polyclinic.proving.bench.bring_in import bring_in

    return bring_in(data, repeat=repeat, progress=progress)


def _hostile(repeat: int, progress: Progress) -> Coroutine[Any, Any, Report]:
    from polyclinic.main.door import door_of
    from polyclinic.proving.bench.hostile import FEWEST_ROUNDS, hostile

    return hostile(door_of(_quiet()), repeat=max(repeat, FEWEST_ROUNDS), progress=progress)


async def _measured(workload: Workload, stop: asyncio.Event, *, as_json: bool) -> int:
    with Console(stderr=True).status("Measuring") as status:
        report = await _unless_stopped(workload(status.update), stop)
    if report is None:
        return 130
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _show(report)
    return 1 if report.errors else 0


async def _unless_stopped(measuring: Coroutine[Any, Any, Report], stop: asyncio.Event) -> Report | None:
    """Wait for the report; on Ctrl-C end the servers first, then give up."""
    task, stopping = asyncio.create_task(measuring), asyncio.create_task(stop.wait())
    await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
        return None
    stopping.cancel()
    return task.result()


def _show(report: Report) -> None:
    console = Console()
    console.print(report.as_table())
    for sentence in report.notes:
        console.print(f"- {sentence}", markup=False)


def _paths(given: str) -> list[str]:
    found = [name.strip() for name in given.split(",") if name.strip()]
    if unknown := [name for name in found if name not in SERVERS]:
        _refuse(f"There is no path `{unknown[0][:20]}`. Choose from {', '.join(SERVERS)}.")
    return found


def _numbers(given: str) -> list[int]:
    try:
        found = [int(part) for part in given.split(",")]
    except ValueError:
        found = []
    if not found or min(found) < 1:
        _refuse(f"`--concurrency {given[:40]}` is no list of numbers. Write it like 1,8,32.")
    return found


def _quiet() -> Settings:
    return settings_from_environment(log_level="WARNING")


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
