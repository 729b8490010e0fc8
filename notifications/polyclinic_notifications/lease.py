"""The outbox: deeds with events that nobody has told yet. One worker leases a deed, and gives it back or finishes it."""

from datetime import datetime, timedelta

import pymongo

from polyclinic.kit.work import Deed

LEASE = timedelta(seconds=30)
"""A worker that dies holds a deed for so long; then another one tells it again (at least once)."""
LONGEST_WAIT = timedelta(minutes=15)
MOST_TRIES = 12
"""With doubling waits about two hours; then a person has to look."""


async def lease(at: datetime) -> Deed | None:
    """Take the oldest deed that is due and free, by a single write."""
    row = await Deed.get_pymongo_collection().find_one_and_update(
        {"due": True, "$or": [{"lease_until": None}, {"lease_until": {"$lte": at}}]},
        {"$set": {"lease_until": at + LEASE}, "$inc": {"tries": 1}},
        sort=[("at", 1)],
        return_document=pymongo.ReturnDocument.AFTER,
    )
    return None if row is None else Deed.model_validate(row)


async def finish(deed: Deed) -> None:
    """Take the deed out of the outbox, unless our lease ran out and somebody else has it now."""
    await _settle(deed, {"due": False, "lease_until": None})


async def put_back(deed: Deed, at: datetime) -> bool:
    """Leave the deed for a later try; say whether there will be one."""
    if deed.tries >= MOST_TRIES:
        await finish(deed)
        return False
    await _settle(deed, {"lease_until": at + wait_after(deed.tries)})
    return True


def wait_after(tries: int) -> timedelta:
    """Return the pause after so many failed tries: 1 s, doubled each time, at most fifteen minutes."""
    return min(timedelta(seconds=2 ** (tries - 1)), LONGEST_WAIT)


async def _settle(deed: Deed, change: dict[str, object]) -> None:
    await Deed.get_pymongo_collection().update_one({"_id": deed.id, "lease_until": deed.lease_until}, {"$set": change})
