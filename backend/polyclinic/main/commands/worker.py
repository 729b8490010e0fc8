"""`polyclinic worker`: reach people."""

import asyncio
import contextlib
import os
import sys
from threading import Thread
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
    with_parent: Annotated[
        bool, typer.Option("--with-parent", hidden=True, help="End when standard input closes.")
    ] = False,
) -> None:
    """Send what is due (sign-in codes, notices) and keep the house tidy, until SIGTERM."""
    run(_follow_parent if with_parent else _work, settings_from_environment())


async def _work(settings: Settings, stop: asyncio.Event) -> int:
    channel = channel_for(settings)
    async with open_house(settings) as house:
        LOG.info("ready", process="worker")
        await notifications.run(
            database=house.database, keys=house.keys, channel=channel, stop=stop, housekeeping=chores()
        )
    return 0


async def _follow_parent(settings: Settings, stop: asyncio.Event) -> int:
    loop = asyncio.get_running_loop()
    Thread(target=_stop_at_end, args=(loop, stop), daemon=True, name="parent").start()
    return await _work(settings, stop)


def _stop_at_end(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    while os.read(sys.stdin.fileno(), 4096):  # the pipe closes even when the parent was killed
        pass
    with contextlib.suppress(RuntimeError):  # the loop may have ended by itself
        loop.call_soon_threadsafe(stop.set)
