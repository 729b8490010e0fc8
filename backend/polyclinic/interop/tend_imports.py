"""Carry unfinished imports on: settle the shown ones, clean up the abandoned ones. The worker calls it; so does the next import."""

from datetime import timedelta
from typing import Any

from polyclinic.interop.errors import ImportUnderWayError
from polyclinic.interop.mapping.registry import DOCUMENTS
from polyclinic.interop.owner import is_dead
from polyclinic.interop.settle import clear_marks, settle
from polyclinic.kit import clock
from polyclinic.people.model import ActivationCode
from polyclinic.records.model import Import, ImportState

Row = dict[str, Any]

SILENT = timedelta(seconds=60)
"""An import on another machine that has not beaten for so long is taken for dead."""


async def tend_imports(*, source: str | None = None, wait: bool = False) -> None:
    """Do what can be done for the active imports (of one source). With `wait`, stay until they are settled.

    Raises ImportUnderWayError when asked to wait for one that another process is still writing.
    """
    query = {"active": True} if source is None else {"active": True, "source": source}
    for row in await Import.get_pymongo_collection().find(query).to_list():
        if row["state"] == ImportState.OPEN.value and not await _abandon(row):
            if wait:
                raise ImportUnderWayError(row["source"])
            continue
        if row["state"] in (ImportState.OPEN.value, ImportState.ABANDONED.value):
            await _clean_up(row["_id"])
        else:
            await settle(row["_id"], wait=wait)


async def give_up(import_id: str) -> None:
    """Clean up an import of our own that failed."""
    mine = {"_id": import_id, "state": ImportState.OPEN.value}
    done = await Import.get_pymongo_collection().update_one(mine, {"$set": {"state": ImportState.ABANDONED.value}})
    if done.matched_count:
        await _clean_up(import_id)


async def _abandon(row: Row) -> bool:
    """Take an import for abandoned when its process is gone; say whether it is."""
    if not is_dead(row["owner"]) and clock.now() - row["beat_at"] < SILENT:
        return False
    unchanged = {"_id": row["_id"], "state": ImportState.OPEN.value, "beat_at": row["beat_at"]}
    abandoned = {"$set": {"state": ImportState.ABANDONED.value}}
    return (await Import.get_pymongo_collection().update_one(unchanged, abandoned)).matched_count > 0


async def _clean_up(import_id: str) -> None:
    await ActivationCode.get_pymongo_collection().delete_many({"import_id": import_id, "used_at": None})
    for model in DOCUMENTS:
        await clear_marks(model, import_id)
    await Import.get_pymongo_collection().update_one({"_id": import_id}, {"$set": {"active": False}})
