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


async def count(key: str, *, most: int, seconds: int) -> None:
    """Count one try; raise RateLimitedError when more than `most` fall into the fixed window of `seconds`."""
    now = clock.now()
    start = int(now.timestamp()) // seconds * seconds
    ends = start + seconds
    if await _increment(f"{key}|{seconds}|{start}", now + timedelta(seconds=2 * seconds)) > most:
        raise RateLimitedError(max(1, ends - int(now.timestamp())))


async def _increment(row: str, expires_at: datetime) -> int:
    change = {"$inc": {"n": 1}, "$setOnInsert": {"expires_at": expires_at}}
    collection = Counter.get_pymongo_collection()
    for _ in range(3):  # two first tries at once: one insert loses and tries again as an update
        try:
            found = await collection.find_one_and_update(
                {"_id": row}, change, upsert=True, return_document=pymongo.ReturnDocument.AFTER
            )
        except DuplicateKeyError:
            continue
        return int(found["n"])
    return int((await collection.find_one_and_update({"_id": row}, change, return_document=pymongo.ReturnDocument.AFTER))["n"])
