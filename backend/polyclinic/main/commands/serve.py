"""`polyclinic serve`: the API and the app."""

import asyncio
from typing import Annotated

import typer

from polyclinic.kit.log import logger
from polyclinic.kit.settings import Settings
from polyclinic.main import server
from polyclinic.main.open import open_house
from polyclinic.main.run import run, settings_from_environment

LOG = logger("main")


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (POLYCLINIC_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one (POLYCLINIC_PORT).")] = None,
) -> None:
    """Answer the app: GraphQL, health and the app's files, until SIGTERM."""
    run(_serve, settings_from_environment(host=host, port=port))


async def _serve(settings: Settings, stop: asyncio.Event) -> int:
    taken = server.bind(settings)

    async def ready() -> None:
        LOG.info("ready", url=server.address(taken))

    async with open_house(settings) as house:
        await server.serve(house, taken, stop, ready=ready)
    return 0
