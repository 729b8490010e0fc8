"""Grants: given inside the transaction of the use-case that has the reason for them."""

from datetime import datetime

from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.access.model import DataClass, Grant, GrantScope, Relation
from polyclinic.kit.ids import new_id


async def grant_own_record(account_id: str, patient_id: str, *, at: datetime, session: AsyncClientSession) -> None:
    """Give the account everything of its own record; a narrower grant it may already hold is widened, never doubled."""
    everything = {
        "relation": Relation.SELF,
        "scopes": list(GrantScope),
        "classes": list(DataClass),
        "ends_at": None,
    }
    await Grant.get_pymongo_collection().update_one(
        {"account_id": account_id, "patient_id": patient_id, "revoked_at": None},
        {"$set": everything, "$min": {"starts_at": at}, "$setOnInsert": {"_id": new_id(), "v": 1}},
        upsert=True,
        session=session,
    )
