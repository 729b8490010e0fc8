"""The database client: every write durable on a majority, every call with a time limit."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from beanie import Document, init_beanie
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

SCHEMA_VERSION = 1
"""What this release writes; a newer database is refused."""

Row = dict[str, Any]
Database = AsyncDatabase[Row]


class SchemaError(Exception):
    """The database was never prepared, or by a newer release."""


def client_for(uri: str, *, timeout_ms: int = 5000) -> AsyncMongoClient[Row]:
    """Open a client: w=majority, journalled, read concern majority, aware datetimes."""
    return AsyncMongoClient(
        uri,
        w="majority",
        journal=True,
        readConcernLevel="majority",
        timeoutMS=timeout_ms,
        tz_aware=True,
        appname="polyclinic",
    )


@asynccontextmanager
async def opened(uri: str, name: str, documents: Sequence[type[Document]]) -> AsyncIterator[Database]:
    """Connect and make the documents usable. Builds no index: that is `prepare`."""
    client = client_for(uri)
    try:
        database = client[name]
        await init_beanie(database=database, document_models=list(documents), skip_indexes=True)
        yield database
    finally:
        await client.close()


async def prepare(database: Database, documents: Sequence[type[Document]]) -> None:
    """Create collections and indexes and note the schema version; safe to run again."""
    await refuse_newer(database)
    existing = set(await database.list_collection_names())
    for document in documents:
        collection = document.get_pymongo_collection()  # no Scope: collections and indexes are made, no row is read
        if collection.name not in existing:
            await database.create_collection(collection.name)
            existing.add(collection.name)
        indexes = document.get_settings().indexes
        if indexes:
            await collection.create_indexes([found.index for found in indexes])
    await database["house"].update_one({"_id": "schema"}, {"$set": {"v": SCHEMA_VERSION}}, upsert=True)


async def refuse_newer(database: Database) -> None:
    """Raise SchemaError when a newer release has written here."""
    row = await database["house"].find_one({"_id": "schema"})
    if row and row["v"] > SCHEMA_VERSION:
        raise SchemaError(
            f"The database is at schema {row['v']}, this release knows {SCHEMA_VERSION}. Install the newer release."
        )


async def is_prepared(database: Database) -> bool:
    """Say whether `prepare` has run for this release."""
    row = await database["house"].find_one({"_id": "schema"})
    return row is not None and row["v"] == SCHEMA_VERSION


async def require_prepared(database: Database) -> None:
    """Raise SchemaError unless `prepare` has run for this release."""
    await refuse_newer(database)
    if not await is_prepared(database):
        raise SchemaError("The database is not prepared. Run `polyclinic migrate` first.")


async def is_ready(database: Database) -> bool:
    """Say whether a primary answers."""
    try:
        hello = await database.client.admin.command("hello")
    except PyMongoError:
        return False
    return bool(hello.get("isWritablePrimary"))
