"""FHIR ServiceRequest -> a referral."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection, links
from polyclinic.interop.fhir.types import CodeableConcept, DateTime, Period, Reference, Resource
from polyclinic.records.model import RecordKind


class ServiceRequest(Resource):
    """The parts of a FHIR ServiceRequest that we project."""

    status: str | None = None
    priority: str | None = None
    category: tuple[CodeableConcept, ...] = ()
    code: CodeableConcept | None = None
    subject: Reference | None = None
    encounter: Reference | None = None
    occurrence_date_time: DateTime | None = None
    occurrence_period: Period | None = None
    authored_on: DateTime | None = None
    requester: Reference | None = None
    performer: tuple[Reference | None, ...] = ()
    reason_code: tuple[CodeableConcept, ...] = ()
    patient_instruction: str | None = None


_DECODER = msgspec.json.Decoder(ServiceRequest)


def service_request(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR ServiceRequest."""
    found = _DECODER.decode(content)
    language = found.language or language
    occurrence = [("occurrenceDateTime", found.occurrence_date_time), ("occurrencePeriod", found.occurrence_period)]
    date, at = dates.first_dated([("authoredOn", found.authored_on), *occurrence])
    reasons = [texts.concept_words(reason, language) for reason in found.reason_code]
    return RecordProjection(
        kind=RecordKind.REFERRAL,
        date=date,
        at=at,
        title=texts.titled(language, found.code, *found.category, otherwise="Referral"),
        patient=Link("subject", found.subject),
        status=found.status,
        priority=found.priority,
        detail=texts.joined([*reasons, texts.words(found.patient_instruction, None, language)]),
        encounter=Link("encounter", found.encounter),
        practitioners=[Link("requester", found.requester)],
        clinics=[*links("performer", found.performer), Link("requester", found.requester)],
    )
