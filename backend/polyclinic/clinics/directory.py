"""Display names of clinicians and clinics, many at once."""

import asyncio
from collections.abc import Iterable
from typing import Any

from polyclinic.clinics.model import Clinic, Practitioner

Row = dict[str, Any]

_CLINICIAN = {"names": 1, "specialty": 1}
_CLINIC = {"name": 1, "city": 1, "address": 1, "phone": 1, "zone": 1}


async def clinicians(ids: Iterable[str | None]) -> dict[str, Row]:
    """Return the clinicians by id; unknown ids are absent."""
    wanted = sorted({found for found in ids if found})
    if not wanted:
        return {}
    rows = await Practitioner.get_pymongo_collection().find({"_id": {"$in": wanted}}, _CLINICIAN).to_list()
    return {row["_id"]: row for row in rows}


async def clinics(ids: Iterable[str | None]) -> dict[str, Row]:
    """Return the clinics by id; unknown ids are absent."""
    wanted = sorted({found for found in ids if found})
    if not wanted:
        return {}
    rows = await Clinic.get_pymongo_collection().find({"_id": {"$in": wanted}}, _CLINIC).to_list()
    return {row["_id"]: row for row in rows}


async def with_names(rows: list[Row]) -> list[Row]:
    """Put `clinician` and `clinic` into each row that names one: two look-ups for any number of rows."""
    people, places = await asyncio.gather(
        clinicians(row.get("practitioner_id") for row in rows), clinics(row.get("clinic_id") for row in rows)
    )
    for row in rows:
        row["clinician"] = people.get(row.get("practitioner_id") or "")
        row["clinic"] = places.get(row.get("clinic_id") or "")
    return rows
