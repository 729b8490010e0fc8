"""Lean reads: who the viewer is, and the people whose records the viewer may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from polyclinic.access.model import Relation
from polyclinic.access.scope import Viewer, grants_of
from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.locale import Locale
from polyclinic.people.model import Account, HumanName, Patient
from polyclinic.people.phone import mask_phone

_PERSON = {"names": 1, "birth_date": 1, "deceased": 1}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """The signed-in person; `phone` is masked."""

    id: str
    phone: str
    locale: Locale


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person whom the viewer may act for. `birth_date` is a FHIR date and may be partial."""

    patient_id: str
    names: tuple[HumanName, ...]
    relation: Relation
    birth_date: str | None
    deceased: bool


async def account_of(viewer: Viewer) -> AccountRow:
    """Return the viewer's account."""
    row = await Account.get_pymongo_collection().find_one({"_id": viewer.account_id}, {"phone": 1, "locale": 1})
    if row is None:
        raise NotSignedInError
    return AccountRow(row["_id"], mask_phone(row["phone"]), Locale(row["locale"]))


async def people_of(viewer: Viewer, *, shown: Sequence[str] = ()) -> list[PersonRow]:
    """Return the people with a living grant to the viewer, the viewer first, then by grant.

    Patients of unfinished imports stay hidden; `shown` names the imports that are visible though not yet settled.
    """
    grants = {grant.patient_id: grant for grant in await grants_of(viewer)}
    # no Scope here: the grants themselves are the condition, and names of one's own people are not a look at a record
    query = {"_id": {"$in": list(grants)}, "staged_by": {"$in": [None, *shown]}}
    rows = await Patient.get_pymongo_collection().find(query, _PERSON).to_list()
    found = [_person(row, grants[row["_id"]].relation) for row in rows]
    return sorted(found, key=lambda person: (person.relation is not Relation.SELF, grants[person.patient_id].id))


def _person(row: dict[str, Any], relation: Relation) -> PersonRow:
    names = tuple(HumanName.model_validate(name) for name in row["names"])
    return PersonRow(row["_id"], names, relation, row.get("birth_date"), bool(row.get("deceased")))
