"""FHIR Encounter -> a visit."""

import msgspec
from msgspec import field

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import CodeableConcept, Coding, Fhir, Period, Reference, Resource
from polyclinic.records.model import RecordKind


class Participant(Fhir):
    """Who took part."""

    individual: Reference | None = None


class Encounter(Resource):
    """The parts of a FHIR Encounter that we project."""

    status: str | None = None
    kind: Coding | None = field(name="class", default=None)
    type: tuple[CodeableConcept, ...] = ()
    service_type: CodeableConcept | None = None
    reason_code: tuple[CodeableConcept, ...] = ()
    subject: Reference | None = None
    participant: tuple[Participant, ...] = ()
    period: Period | None = None
    service_provider: Reference | None = None


_DECODER = msgspec.json.Decoder(Encounter)


def encounter(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR Encounter."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated([("period", found.period)])
    return RecordProjection(
        kind=RecordKind.VISIT,
        date=date,
        at=at,
        title=texts.titled(
            language, *found.type, found.service_type, texts.coding_as_concept(found.kind), otherwise="Visit"
        ),
        patient=Link("subject", found.subject),
        status=found.status,
        detail=texts.joined([texts.concept_words(reason, language) for reason in found.reason_code]),
        practitioners=[
            Link(f"participant[{index}].individual", who.individual) for index, who in enumerate(found.participant)
        ],
        clinics=[Link("serviceProvider", found.service_provider)],
    )
