"""Display names of clinicians and clinics, many at once."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from beanie import Document

from polyclinic.clinics.model import Clinic, Practitioner
from polyclinic.kit.provenance import addressed, known_id

Row = dict[str, Any]

_CLINICIAN = {"names": 1, "specialty": 1}
_CLINIC = {"name": 1, "city": 1, "address": 1, "phone": 1, "zone": 1}


async def clinicians(ids: Iterable[str | None], shown: Sequence[str] = ()) -> dict[str, Row]:
    """Return the clinicians by id; unknown ids are absent. `shown` names imports visible though not yet settled."""
    return await _found(Practitioner, ids, shown, _CLINICIAN)


async def clinics(ids: Iterable[str | None], shown: Sequence[str] = ()) -> dict[str, Row]:
    """Return the clinics by id; unknown ids are absent. `shown` names imports visible though not yet settled."""
    return await _found(Clinic, ids, shown, _CLINIC)


async def with_names(rows: list[Row], shown: Sequence[str] = ()) -> list[Row]:
    """Put `clinician` and `clinic` into each row that names one: two look-ups for any number of rows."""
    people, places = await asyncio.gather(
        clinicians((row.get("practitioner_id") for row in rows), shown),
        clinics((row.get("clinic_id") for row in rows), shown),
    )
    for row in rows:
        row["clinician"] = people.get(row.get("practitioner_id") or "")
        row["clinic"] = places.get(row.get("clinic_id") or "")
    return rows


async def _found(
    document: type[Document], ids: Iterable[str | None], shown: Sequence[str], fields: Row
) -> dict[str, Row]:
    wanted = sorted({found for found in ids if found})
    if not wanted:
        return {}
    # no Scope: asked for clinicians and clinics alone, which are no patient's data
    rows = await document.get_pymongo_collection().find(addressed(wanted, shown), {**fields, "replaces": 1}).to_list()
    return {known_id(row): {**row, "id": known_id(row)} for row in rows}
