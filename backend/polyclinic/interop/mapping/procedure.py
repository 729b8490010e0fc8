"""FHIR Procedure -> a procedure."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import CodeableConcept, DateTime, Fhir, Period, Reference, Resource
from polyclinic.records.model import RecordKind


class Performer(Fhir):
    """Who did it."""

    actor: Reference | None = None
    on_behalf_of: Reference | None = None


class Procedure(Resource):
    """The parts of a FHIR Procedure that we project."""

    status: str | None = None
    code: CodeableConcept | None = None
    subject: Reference | None = None
    encounter: Reference | None = None
    performed_date_time: DateTime | None = None
    performed_period: Period | None = None
    performed_string: str | None = None
    performer: tuple[Performer, ...] = ()
    reason_code: tuple[CodeableConcept, ...] = ()


_DECODER = msgspec.json.Decoder(Procedure)


def procedure(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR Procedure."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated(
        [("performedDateTime", found.performed_date_time), ("performedPeriod", found.performed_period)]
    )
    reasons = [texts.concept_words(reason, language) for reason in found.reason_code]
    actors = [Link(f"performer[{index}].actor", row.actor) for index, row in enumerate(found.performer)]
    places = [Link(f"performer[{index}].onBehalfOf", row.on_behalf_of) for index, row in enumerate(found.performer)]
    return RecordProjection(
        kind=RecordKind.PROCEDURE,
        date=date,
        at=at,
        title=texts.titled(language, found.code, otherwise="Procedure"),
        patient=Link("subject", found.subject),
        status=found.status,
        detail=texts.joined([texts.words(found.performed_string, None, language), *reasons]),
        encounter=Link("encounter", found.encounter),
        practitioners=actors,
        clinics=[*places, *actors],
    )
