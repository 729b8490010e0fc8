"""Lean reads: who the viewer is, and the people whose records the viewer may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from polyclinic.access.model import Relation
from polyclinic.access.scope import Scope, Viewer, grants_of
from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.locale import Locale
from polyclinic.kit.provenance import addressed, known_id
from polyclinic.people.model import Account, HumanName, Patient
from polyclinic.people.phone import mask_phone

Row = dict[str, Any]

_PERSON = {"names": 1, "birth_date": 1, "deceased": 1, "replaces": 1}
_DEMOGRAPHICS = {**_PERSON, "gender": 1, "deceased_at": 1, "country": 1, "home_zone": 1, "languages": 1}


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
    rows = await Patient.get_pymongo_collection().find(addressed(list(grants), shown), _PERSON).to_list()
    found = [_person(row, grants[known_id(row)].relation) for row in rows]
    return sorted(found, key=lambda person: (person.relation is not Relation.SELF, grants[person.patient_id].id))


async def patient_row(scope: Scope, *, shown: Sequence[str] = ()) -> Row | None:
    """Return the demographics of the Scope's patient; `shown` as in `people_of`."""
    query = addressed([scope.patient_id], shown)
    row: Row | None = await Patient.get_pymongo_collection().find_one(query, _DEMOGRAPHICS)
    return row


def _person(row: Row, relation: Relation) -> PersonRow:
    names = tuple(HumanName.model_validate(name) for name in row["names"])
    return PersonRow(known_id(row), names, relation, row.get("birth_date"), bool(row.get("deceased")))
