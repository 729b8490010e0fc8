"""Rate limits that hold across processes: one counter document per key and window, incremented atomically."""

from datetime import datetime, timedelta

import pymongo
from beanie import Document
from pymongo.errors import DuplicateKeyError

from polyclinic.kit import clock
from polyclinic.kit.errors import RateLimitedError


class Counter(Document):
    """How often something was tried in one window. `_id` is `key|window start`; the row disappears after the window."""

    id: str  # type: ignore[assignment]
    n: int
    expires_at: datetime

    class Settings:
        """MongoDB sweeps old windows; the window is in the id, so nothing depends on when."""

        name = "counters"
        indexes = (pymongo.IndexModel([("expires_at", 1)], expireAfterSeconds=0, name="sweep"),)


async def count(key: str, *, most: int, seconds: int) -> str:
    """Count one try; raise RateLimitedError when more than `most` fall into the fixed window of `seconds`.

    Returns the row of the window, for `give_back`.
    """
    now = clock.now()
    start = int(now.timestamp()) // seconds * seconds
    ends = start + seconds
    row = f"{key}|{seconds}|{start}"
    if await _increment(row, now + timedelta(seconds=2 * seconds)) > most:
        raise RateLimitedError(max(1, ends - int(now.timestamp())))
    return row


async def give_back(row: str) -> None:
    """Take back a try that was counted before its outcome was known and turned out not to count."""
    await Counter.get_pymongo_collection().update_one({"_id": row}, {"$inc": {"n": -1}})


async def _increment(row: str, expires_at: datetime) -> int:
    change = {"$inc": {"n": 1}, "$setOnInsert": {"expires_at": expires_at}}
    collection = Counter.get_pymongo_collection()
    for _ in range(3):  # first tries at once: one insert wins, the others try again as updates
        try:
            found = await collection.find_one_and_update(
                {"_id": row}, change, upsert=True, return_document=pymongo.ReturnDocument.AFTER
            )
        except DuplicateKeyError:
            continue
        if found is not None:
            return int(found["n"])
    raise RateLimitedError(1)
