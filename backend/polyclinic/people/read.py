"""Lean reads: who the viewer is, the people whose records the viewer may open, and a patient's own particulars."""

from collections.abc import Sequence
from typing import Any

from polyclinic.access.model import Relation
from polyclinic.access.scope import Scope, Viewer, grants_of
from polyclinic.kit.errors import NotFoundError, NotSignedInError
from polyclinic.kit.provenance import addressed, known_id
from polyclinic.people.model import Account, Patient
from polyclinic.people.phone import mask_phone

__all__ = ["account_row", "mask_phone", "patient_row", "people_of"]

Row = dict[str, Any]

_PERSON = dict.fromkeys(("replaces", "names", "birth_date", "deceased"), 1)
_PATIENT = {**_PERSON, **dict.fromkeys(("data_class", "gender", "deceased_at", "country", "home_zone", "languages"), 1)}


async def account_row(viewer: Viewer) -> Row:
    """Return the viewer's account: `_id`, `phone` (whole: mask it before it leaves) and `locale`."""
    row = await Account.get_pymongo_collection().find_one({"_id": viewer.account_id}, {"phone": 1, "locale": 1})
    if row is None:
        raise NotSignedInError
    return dict(row)


async def people_of(viewer: Viewer, *, shown: Sequence[str] = ()) -> list[Row]:
    """Return the people with a living grant to the viewer, their own record first, then in the order of the grants.

    Rows: `patient_id`, `names`, `relation`, `birth_date` (FHIR, may be partial), `deceased`.
    Patients of unfinished imports stay hidden; `shown` names the imports that are visible though not yet settled.
    """
    grants = {grant.patient_id: grant for grant in await grants_of(viewer)}
    # no Scope here: the grants themselves are the condition, and names of one's own people are not a look at a record
    rows = await Patient.get_pymongo_collection().find(addressed(list(grants), shown), _PERSON).to_list()
    found = {known_id(row): row for row in rows}
    order = sorted(grants.values(), key=lambda grant: (grant.relation is not Relation.SELF, grant.id))
    return [
        _person(found[grant.patient_id], grant.patient_id, grant.relation)
        for grant in order
        if grant.patient_id in found
    ]


async def patient_row(scope: Scope, *, shown: Sequence[str] = ()) -> Row:
    """Return the particulars of the patient in scope, under the id everybody knows; NotFoundError when there are none."""
    rows = await Patient.get_pymongo_collection().find(addressed([scope.patient_id], shown), _PATIENT).to_list()
    own = [{**row, "_id": known_id(row), "patient_id": known_id(row)} for row in rows]
    for row in scope.open(own):
        return row
    raise NotFoundError


def _person(row: Row, patient_id: str, relation: Relation) -> Row:
    return {
        "patient_id": patient_id,
        "names": row["names"],
        "relation": relation,
        "birth_date": row.get("birth_date"),
        "deceased": bool(row.get("deceased")),
    }
