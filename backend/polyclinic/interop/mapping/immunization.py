"""FHIR Immunization -> an immunization."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import CodeableConcept, DateTime, Fhir, Reference, Resource
from polyclinic.records.model import RecordKind


class Performer(Fhir):
    """Who gave it."""

    actor: Reference | None = None


class Immunization(Resource):
    """The parts of a FHIR Immunization that we project."""

    status: str | None = None
    vaccine_code: CodeableConcept | None = None
    patient: Reference | None = None
    encounter: Reference | None = None
    occurrence_date_time: DateTime | None = None
    occurrence_string: str | None = None
    recorded: DateTime | None = None
    performer: tuple[Performer, ...] = ()
    lot_number: str | None = None


_DECODER = msgspec.json.Decoder(Immunization)


def immunization(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR Immunization."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated([("occurrenceDateTime", found.occurrence_date_time), ("recorded", found.recorded)])
    performers = [Link(f"performer[{index}].actor", row.actor) for index, row in enumerate(found.performer)]
    return RecordProjection(
        kind=RecordKind.IMMUNIZATION,
        date=date,
        at=at,
        title=texts.titled(language, found.vaccine_code, otherwise="Immunization"),
        patient=Link("patient", found.patient),
        status=found.status,
        detail=texts.words(found.occurrence_string, None, language),
        encounter=Link("encounter", found.encounter),
        practitioners=performers,
        clinics=performers,
    )
