"""`polyclinic make-keys`: the house keys of a new deployment."""

from pathlib import Path
from typing import Annotated

import typer

from polyclinic.kit import keys


def make_keys(path: Annotated[Path, typer.Argument(help="Where to write them (mode 0600).")]) -> None:
    """Make the keys that seal records and sign tokens. Keep a copy apart from the database's backups: without them nothing opens."""
    if path.exists():
        typer.echo(f"{path} exists already and was left alone: a new key would lock every record.", err=True)
        raise typer.Exit(1)
    keys.make_keys(path)
    typer.echo(f"Wrote {path}. Keep a copy apart from the database's backups.")
