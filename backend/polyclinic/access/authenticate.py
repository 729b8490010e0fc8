"""Who asks: the check at the door of every request."""

from polyclinic.access.model import Session
from polyclinic.access.scope import Viewer
from polyclinic.access.tokens import verify
from polyclinic.kit import clock
from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.settings import Settings


async def authenticate(token: str, *, keys: HouseKeys, settings: Settings) -> Viewer:
    """Return the viewer behind an access token, or raise NotSignedInError.

    The session is read every time, so that signing out ends access at once and not when the token expires.
    """
    claims = verify(token, keys=keys, settings=settings)
    living = {
        "_id": claims.session_id,
        "account_id": claims.account_id,
        "revoked_at": None,
        "expires_at": {"$gt": clock.now()},
    }
    if await Session.get_pymongo_collection().find_one(living, {"_id": 1}) is None:
        raise NotSignedInError
    return Viewer(account_id=claims.account_id, session_id=claims.session_id)
