"""Accounts: made on the first right code, one per phone."""

from datetime import datetime
from typing import Any

import pymongo
from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.kit.ids import new_id
from polyclinic.kit.locale import Locale
from polyclinic.people.model import Account


async def account_for(phone: str, *, locale: Locale, at: datetime, session: AsyncClientSession) -> str:
    """Return the account id of a proven phone (E.164), making the account when it is new."""
    row: Any = await Account.get_pymongo_collection().find_one_and_update(
        {"phone": phone},
        {"$setOnInsert": {"_id": new_id(), "v": 1, "locale": locale.value, "created_at": at}},
        upsert=True,
        projection={"_id": 1},
        return_document=pymongo.ReturnDocument.AFTER,
        session=session,
    )
    return str(row["_id"])
