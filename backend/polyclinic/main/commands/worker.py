"""`polyclinic worker`: reach people."""

import asyncio
import sys
from typing import Annotated

import typer

from polyclinic.kit.log import logger
from polyclinic.kit.settings import Settings
from polyclinic.main.chores import chores
from polyclinic.main.open import open_house
from polyclinic.main.run import run, settings_from_environment
from polyclinic_notifications import worker as notifications
from polyclinic_notifications.channels.choose import channel_for

LOG = logger("main")


def worker(
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True, help="End when standard input closes.")] = False,
) -> None:
    """Send what is due (sign-in codes, notices) and keep the house tidy, until SIGTERM."""
    run(_follow_parent if with_parent else _work, settings_from_environment())


async def _work(settings: Settings, stop: asyncio.Event) -> int:
    channel = channel_for(settings)
    async with open_house(settings) as house:
        LOG.info("ready", process="worker")
        await notifications.run(
            database=house.database, keys=house.keys, channel=channel, stop=stop, housekeeping=chores(house)
        )
    return 0


async def _follow_parent(settings: Settings, stop: asyncio.Event) -> int:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    watching = asyncio.create_task(_stop_at_end(reader, stop))
    try:
        return await _work(settings, stop)
    finally:
        watching.cancel()
        transport.close()


async def _stop_at_end(reader: asyncio.StreamReader, stop: asyncio.Event) -> None:
    await reader.read()  # the pipe closes even when the parent was killed
    stop.set()
