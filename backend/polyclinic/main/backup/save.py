"""Save every collection, all as of one instant, into one archive."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pymongo
from bson import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import SCHEMA_VERSION, Database
from polyclinic.main.backup.archive import Manifest, Member, Writer
from polyclinic.main.backup.errors import ArchiveExistsError

Progress = Callable[[str], None]

_RAW = CodecOptions(document_class=RawBSONDocument)
_TELL = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was saved. `size` is the archive's, in bytes."""

    path: Path
    collections: dict[str, int]
    size: int
    seconds: float


async def save(database: Database, path: Path, *, keys: HouseKeys, progress: Progress | None = None) -> Saved:
    """Write the archive; memory stays that of one batch. Raises ArchiveExistsError.

    All reads share one snapshot, so the database may be written to meanwhile. The server keeps a snapshot for 5 minutes unless it is
    told otherwise (minSnapshotHistoryWindowInSeconds).
    """
    if path.exists():
        raise ArchiveExistsError(path)
    started = clock.now()
    writer = Writer(path)
    try:
        with pymongo.timeout(None):  # the house's limit is for a request, not for a whole collection
            members = await _collections(database, writer, progress)
        manifest = Manifest(
            schema=SCHEMA_VERSION,
            database=database.name,
            made_at=started.isoformat(),
            keys=keys.fingerprint,
            collections=tuple(members),
        )
        size = writer.finish(manifest)
    except BaseException:
        writer.discard()
        raise
    seconds = (clock.now() - started).total_seconds()
    return Saved(path=path, collections={one.name: one.documents for one in members}, size=size, seconds=seconds)


async def _collections(database: Database, writer: Writer, progress: Progress | None) -> list[Member]:
    kept = {"type": "collection", "name": {"$not": {"$regex": r"^system\."}}}
    names = sorted(await database.list_collection_names(filter=kept))
    async with database.client.start_session(snapshot=True) as session:
        return [await _collection(database, name, writer, session, progress) for name in names]


async def _collection(
    database: Database, name: str, writer: Writer, session: AsyncClientSession, progress: Progress | None
) -> Member:
    digest, documents, size = hashlib.sha256(), 0, 0
    rows = database.with_options(codec_options=_RAW)[name].find({}, sort=[("_id", 1)], session=session)
    with writer.open(name) as member:
        async for row in rows:
            member.write(row.raw)
            digest.update(row.raw)
            documents += 1
            size += len(row.raw)
            if progress and documents % _TELL == 0:
                progress(f"{name}: {documents} documents")
    return Member(name=name, documents=documents, bytes=size, sha256=digest.hexdigest())
