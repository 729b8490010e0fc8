"""FHIR Goal -> a goal."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import Annotation, CodeableConcept, Date, Reference, Resource
from polyclinic.records.model import RecordKind


class Goal(Resource):
    """The parts of a FHIR Goal that we project."""

    lifecycle_status: str | None = None
    achievement_status: CodeableConcept | None = None
    description: CodeableConcept | None = None
    subject: Reference | None = None
    start_date: Date | None = None
    status_date: Date | None = None
    expressed_by: Reference | None = None
    note: tuple[Annotation, ...] = ()


_DECODER = msgspec.json.Decoder(Goal)


def goal(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR Goal."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated([("startDate", found.start_date), ("statusDate", found.status_date)])
    notes = [texts.words(note.text, None, language) for note in found.note]
    return RecordProjection(
        kind=RecordKind.GOAL,
        date=date,
        at=at,
        title=texts.titled(language, found.description, otherwise="Goal"),
        patient=Link("subject", found.subject),
        status=found.lifecycle_status,
        detail=texts.joined([texts.concept_words(found.achievement_status, language), *notes]),
        practitioners=[Link("expressedBy", found.expressed_by)],
    )
