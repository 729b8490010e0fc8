"""`polyclinic backup`: the whole database in one file."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from polyclinic.kit.settings import Settings
from polyclinic.main.backup.save import Saved, save
from polyclinic.main.open import open_house
from polyclinic.main.run import run, settings_from_environment


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write; it must not exist yet.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Write every collection, all as of one instant, into one archive. The house keys are not in it: keep them apart."""
    run(lambda settings, _: _backup(settings, file, as_json=as_json), settings_from_environment())


async def _backup(settings: Settings, file: Path, *, as_json: bool) -> int:
    async with open_house(settings) as house:
        with Console(stderr=True).status("Saving") as status:
            saved = await save(house.database, file, keys=house.keys, progress=status.update)
        noted = await house.database["house"].find_one({"_id": "keys"})
    key_file = noted["file"] if noted else str(settings.keys)
    if as_json:
        typer.echo(json.dumps(_as_json(saved, key_file), ensure_ascii=False))
    else:
        typer.echo(
            f"{saved.path}: {sum(saved.collections.values())} documents of {len(saved.collections)} collections, "
            f"{saved.size / 1e6:.1f} MB, in {saved.seconds:.1f} s.\n"
            f"The house keys ({key_file}) are not in it, so that whoever finds the archive cannot open what is sealed. "
            "Keep a copy of them in another safe place: without them nobody can.\n"
            "What is not sealed is readable health data: keep the archive as you keep the database."
        )
    return 0


def _as_json(saved: Saved, key_file: str) -> dict[str, object]:
    return {
        "path": str(saved.path),
        "collections": saved.collections,
        "documents": sum(saved.collections.values()),
        "bytes": saved.size,
        "seconds": round(saved.seconds, 3),
        "keys": {"included": False, "path": key_file},
    }
