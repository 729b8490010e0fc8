"""Lean reads of appointments."""

from collections.abc import Sequence
from typing import Any

from polyclinic.access.scope import Scope
from polyclinic.booking.model import LIVE, Appointment

Row = dict[str, Any]


async def upcoming(scope: Scope, *, most: int = 1) -> Sequence[Row]:
    """Return the patient's visits still ahead, soonest first."""
    query = {**scope.filter, "status": {"$in": list(LIVE)}, "end": {"$gt": scope.at}}
    rows = await Appointment.get_pymongo_collection().find(query).sort("start", 1).limit(most).to_list()
    return list(scope.open(rows))
