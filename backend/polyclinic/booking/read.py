"""Lean reads of appointments."""

from collections.abc import Sequence
from typing import Any

from polyclinic.access.scope import Scope
from polyclinic.booking.model import LIVE, Appointment
from polyclinic.clinics.directory import with_names

Row = dict[str, Any]


async def upcoming(scope: Scope, *, shown: Sequence[str] = (), most: int = 1) -> list[Row]:
    """Return the patient's visits still ahead, soonest first, with clinician and clinic; `shown` as in clinics.directory."""
    query = {**scope.filter, "status": {"$in": list(LIVE)}, "end": {"$gt": scope.at}}
    rows = await Appointment.get_pymongo_collection().find(query).sort("start", 1).limit(most).to_list()
    return await with_names(list(scope.open(rows)), shown)
