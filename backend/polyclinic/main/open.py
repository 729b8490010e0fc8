"""Open the house: settings, keys and a prepared database, whatever server it comes from."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from polyclinic.kit import mongo
from polyclinic.kit.keys import HouseKeys, keys_of
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Environment, Settings
from polyclinic.main.database_server import serving
from polyclinic.main.rooms import DOCUMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What a use-case is given by those who call it."""

    settings: Settings
    keys: HouseKeys
    database: Database
    uri: str


@asynccontextmanager
async def open_house(settings: Settings, *, prepare: bool = False) -> AsyncIterator[House]:
    """Open the database of the settings, starting the embedded server when it is ours to start.

    `prepare` makes collections and indexes. In production nothing else does: servers never build indexes.
    In development a database that was never prepared is prepared, so that every command works on an empty one.
    """
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serving(settings))
        database = await stack.enter_async_context(mongo.opened(server.uri, settings.database, DOCUMENTS))
        if (
            prepare
            or server.ours
            or (settings.environment is Environment.DEVELOPMENT and not await mongo.is_prepared(database))
        ):
            await mongo.prepare(database, DOCUMENTS)
        else:
            await mongo.require_prepared(database)
        yield House(settings=settings, keys=await keys_of(database, settings), database=database, uri=server.uri)
