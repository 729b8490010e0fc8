"""Sign out: the session of this device ends, and with it every token it has."""

from datetime import datetime

from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.access.scope import Viewer
from polyclinic.access.sessions import end_session
from polyclinic.kit import clock
from polyclinic.kit.work import Event, Intent, Kept, keep
from polyclinic.people import events


async def sign_out(viewer: Viewer) -> datetime:
    """End the viewer's session and return when it ended; once per session, so a repetition gives the same answer."""
    intent = Intent(viewer=viewer.account_id, key=f"sign-out:{viewer.session_id}", verb="people.sign_out")

    async def change(session: AsyncClientSession) -> Kept:
        at = clock.now()
        await end_session(viewer.session_id, at=at, session=session)
        return Kept(
            {"at": at}, (Event(type=events.SIGNED_OUT, at=at, subject=viewer.session_id, actor=viewer.account_id),)
        )

    at: datetime = (await keep(intent, change)).answer["at"]
    return at
