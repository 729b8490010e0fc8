"""Choose the language we write in."""

from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.access.scope import Viewer
from polyclinic.kit.locale import Locale
from polyclinic.kit.work import Intent, Kept, keep
from polyclinic.people.model import Account


async def set_locale(viewer: Viewer, locale: Locale, *, idempotency_key: str) -> None:
    """Keep the language on the account; messages use it from the next one on."""
    intent = Intent(
        viewer=viewer.account_id, key=idempotency_key, verb="people.set_locale", input={"locale": locale.value}
    )

    async def change(session: AsyncClientSession) -> Kept:
        await Account.get_pymongo_collection().update_one(
            {"_id": viewer.account_id}, {"$set": {"locale": locale.value}}, session=session
        )
        return Kept({"account_id": viewer.account_id})

    await keep(intent, change)
