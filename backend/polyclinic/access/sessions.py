"""Sessions: one document per signed-in device, opened inside the sign-in transaction and ended by one write."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.access import tokens
from polyclinic.access.model import Session
from polyclinic.access.refresh_token import RefreshToken, first_token, stored
from polyclinic.access.scope import Viewer
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a device holds after signing in: both tokens are secrets and never stored or logged."""

    viewer: Viewer
    access_token: str
    access_expires_at: datetime
    refresh_token: str
    session_expires_at: datetime


async def open_session(
    account_id: str, device_id: str, *, at: datetime, keys: HouseKeys, settings: Settings, session: AsyncClientSession
) -> Session:
    """Begin a refresh family for one device; it ends for good after `settings.session_days`."""
    family = new_id()
    opened = Session(
        id=family,
        account_id=account_id,
        device_id=device_id,
        current=stored(first_token(family, keys=keys), keys=keys),
        rotated_at=at,
        created_at=at,
        expires_at=at + timedelta(days=settings.session_days),
    )
    await opened.insert(session=session)
    return opened


async def end_session(session_id: str, *, at: datetime, session: AsyncClientSession | None = None) -> bool:
    """End the session; say whether it was still alive. Its access tokens stop working with the next request."""
    ended = await Session.get_pymongo_collection().update_one(
        {"_id": session_id, "revoked_at": None}, {"$set": {"revoked_at": at}}, session=session
    )
    return ended.modified_count == 1


def credentials(
    account_id: str, refresh: RefreshToken, *, ends: datetime, at: datetime, keys: HouseKeys, settings: Settings
) -> Credentials:
    """Put a fresh access token beside a refresh token."""
    access = tokens.issue(account_id, refresh.family, at=at, keys=keys, settings=settings)
    return Credentials(
        viewer=Viewer(account_id=account_id, session_id=refresh.family),
        access_token=access.text,
        access_expires_at=access.expires_at,
        refresh_token=refresh.text,
        session_expires_at=ends,
    )
