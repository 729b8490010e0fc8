"""Carry a session on: exchange a refresh token for its successor, and notice when one is used twice (RFC 9700, 4.14.2)."""

from datetime import datetime, timedelta
from typing import Any

import pymongo

from polyclinic.access.errors import SessionEndedError
from polyclinic.access.model import Session
from polyclinic.access.refresh_token import RefreshToken, read_token, stored, successor
from polyclinic.access.sessions import Credentials, credentials, end_session
from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.log import logger
from polyclinic.kit.settings import Settings

GRACE = timedelta(seconds=20)
"""For so long a device that lost the answer, or a second tab, gets the same successor again (estimate: a phone's retry)."""

_LOG = logger("access")


async def refresh(token: str, *, device_id: str, keys: HouseKeys, settings: Settings) -> Credentials:
    """Return new credentials for a device that holds the current refresh token; raise SessionEndedError otherwise.

    An older token, another device, or the previous token after the grace period ends the whole family.
    """
    old = read_token(token, keys=keys)
    if old is None or not device_id.isprintable():
        raise SessionEndedError
    at = clock.now()
    new = successor(old, keys=keys)
    row = await _rotate(old, new, device_id, at, keys) or await _asked_again(old, device_id, at, keys)
    return credentials(row["account_id"], new, ends=row["expires_at"], at=at, keys=keys, settings=settings)


async def _rotate(
    old: RefreshToken, new: RefreshToken, device_id: str, at: datetime, keys: HouseKeys
) -> dict[str, Any] | None:
    held = stored(old, keys=keys)
    row: dict[str, Any] | None = await Session.get_pymongo_collection().find_one_and_update(
        {"_id": old.family, "current": held, "device_id": device_id, "revoked_at": None, "expires_at": {"$gt": at}},
        {"$set": {"current": stored(new, keys=keys), "previous": held, "rotated_at": at}},
        return_document=pymongo.ReturnDocument.AFTER,
    )
    return row


async def _asked_again(old: RefreshToken, device_id: str, at: datetime, keys: HouseKeys) -> dict[str, Any]:
    row: dict[str, Any] | None = await Session.get_pymongo_collection().find_one({"_id": old.family})
    if row is None or row["revoked_at"] is not None or row["expires_at"] <= at:
        raise SessionEndedError
    lost_answer = row["previous"] == stored(old, keys=keys) and at - row["rotated_at"] <= GRACE
    if lost_answer and row["device_id"] == device_id:
        return row
    await end_session(old.family, at=at)
    _LOG.warning("session.ended_by_reuse", session_id=old.family)
    raise SessionEndedError
