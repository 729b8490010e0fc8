"""Store a large file: hidden under its import id, then shown by one write.

Every document is written with `staged_by` = this import, which no reader selects. A newer version of a document that is there
already waits beside it under an id of its own (`replaces` names the known one), and the known one is marked `superseded_by`.
Showing is one transaction of one change that readers see: the Import goes from OPEN to SHOWN (with its deed). A reader loads the
list of SHOWN imports first: with this one in it, it takes the staged documents and leaves the superseded ones; without it, the
other way round. So nobody sees a part. What happens after is in settle.py.

Killed before that write: nothing was ever visible, and the next import of the source (or the worker) cleans up (abandon.py).
Paused and taken for dead: each batch first beats, and showing asks for the state OPEN, so a cleaned-up import cannot be shown.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from itertools import islice
from typing import Any

import pymongo
from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.access.scope import Scope, service_scopes
from polyclinic.interop.build import Builder, Built
from polyclinic.interop.errors import ImportTakenOverError
from polyclinic.interop.owner import this_process
from polyclinic.interop.write_whole import SERVICE, Batch, import_row, imported
from polyclinic.kit import clock
from polyclinic.kit.work import Intent, Kept, keep
from polyclinic.people.issue_activation_code import IssuedCode, store_codes
from polyclinic.records.model import Import, ImportState

Row = dict[str, Any]

AT_ONCE = 1000


async def begin(import_id: str, source: str) -> None:
    """Open the import; raise DuplicateKeyError when another one of this source is active."""
    await Import.get_pymongo_collection().insert_one(import_row(import_id, source, clock.now()))


async def write_hidden(batch: Batch, scopes: dict[str, Scope]) -> None:
    """Store one batch, hidden. `scopes` are those of earlier batches: every patient gets one log entry per import."""
    await _beat(batch.import_id)
    unseen = [patient_id for patient_id in batch.patients if patient_id not in scopes]
    scopes.update({scope.patient_id: scope for scope in await service_scopes("import", unseen, action="import")})
    mine_alone = [scopes[patient_id] for patient_id in batch.patients]
    for model in {built.model for built in batch.built}:
        collection = model.get_pymongo_collection()  # no Scope here: made above, on each patient's first sight
        mine = [built for built in batch.built if built.model is model]
        await collection.insert_many([built.row for built in mine], ordered=False)
        if older := [built.known.id for built in mine if built.known]:
            await collection.update_many({"_id": {"$in": older}}, {"$set": {"superseded_by": batch.import_id}})
    await store_codes(mine_alone, batch.codes)


async def show(import_id: str, source: str, file_hash: str, patients: Sequence[str]) -> None:
    """Make all of the import visible; raise ImportTakenOverError when it was cleaned up meanwhile."""
    intent = Intent(
        viewer=SERVICE, key=import_id, verb="interop.import_fhir", input={"source": source, "file": file_hash}
    )

    async def change(session: AsyncClientSession) -> Kept:
        at = clock.now()
        shown = {"$set": {"state": ImportState.SHOWN.value, "shown_at": at}}
        done = await Import.get_pymongo_collection().update_one(_mine(import_id), shown, session=session)
        if not done.matched_count:
            raise ImportTakenOverError
        return Kept({"import_id": import_id}, (imported(import_id, patients, at),))

    await keep(intent, change)


async def in_batches(builder: Builder) -> AsyncGenerator[list[Built], None]:
    """Yield what the builder yields, a thousand at once; while the database takes one batch, a thread builds the next."""
    built = builder.build_all()
    upcoming = asyncio.create_task(asyncio.to_thread(_some, built))
    try:
        while batch := await upcoming:
            upcoming = asyncio.create_task(asyncio.to_thread(_some, built))
            yield batch
    finally:
        await asyncio.gather(
            upcoming, return_exceptions=True
        )  # a thread cannot be cancelled; it must not outlive the import


def _some(built: Iterator[Built]) -> list[Built]:
    return list(islice(built, AT_ONCE))


def codes_of(batch: Sequence[Built], issued: dict[str, IssuedCode]) -> list[IssuedCode]:
    """Return the codes of the new patients in a batch."""
    return [issued[built.row["_id"]] for built in batch if built.row["_id"] in issued]


async def _beat(import_id: str) -> None:
    found = await Import.get_pymongo_collection().find_one_and_update(
        _mine(import_id), {"$set": {"beat_at": clock.now()}}, return_document=pymongo.ReturnDocument.AFTER
    )
    if found is None:
        raise ImportTakenOverError


def _mine(import_id: str) -> Row:
    return {"_id": import_id, "state": ImportState.OPEN.value, "owner": this_process()}
