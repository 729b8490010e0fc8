"""The running worker: woken at once, ended at once, and still there after the database was away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from pymongo.errors import AutoReconnect
from structlog.testing import capture_logs

from entering import PHONE, ask
from integration.notifications.outbox import Remembering
from polyclinic.kit import clock, mongo
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.mongod import Server, find_binary, start
from polyclinic.kit.settings import Settings
from polyclinic.main.rooms import DOCUMENTS
from polyclinic_notifications import worker
from polyclinic_notifications.channels.development import DevelopmentChannel

PATIENCE_S = 20


@asynccontextmanager
async def working(database: Database, keys: HouseKeys, channel: Any, **more: Any) -> AsyncIterator[asyncio.Task[None]]:
    stop = asyncio.Event()
    task = asyncio.create_task(worker.run(database=database, keys=keys, channel=channel, stop=stop, **more))
    try:
        yield task
    finally:
        stop.set()
        async with asyncio.timeout(5):
            await task


async def until(found: Any) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not found():  # noqa: ASYNC110 - what is waited for happens in a file or another process
            await asyncio.sleep(0.01)


async def test_a_code_wakes_the_worker_and_not_its_poll(
    database: Database, keys: HouseKeys, settings: Settings, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(worker, "POLL_S", 3600.0)  # only the change stream is left to wake it
    file = tmp_path / "messages.jsonl"
    async with working(database, keys, DevelopmentChannel(file)):
        await asyncio.sleep(0.5)
        for number in range(3):
            await ask(keys, settings, phone=f"+7912000000{number}", device=f"d{number}")
            await until(lambda count=number + 1: file.exists() and file.read_bytes().count(b"\n") == count)
    lines = [orjson.loads(line) for line in file.read_bytes().splitlines()]
    assert [line["to"] for line in lines] == ["+79120000000", "+79120000001", "+79120000002"]
    assert all(len(line["code"]) == 6 and line["code"] in line["text"] for line in lines)


async def test_what_was_due_before_the_start_is_sent(database: Database, keys: HouseKeys, settings: Settings) -> None:
    channel = Remembering()
    await ask(keys, settings)
    async with working(database, keys, channel):
        await until(lambda: len(channel.sent) == 1)


async def test_without_a_stream_the_poll_finds_it(
    database: Database, keys: HouseKeys, settings: Settings, monkeypatch: Any
) -> None:
    async def deaf(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(worker, "_watch", deaf)
    monkeypatch.setattr(worker, "POLL_S", 0.05)
    channel = Remembering()
    async with working(database, keys, channel):
        await asyncio.sleep(0.2)
        await ask(keys, settings)
        await until(lambda: len(channel.sent) == 1)


async def test_an_idle_stream_outlives_the_time_limit_of_calls(
    mongod: Server, keys: HouseKeys, database: Database
) -> None:
    client = mongo.client_for(mongod.uri, timeout_ms=1500)
    try:
        with capture_logs() as logs:
            async with working(client[database.name], keys, Remembering()):
                await asyncio.sleep(3.5)
        assert logs == []
    finally:
        await client.close()


async def test_a_chore_that_fails_is_tried_again_and_disturbs_nobody(
    database: Database, keys: HouseKeys, settings: Settings, monkeypatch: Any
) -> None:
    monkeypatch.setattr(worker, "HOUSEKEEPING_S", 0.02)
    done: list[str] = []

    async def broken() -> None:
        done.append("broken")
        raise AutoReconnect("secret address")

    async def whole() -> None:
        done.append("whole")

    channel = Remembering()
    with capture_logs() as logs:
        async with working(database, keys, channel, housekeeping=(broken, whole)):
            await until(lambda: done.count("whole") >= 3)
            await ask(keys, settings)
            await until(lambda: len(channel.sent) == 1)
    assert done[:4] == ["broken", "whole", "broken", "whole"]
    assert logs[0] == {
        "event": "worker.chore_failed",
        "log_level": "warning",
        "room": "notifications",
        "chore": "broken",
        "error": "AutoReconnect",
    }


async def test_a_deed_that_cannot_be_read_ends_nothing(
    database: Database, keys: HouseKeys, settings: Settings, monkeypatch: Any
) -> None:
    monkeypatch.setattr(worker, "POLL_S", 0.05)
    await database["deeds"].insert_one({"_id": "torn", "viewer": "x", "key": "x", "due": True, "at": clock.now()})
    channel = Remembering()
    with capture_logs() as logs:
        async with working(database, keys, channel):
            await until(lambda: len(logs) == 1)
            await ask(keys, settings)
            await until(lambda: len(channel.sent) == 1)
    assert logs == [
        {"event": "worker.fault", "log_level": "error", "room": "notifications", "error": "ValidationError"}
    ]


async def test_it_ends_at_once(database: Database, keys: HouseKeys, monkeypatch: Any) -> None:
    monkeypatch.setattr(worker, "POLL_S", 3600.0)
    async with working(database, keys, Remembering()) as task:
        await asyncio.sleep(0.3)
        assert not task.done()
    assert task.done()


async def test_it_survives_a_restart_of_the_database(
    database: Database, keys: HouseKeys, dbpath: Path, settings: Settings
) -> None:
    """The outbox of a server of its own, killed and started again under the worker; the house's documents are bound to it."""
    own = start(dbpath, binary=find_binary())
    channel = Remembering()
    try:
        async with mongo.opened(own.uri, "restart", DOCUMENTS) as house:
            await mongo.prepare(house, DOCUMENTS)
            async with working(house, keys, channel) as task:
                await ask(keys, settings, device="d1")
                await until(lambda: len(channel.sent) == 1)
                own.stop()
                await asyncio.sleep(1.5)
                own = start(dbpath, binary=find_binary())
                for number in range(20):
                    try:
                        await ask(keys, settings, phone=f"+791200000{number:02}", device="d2")
                    except AutoReconnect:
                        continue
                    break
                await until(lambda: len(channel.sent) == 2)
                assert not task.done()
        assert [message.to for message in channel.sent] == [PHONE, f"+791200000{number:02}"]
    finally:
        own.stop()
        await mongo.init_beanie(database=database, document_models=list(DOCUMENTS), skip_indexes=True)
