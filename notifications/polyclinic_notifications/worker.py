"""The worker: woken by the outbox, it tells every due deed; a slow poll stands behind the wake-up, so nothing waits for luck."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from pymongo.errors import PyMongoError

from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.log import logger
from polyclinic.kit.mongo import Database
from polyclinic_notifications.channels.port import ChannelPort
from polyclinic_notifications.deliver import deliver
from polyclinic_notifications.lease import lease

POLL_S = 1.0
"""The longest wait for a deed whose wake-up was lost."""
HOUSEKEEPING_S = 5.0
_AWAIT_MS = 1000

Chore = Callable[[], Awaitable[object]]
"""A small task of another room that may run again and again (settling imports, sweeping)."""

_LOG = logger("notifications")
_DUE: list[Mapping[str, Any]] = [
    {"$match": {"operationType": "insert", "fullDocument.due": True}},
    {"$project": {"_id": 1}},
]


async def run(
    *,
    database: Database,
    keys: HouseKeys,
    channel: ChannelPort,
    stop: asyncio.Event,
    housekeeping: Sequence[Chore] = (),
) -> None:
    """Work until `stop` is set; a database that goes away is waited for."""
    wake = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        beside = [
            group.create_task(_watch(database, wake)),
            group.create_task(_keep_house(housekeeping)),
            group.create_task(_pass_on(stop, wake)),
        ]
        while not stop.is_set():
            wake.clear()
            await _drain_or_wait(channel=channel, keys=keys, stop=stop)
            await _first_of(wake, POLL_S)
        for task in beside:
            task.cancel()


async def drain(*, channel: ChannelPort, keys: HouseKeys, stop: asyncio.Event) -> int:
    """Tell every deed that is due and free; return how many were taken."""
    taken = 0
    while not stop.is_set() and (deed := await lease(clock.now())) is not None:
        await deliver(deed, channel=channel, keys=keys)
        taken += 1
    return taken


async def _drain_or_wait(*, channel: ChannelPort, keys: HouseKeys, stop: asyncio.Event) -> None:
    try:
        await drain(channel=channel, keys=keys, stop=stop)
    except PyMongoError as away:
        _LOG.warning("worker.database_away", error=type(away).__name__)
    except Exception as wrong:  # noqa: BLE001 - a deed that cannot even be read must not end the worker
        _LOG.error("worker.fault", error=type(wrong).__name__)


async def _watch(database: Database, wake: asyncio.Event) -> None:
    """Wake the worker on each new due deed. A lost stream is opened anew; what was missed is still due in the outbox."""
    while True:
        try:
            async with await database["deeds"].watch(_DUE, max_await_time_ms=_AWAIT_MS) as stream:
                wake.set()
                # asked step by step: `async for` is one call to the driver, and its time limit ends an idle stream
                while stream.alive:
                    if await stream.try_next() is not None:
                        wake.set()
        except PyMongoError as lost:
            _LOG.warning("worker.stream_lost", error=type(lost).__name__)
            await asyncio.sleep(POLL_S)


async def _keep_house(chores: Sequence[Chore]) -> None:
    while True:
        for chore in chores:
            try:
                await chore()
            except Exception as wrong:  # noqa: BLE001 - a chore that fails is tried again; messages go on
                _LOG.warning(
                    "worker.chore_failed", chore=getattr(chore, "__name__", "chore"), error=type(wrong).__name__
                )
        await asyncio.sleep(HOUSEKEEPING_S)


async def _pass_on(stop: asyncio.Event, wake: asyncio.Event) -> None:
    await stop.wait()
    wake.set()


async def _first_of(wake: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        return
