"""`polyclinic migrate`: collections, indexes and the schema version."""

import asyncio

import typer

from polyclinic.kit.settings import Settings
from polyclinic.main.open import open_house
from polyclinic.main.run import run, settings_from_environment


def migrate() -> None:
    """Prepare the database for this release; safe to run again."""
    run(_migrate, settings_from_environment())


async def _migrate(settings: Settings, stop: asyncio.Event) -> int:  # noqa: ARG001 - every command is given it
    async with open_house(settings, prepare=True) as house:
        typer.echo(f"The database {house.database.name} is prepared.")
    return 0
