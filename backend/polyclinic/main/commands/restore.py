"""`polyclinic restore`: a database back from its archive."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from polyclinic.kit.settings import Settings
from polyclinic.main.backup.bring_back import BroughtBack, bring_back
from polyclinic.main.open import open_house
from polyclinic.main.run import run, settings_from_environment


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An archive of `polyclinic backup`.")],
    force: Annotated[bool, typer.Option("--force", help="Delete everything in the database first.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Bring back a backup into an empty database. The archive is checked to its last byte before anything is written."""
    run(lambda settings, _: _restore(settings, file, force=force, as_json=as_json), settings_from_environment())


async def _restore(settings: Settings, file: Path, *, force: bool, as_json: bool) -> int:
    async with open_house(settings, prepare=True) as house:
        with Console(stderr=True).status("Restoring") as status:
            done = await bring_back(house.database, file, keys=house.keys, force=force, progress=status.update)
    if as_json:
        typer.echo(json.dumps(_as_json(done), ensure_ascii=False))
        return 0
    typer.echo(
        f"{sum(done.collections.values())} documents of {len(done.collections)} collections in {done.seconds:.1f} s."
    )
    if not done.keys_fit:
        typer.echo(
            "Attention: the keys of this house are not those of the backup. The database will not open until POLYCLINIC_KEY_FILE "
            "names the key file that belongs to it.",
            err=True,
        )
    return 0


def _as_json(done: BroughtBack) -> dict[str, object]:
    return {
        "path": str(done.path),
        "collections": done.collections,
        "documents": sum(done.collections.values()),
        "seconds": round(done.seconds, 3),
        "keys_fit": done.keys_fit,
    }
