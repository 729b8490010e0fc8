"""Rows for tests: a patient, an account with a session, and records, with plain defaults that a test overrides."""

from datetime import UTC, datetime, timedelta
from typing import Any

from polyclinic.access.model import DataClass, Grant, GrantScope, Relation
from polyclinic.access.refresh_token import first_token
from polyclinic.access.sessions import Credentials, credentials, open_session
from polyclinic.booking.model import Appointment, AppointmentStatus
from polyclinic.clinics.model import Clinic, PersonName, Practitioner
from polyclinic.kit import clock
from polyclinic.kit.ids import new_id
from polyclinic.kit.locale import Locale
from polyclinic.main.open import House
from polyclinic.people.model import Account, HumanName, Patient
from polyclinic.records.model import Coded, Observed, Quantity, Record, RecordKind, ReferenceRange

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
GLUCOSE = {"system": "http://loinc.org", "code": "2339-0"}


def provenance(kind: str) -> dict[str, str]:
    """Fields of a document that came from outside."""
    return {"source": "test", "source_type": kind, "source_id": new_id()}


async def patient(**fields: Any) -> Patient:
    """A living patient in Moscow."""
    names = [
        HumanName(text="Анна Иванова", given=["Анна"], family="Иванова", lang="ru"),
        HumanName(text="Anna Ivanova", lang="en"),
    ]
    made = Patient(
        **{"names": names, "birth_date": "1980-05-17", "home_zone": "Europe/Moscow", **provenance("Patient"), **fields}
    )
    await made.insert()
    return made


async def account(phone: str = "+79990000001", locale: Locale = Locale.RU) -> Account:
    """An account of its own."""
    made = Account(phone=phone, locale=locale, created_at=clock.now())
    await made.insert()
    return made


async def grant(who: Account, whose: Patient, **fields: Any) -> Grant:
    """A full grant on one's own record unless said otherwise."""
    everything = {"relation": Relation.SELF, "scopes": list(GrantScope), "classes": list(DataClass), "starts_at": EPOCH}
    made = Grant(account_id=who.id, patient_id=whose.id, **{**everything, **fields})
    await made.insert()
    return made


async def signed_in(house: House, who: Account) -> Credentials:
    """A session of the account on a device called `device`."""
    at = clock.now()
    async with house.database.client.start_session() as session:
        opened = await open_session(who.id, "device", at=at, keys=house.keys, settings=house.settings, session=session)
    token = first_token(opened.id, keys=house.keys)
    return credentials(who.id, token, ends=opened.expires_at, at=at, keys=house.keys, settings=house.settings)


async def record(whose: Patient, kind: RecordKind = RecordKind.CONDITION, **fields: Any) -> Record:
    """An entry of today, visible to everyone who may see the patient."""
    at = fields.pop("at", clock.now())
    defaults = {
        "at": at,
        "date": at.date().isoformat(),
        "title": Coded(text={"en": "Something", "ru": "Нечто"}),
        "visible_from": EPOCH,
        "status": "active",
    }
    made = Record(patient_id=whose.id, kind=kind, **{**defaults, **provenance("Basic"), **fields})
    await made.insert()
    return made


async def glucose(whose: Patient, text: str, *, unit: str = "mmol/L", **fields: Any) -> Record:
    """A glucose value with the range 3.9 to 5.5."""
    low, high = Quantity(value=3.9, text="3.9", unit=unit), Quantity(value=5.5, text="5.5", unit=unit)
    title = Coded(text={"en": "Glucose", "ru": "Глюкоза"}, **GLUCOSE)
    observed = Observed(
        code=title,
        quantity=Quantity(value=float(text), text=text, unit=unit, code=unit),
        range=ReferenceRange(low=low, high=high),
        interpretation=fields.pop("interpretation", "normal"),
    )
    return await record(whose, RecordKind.RESULT, **{"title": title, "observed": observed, "status": "final", **fields})


async def clinic(**fields: Any) -> Clinic:
    """A clinic in Moscow."""
    names = {"en": "Linden Clinic", "ru": "Липовая поликлиника"}
    city = {"en": "Moscow", "ru": "Москва"}
    made = Clinic(**{"name": names, "city": city, "zone": "Europe/Moscow", **provenance("Organization"), **fields})
    await made.insert()
    return made


async def practitioner(**fields: Any) -> Practitioner:
    """A therapist."""
    names = [PersonName(text="Пётр Сомов", lang="ru"), PersonName(text="Pyotr Somov", lang="en")]
    made = Practitioner(
        **{"names": names, "specialty": {"en": "Therapist", "ru": "Терапевт"}, **provenance("Practitioner"), **fields}
    )
    await made.insert()
    return made


async def appointment(whose: Patient, *, start: datetime, wall_start: str, **fields: Any) -> Appointment:
    """A booked visit of fifteen minutes in Moscow."""
    place = fields.pop("clinic_id", None) or (await clinic()).id
    doctor = fields.pop("practitioner_id", None) or (await practitioner()).id
    made = Appointment(
        patient_id=whose.id,
        clinic_id=place,
        practitioner_id=doctor,
        wall_start=wall_start,
        start=start,
        end=start + timedelta(minutes=15),
        **{
            "status": AppointmentStatus.BOOKED,
            "minutes": 15,
            "zone": "Europe/Moscow",
            "tzdata": "2026.6",
            "visible_from": EPOCH,
            **fields,
        },
    )
    await made.insert()
    return made
