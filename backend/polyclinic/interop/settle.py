"""Make a shown import ordinary: its documents lose their mark, older versions go to history. Repeatable, in batches, crash-safe.

Why no reader ever sees a part. A reader works with the list L of SHOWN imports that it loaded first, for less than GRACE.
1. SHOWN for a GRACE: readers whose L lacks the import have finished; all others have it in L: they take `staged_by` None or this
   import, and leave `superseded_by` this import.
2. Each known document that has a newer version waiting gets its content and keeps its mark `superseded_by`, in one transaction with
   the history row: these readers look at the waiting copy before, while and after.
3. Each new document loses `staged_by`: these readers take both. Only now is an observation that a shown report holds marked so.
4. SETTLED, one write: readers with a newer L take `staged_by` None and ask no further, so they see the known documents with the newer
   content and not the copies; readers with the older L see the copies and not the known documents.
5. A GRACE after that, readers with the older L have finished: the copies are deleted, the marks cleared, `active` goes.
Every step finds its work by the marks and does nothing where it is done already, so a crash anywhere is mended by running again,
and two processes may run it at once.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pymongo
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from polyclinic.interop.mapping.registry import DOCUMENTS, Stored
from polyclinic.interop.write_whole import history_row
from polyclinic.kit import clock
from polyclinic.kit.provenance import History
from polyclinic.records.model import Import, ImportState, Record

Row = dict[str, Any]

GRACE = timedelta(seconds=30)
"""Longer than any answer takes: every call to the database ends after 5 s (kit.mongo), and an answer makes fewer than six in a row."""

_AT_ONCE = 500


async def settle(import_id: str, *, wait: bool) -> bool:
    """Carry a shown import on as far as it may go, waiting for the graces where asked; say whether it is done."""
    found = await _find(import_id)
    if found and found["state"] == ImportState.SHOWN.value:
        if not await _passed(found["shown_at"], wait=wait):
            return False
        for model in DOCUMENTS:
            await _put_newer_in_place(model, import_id)
            await _unmark_new(model, import_id)
        has_copies = await _has_copies(import_id)
        done = {"state": ImportState.SETTLED.value, "beat_at": clock.now(), "active": has_copies}
        await _imports().update_one({"_id": import_id, "state": ImportState.SHOWN.value}, {"$set": done})
        found = await _find(import_id)
    if found and found["state"] == ImportState.SETTLED.value and found["active"]:
        if not await _passed(found["beat_at"], wait=wait):
            return False
        for model in DOCUMENTS:
            await clear_marks(model, import_id)
        await _imports().update_one({"_id": import_id}, {"$set": {"active": False}})
    return True


async def clear_marks(model: Stored, import_id: str) -> None:
    """Delete what is still staged by the import and take its marks off what it meant to replace."""
    collection = model.get_pymongo_collection()
    async for rows in batches(model, _staged(import_id)):
        await collection.delete_many({"_id": {"$in": [row["_id"] for row in rows]}, "staged_by": import_id})
    async for rows in batches(model, {"superseded_by": {"$eq": import_id, "$type": "string"}}):
        ids = {"_id": {"$in": [row["_id"] for row in rows]}, "superseded_by": import_id}
        await collection.update_many(ids, {"$set": {"superseded_by": None}})


async def batches(model: Stored, query: Row) -> AsyncIterator[list[Row]]:
    """Yield what matches, some at a time, asking anew each time: the caller makes it match no longer."""
    fields = {"replaces": 1, "report.observation_ids": 1, "version": 1, "patient_id": 1}
    while rows := await model.get_pymongo_collection().find(query, fields).limit(_AT_ONCE).to_list():
        yield rows


def _staged(import_id: str) -> Row:
    return {"staged_by": {"$eq": import_id, "$type": "string"}}  # $type lets the partial index answer


async def _put_newer_in_place(model: Stored, import_id: str) -> None:
    collection = model.get_pymongo_collection()
    query, last = {**_staged(import_id), "replaces": {"$ne": None}}, ""
    while True:
        rows = (
            await collection.find({**query, "_id": {"$gt": last}}, {"_id": 1}).sort("_id", 1).limit(_AT_ONCE).to_list()
        )
        if not rows:
            return
        copies, last = [row["_id"] for row in rows], rows[-1]["_id"]
        async with collection.database.client.start_session() as session:
            await session.with_transaction(
                partial(_move, model, copies),
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority", j=True),
            )


async def _move(model: Stored, copies: list[str], session: AsyncClientSession) -> None:
    """Give known documents the content of their waiting copies, older content to history."""
    collection, at = model.get_pymongo_collection(), clock.now()
    newer = {row["replaces"]: row for row in await collection.find({"_id": {"$in": copies}}, session=session).to_list()}
    older = await collection.find({"_id": {"$in": list(newer)}}, session=session).to_list()
    due = [row for row in older if row["version"] < newer[row["_id"]]["version"]]
    if not due:
        return
    await History.get_pymongo_collection().insert_many(
        [history_row(collection.name, row, at) for row in due], session=session
    )
    puts = [pymongo.ReplaceOne({"_id": row["_id"]}, _in_place(newer[row["_id"]])) for row in due]
    await collection.bulk_write(puts, session=session)


def _in_place(copy: Row) -> Row:
    place = {"_id": copy["replaces"], "staged_by": None, "superseded_by": copy["staged_by"], "replaces": None}
    return {**copy, **place}


async def _unmark_new(model: Stored, import_id: str) -> None:
    collection = model.get_pymongo_collection()
    if model is Record:
        await _mark_reported(import_id)
    async for rows in batches(model, {**_staged(import_id), "replaces": None}):
        ids = [row["_id"] for row in rows]
        await collection.update_many({"_id": {"$in": ids}, "staged_by": import_id}, {"$set": {"staged_by": None}})


async def _mark_reported(import_id: str) -> None:
    """Mark observations that the import's reports show and that other files brought."""
    records = Record.get_pymongo_collection()
    reports = {**_staged(import_id), "report.observation_ids.0": {"$exists": True}}
    async for row in records.find(reports, {"report.observation_ids": 1, "patient_id": 1}):
        held = {"_id": {"$in": row["report"]["observation_ids"]}, "patient_id": row["patient_id"], "in_report": False}
        await records.update_many(held, {"$set": {"in_report": True}})


async def _has_copies(import_id: str) -> bool:
    for model in DOCUMENTS:
        if await model.get_pymongo_collection().find_one(_staged(import_id), {"_id": 1}):
            return True
    return False


async def _passed(since: datetime, *, wait: bool) -> bool:
    left = (since + GRACE - clock.now()).total_seconds()
    if left > 0 and wait:
        await asyncio.sleep(left)
        return True
    return left <= 0


async def _find(import_id: str) -> Row | None:
    return await _imports().find_one({"_id": import_id})


def _imports() -> AsyncCollection[Row]:
    return Import.get_pymongo_collection()
