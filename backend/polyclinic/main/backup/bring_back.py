"""Bring a database back from an archive that was checked to its last byte."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pymongo
from bson.raw_bson import RawBSONDocument
from pymongo.errors import BulkWriteError

from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import SCHEMA_VERSION, Database, prepare
from polyclinic.main.backup.archive import Reader
from polyclinic.main.backup.errors import ArchiveTooNewError, DatabaseNotEmptyError, RestoreFailedError
from polyclinic.main.rooms import DOCUMENTS

Progress = Callable[[str], None]

HOUSE = "house"
"""The database's own notes. Without them servers refuse it, so they go first and come back last."""

_MOST_DOCUMENTS = 1000
_MOST_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """What was restored. `keys_fit` says whether this house's keys are those that sealed the archive's content."""

    path: Path
    collections: dict[str, int]
    keys_fit: bool
    seconds: float


async def bring_back(
    database: Database, path: Path, *, keys: HouseKeys, force: bool = False, progress: Progress | None = None
) -> BroughtBack:
    """Restore an archive into an empty database; `force` empties it first, once the archive is known to be whole.

    Raises ArchiveDamagedError, ArchiveTooNewError or DatabaseNotEmptyError, each before anything is written.
    """
    started = clock.now()
    reader = Reader(path)
    try:
        if reader.manifest.schema > SCHEMA_VERSION:
            raise ArchiveTooNewError(path, reader.manifest.schema)
        if not force:
            await _refuse_documents(database)
        if progress:
            progress("checking the archive")
        reader.check()
        with pymongo.timeout(None):
            await _empty(database)
            await _fill(database, reader, progress)
            await prepare(database, DOCUMENTS)
    finally:
        reader.close()
    return BroughtBack(
        path=path,
        collections={member.name: member.documents for member in reader.manifest.collections},
        keys_fit=reader.manifest.keys == keys.fingerprint,
        seconds=(clock.now() - started).total_seconds(),
    )


async def _names(database: Database) -> list[str]:
    kept = {"type": "collection", "name": {"$not": {"$regex": r"^system\."}}}
    return sorted(await database.list_collection_names(filter=kept))


async def _refuse_documents(database: Database) -> None:
    for name in await _names(database):
        if name != HOUSE and await database[name].find_one({}, {"_id": 1}):
            raise DatabaseNotEmptyError(database.name, name)


async def _empty(database: Database) -> None:
    for name in sorted(await _names(database), key=lambda name: name != HOUSE):
        await database[name].delete_many({})


async def _fill(database: Database, reader: Reader, progress: Progress | None) -> None:
    for member in sorted(reader.manifest.collections, key=lambda one: (one.name == HOUSE, one.name)):
        done = 0
        for batch in _batches(reader, member.name):
            await _insert(database, member.name, batch)
            done += len(batch)
            if progress:
                progress(f"{member.name}: {done} of {member.documents} documents")


async def _insert(database: Database, name: str, batch: list[RawBSONDocument]) -> None:
    try:
        await database[name].insert_many(batch, ordered=True)
    except BulkWriteError as refused:
        codes = {error["code"] for error in refused.details["writeErrors"]}
        raise RestoreFailedError(name, f"code {min(codes, default=0)}") from None


def _batches(reader: Reader, name: str) -> Iterator[list[RawBSONDocument]]:
    batch: list[RawBSONDocument] = []
    size = 0
    for document in reader.documents(name):
        if batch and (len(batch) == _MOST_DOCUMENTS or size + len(document) > _MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(RawBSONDocument(document))
        size += len(document)
    if batch:
        yield batch
