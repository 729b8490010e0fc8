"""`polyclinic import-fhir`: bring FHIR R4 records in."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from polyclinic.interop.import_fhir import import_fhir as bring_in
from polyclinic.interop.report import ImportReport
from polyclinic.kit.settings import Settings
from polyclinic.main.commands.import_screen import Bars, show
from polyclinic.main.open import open_house
from polyclinic.main.run import run, settings_from_environment

INTERRUPTED = 130


def import_fhir(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files (.json, .json.gz, .ndjson, .ndjson.gz) or folders.")
    ],
    source: Annotated[
        str | None, typer.Option(help="Whose records these are; else the server named in the bundle, else `local`.")
    ] = None,
    activate: Annotated[
        bool, typer.Option("--activate", help="Give each new patient a one-time code to claim the record with.")
    ] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Import FHIR R4 bundles, each whole or not at all. A second import of the same changes nothing. Exit code 1 when a file failed."""
    run(
        lambda settings, stop: _import(
            settings, stop, paths=paths, source=source, activate=activate, json_output=json_output
        ),
        settings_from_environment(),
    )


async def _import(
    settings: Settings, stop: asyncio.Event, *, paths: list[Path], source: str | None, activate: bool, json_output: bool
) -> int:
    async with open_house(settings) as house:
        with Bars(Console(stderr=True), is_quiet=json_output) as bars:
            work = asyncio.create_task(
                bring_in(paths, keys=house.keys, source=source, activate=activate, progress=bars)
            )
            report = await _unless_stopped(work, stop)
    if report is None:
        Console(stderr=True).print("Stopped. Files already reported are in; of the one under way nothing is.")
        return INTERRUPTED
    if json_output:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        show(report, Console())
    return 1 if report.failed else 0


async def _unless_stopped(work: "asyncio.Task[ImportReport]", stop: asyncio.Event) -> ImportReport | None:
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if work.done():
        return work.result()
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    return None
