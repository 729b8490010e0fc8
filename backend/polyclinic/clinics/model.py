"""Clinics (FHIR Organization), clinicians (Practitioner), their roles, rooms and wall-clock schedules."""

import pymongo
from beanie import Document
from pydantic import BaseModel, Field

from polyclinic.kit.ids import new_id
from polyclinic.kit.locale import LocalizedText
from polyclinic.kit.provenance import Provenance, provenance_indexes


class PersonName(BaseModel):
    """A clinician's name in one script (FHIR R4 HumanName)."""

    text: str
    given: list[str] = Field(default_factory=list)
    family: str | None = None
    lang: str | None = None


class Clinic(Provenance, Document):
    """A place or organisation that gives care (FHIR R4 Organization). `zone` is an IANA zone; its day is its local day."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    name: LocalizedText
    zone: str | None = None
    country: str | None = None
    city: LocalizedText = Field(default_factory=dict)
    address: LocalizedText = Field(default_factory=dict)
    phone: str | None = None

    class Settings:
        """Found by id, or by origin on import."""

        name = "clinics"
        indexes = tuple(provenance_indexes())


class Practitioner(Provenance, Document):
    """A clinician (FHIR R4 Practitioner)."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    names: list[PersonName]
    gender: str | None = None
    specialty: LocalizedText = Field(default_factory=dict)
    languages: list[str] = Field(default_factory=list)

    class Settings:
        """Found by id, or by origin on import."""

        name = "practitioners"
        indexes = tuple(provenance_indexes())


class Room(Document):
    """A room of a clinic."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    clinic_id: str
    name: LocalizedText
    step_free: bool = True

    class Settings:
        """Listed by clinic."""

        name = "rooms"
        indexes = (pymongo.IndexModel([("clinic_id", 1)], name="clinic"),)


class ScheduleRule(BaseModel):
    """Working hours as the clock on the wall shows them. `weekday` 0 is Monday; `starts`/`ends` are `HH:MM` local."""

    weekday: int = Field(ge=0, le=6)
    starts: str = Field(pattern=r"^\d\d:\d\d$")
    ends: str = Field(pattern=r"^\d\d:\d\d$")
    break_starts: str | None = None
    break_ends: str | None = None


class PractitionerRole(Document):
    """A clinician at a clinic, in a room, with a weekly schedule (FHIR R4 PractitionerRole)."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    practitioner_id: str
    clinic_id: str
    room_id: str | None = None
    specialty: LocalizedText
    schedule: list[ScheduleRule]
    slot_minutes: int = Field(15, ge=5, le=480, multiple_of=5)

    class Settings:
        """One role per clinician and clinic."""

        name = "practitioner_roles"
        indexes = (
            pymongo.IndexModel([("practitioner_id", 1), ("clinic_id", 1)], unique=True, name="role"),
            pymongo.IndexModel([("clinic_id", 1)], name="clinic"),
        )


DOCUMENTS = (Clinic, Practitioner, Room, PractitionerRole)
