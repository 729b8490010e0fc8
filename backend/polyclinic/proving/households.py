"""Who of a family signs in, and for whom they may act."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import TypedDict

from polyclinic.access.model import DataClass, Grant, GrantScope, Relation
from polyclinic.kit.locale import Locale
from polyclinic.people.model import Account
from polyclinic.proving.city.family import Family, Person
from polyclinic.proving.city.identity import key_of
from polyclinic.proving.city.town import Town

# A relative sees what the person has not reason to keep for themselves; notes of a teenager are the teenager's.
_FAMILY = (GrantScope.BOOK, GrantScope.SEE_RESULTS, GrantScope.SEE_NOTES, GrantScope.MESSAGE, GrantScope.TRIAGE)
_TEENAGER = (GrantScope.BOOK, GrantScope.SEE_RESULTS, GrantScope.MESSAGE, GrantScope.TRIAGE)
_CARED_FOR = {
    "child": (Relation.CHILD, (*_FAMILY, GrantScope.MANAGE)),
    "teenager": (Relation.CHILD, _TEENAGER),
    "grandmother": (Relation.PARENT, _FAMILY),
    "grandfather": (Relation.PARENT, (GrantScope.SEE_RESULTS, GrantScope.SEE_NOTES)),
}


class DemoAccount(TypedDict):
    """Somebody to sign in as. `role` is `caregiver` or `patient`, `phone` in E.164."""

    role: str
    name: str
    phone: str
    locale: str


def signs_in(person: Person) -> bool:
    """Say whether a person has an account: the living with a telephone of their own."""
    return person.phone is not None and person.died is None


def accounts_of(family: Family, at: datetime) -> list[Account]:
    """Return the accounts of a family."""
    return [
        Account(id=_account(person), phone=person.phone or "", locale=Locale(person.language), created_at=at)
        for person in family.people
        if signs_in(person)
    ]


def grants_of(town: Town, family: Family, stored: Mapping[str, str]) -> list[Grant]:
    """Return the family's grants: everybody on their own record, the mother on children and parents."""
    since = datetime.combine(town.today, time(), UTC)
    own = [_own(person, stored[person.id], since) for person in family.people if signs_in(person)]
    mother = family.find("mother")
    if mother is None:
        return own
    cared_for = [person for person in family.people if person.part in _CARED_FOR]
    return own + [_for_another(mother, person, stored[person.id], since) for person in cared_for]


def people_to_sign_in_as(town: Town) -> list[DemoAccount]:
    """Return a caregiver and a patient of each city's first family, and the patient who speaks English."""
    return [account for family in town.families if family.number == 0 for account in _shown(family)]


def _shown(family: Family) -> Iterator[DemoAccount]:
    for part, role in (("mother", "caregiver"), ("grandmother", "patient"), ("visitor", "patient")):
        person = family.find(part)
        if person and person.phone:
            yield DemoAccount(role=role, name=person.names[0].text, phone=person.phone, locale=person.language)


def _own(person: Person, patient_id: str, since: datetime) -> Grant:
    return Grant(
        id=key_of(person.seed_key, "grant", "self"),
        account_id=_account(person),
        patient_id=patient_id,
        relation=Relation.SELF,
        scopes=list(GrantScope),
        classes=list(DataClass),
        starts_at=since,
    )


def _for_another(viewer: Person, person: Person, patient_id: str, since: datetime) -> Grant:
    relation, scopes = _CARED_FOR[person.part]
    return Grant(
        id=key_of(viewer.seed_key, "grant", person.part),
        account_id=_account(viewer),
        patient_id=patient_id,
        relation=relation,
        scopes=list(scopes),
        classes=[DataClass.GENERAL],
        starts_at=since,
    )


def _account(person: Person) -> str:
    return key_of(person.seed_key, "account")
