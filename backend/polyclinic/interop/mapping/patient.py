"""FHIR Patient -> people.Patient."""

import msgspec
from msgspec import UNSET, UnsetType, field

from polyclinic.interop.fhir import dates, names, places
from polyclinic.interop.fhir.projection import OwnProjection
from polyclinic.interop.fhir.types import (
    Address,
    CodeableConcept,
    ContactPoint,
    Date,
    DateTime,
    Fhir,
    HumanName,
    Resource,
)


class Communication(Fhir):
    """A language the person speaks."""

    language: CodeableConcept = field(default_factory=CodeableConcept)


class FhirPatient(Resource):
    """The parts of a FHIR Patient that we project."""

    name: tuple[HumanName, ...] = ()
    birth_date: Date | None = None
    gender: str | None = None
    deceased_boolean: bool | None = None
    deceased_date_time: DateTime | None = None
    address: tuple[Address, ...] = ()
    telecom: tuple[ContactPoint, ...] = ()
    communication: tuple[Communication, ...] = ()
    active: bool | UnsetType = UNSET


_DECODER = msgspec.json.Decoder(FhirPatient)


def patient(content: bytes, language: str) -> OwnProjection:
    """Map a FHIR Patient."""
    found = _DECODER.decode(content)
    listed = names.names(found.name, found.language or language)
    if found.birth_date:
        dates.instant(found.birth_date, "birthDate")
    died = found.deceased_date_time
    fields = {
        "names": [name._asdict() for name in listed],
        "birth_date": found.birth_date,
        "gender": found.gender,
        "deceased": bool(died or found.deceased_boolean),
        "deceased_at": dates.instant(died, "deceasedDateTime") if died else None,
        "country": places.country(found.address),
        "home_zone": places.zone(found.extension, found.address),
        "languages": _languages(found),
        "telecom": [
            {"system": point.system or "other", "value": point.value, "use": point.use}
            for point in found.telecom
            if point.value
        ],
        "addresses": [
            {"text": places.one_line(address), "city": address.city, "country": address.country}
            for address in found.address
        ],
    }
    return OwnProjection(fields=fields, name=listed[0].text if listed else "")


def _languages(found: FhirPatient) -> list[str]:
    codes = (coding.code for spoken in found.communication for coding in spoken.language.coding)
    return list(dict.fromkeys(code for code in codes if code))
