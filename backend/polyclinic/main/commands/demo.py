"""`polyclinic demo`: everything, with an invented city."""

from pathlib import Path
from typing import Annotated

import typer

from polyclinic.kit.settings import Environment
from polyclinic.main.demo.everything import everything
from polyclinic.main.demo.ready import Options
from polyclinic.main.run import run, settings_from_environment

# The codes cost nothing here, and whoever tries the demo signs in as the same people again and again.
NO_PATIENCE = {"code_resend_seconds": 2, "codes_per_phone_per_day": 500, "codes_per_device_per_hour": 500}


def demo(
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; 0 takes a free one. Empty: the one of the last run.")
    ] = None,
    data_dir: Annotated[Path, typer.Option(help="Where the demo's database and keys live.")] = Path(".polyclinic/demo"),
    ready_file: Annotated[
        Path | None, typer.Option(help="Written when the first request would succeed (JSON).")
    ] = None,
    size: Annotated[str, typer.Option(help="small, city or large.")] = "city",
) -> None:
    """Start the whole product on this machine: database, API, app, worker, invented people. Ctrl-C ends all of it."""
    folder = data_dir.absolute()
    settings = settings_from_environment(
        environment=Environment.DEVELOPMENT,
        data_dir=folder,
        messages_file=folder / "messages.jsonl",
        log_level="WARNING",
        **NO_PATIENCE,
    )
    options = Options(port=port, ready_file=ready_file, size=size)
    run(lambda given, stop: everything(given, stop, options), settings)
