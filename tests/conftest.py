"""One real server for the whole run, empty collections for each test."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from pydantic import SecretStr

from polyclinic.kit import mongo
from polyclinic.kit.keys import HouseKeys, read_keys
from polyclinic.kit.mongo import Database
from polyclinic.kit.mongod import Server, find_binary, start
from polyclinic.kit.settings import Settings
from polyclinic.main.open import House
from polyclinic.main.rooms import DOCUMENTS

RAM_DISK = Path("/dev/shm")
ROOM_NEEDED = 2 * 1024**3


def fast_folder() -> Path | None:
    """A RAM disk where there is one with room; None means the ordinary temporary folder."""
    if RAM_DISK.is_dir() and os.access(RAM_DISK, os.W_OK) and shutil.disk_usage(RAM_DISK).free > ROOM_NEEDED:
        return RAM_DISK
    return None


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The real records, where they are present."""
    found = Path(os.environ.get("POLYCLINIC_TEST_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if not found.is_dir():
        pytest.skip(f"the real records are not at {found} (set POLYCLINIC_TEST_DATA)")
    return found


@pytest.fixture(scope="session")
def mongod() -> Iterator[Server]:
    """The embedded server, once for the run."""
    with tempfile.TemporaryDirectory(dir=fast_folder(), prefix="polyclinic-test-") as folder:
        server = start(Path(folder) / "db", binary=find_binary(), test_parameters=True)
        yield server
        server.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def prepared(mongod: Server) -> AsyncIterator[Database]:
    """A database with collections and indexes."""
    async with mongo.opened(mongod.uri, "polyclinic_test", DOCUMENTS) as database:
        await mongo.prepare(database, DOCUMENTS)
        yield database


@pytest_asyncio.fixture(loop_scope="session")
async def database(prepared: Database) -> Database:
    """The prepared database, emptied (dropping would cost a hundred times more)."""
    for name in await prepared.list_collection_names():
        if name != "house" and not name.startswith("system."):
            await prepared[name].delete_many({})
    return prepared


@pytest.fixture(scope="session")
def settings(mongod: Server, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a development process that uses the test server."""
    folder = tmp_path_factory.mktemp("house")
    return Settings(
        _env_file=None,
        mongodb_uri=SecretStr(mongod.uri),
        database="polyclinic_test",
        data_dir=folder,
        messages_file=folder / "messages.jsonl",
    )


@pytest.fixture(scope="session")
def keys(settings: Settings) -> HouseKeys:
    """The house keys of the test run."""
    return read_keys(settings.keys, may_make=True)


@pytest.fixture
def house(database: Database, settings: Settings, keys: HouseKeys, mongod: Server) -> House:
    """What main gives to the things it starts."""
    return House(settings=settings, keys=keys, database=database, uri=mongod.uri)
