"""FHIR Condition -> a condition and its course."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import Annotation, CodeableConcept, DateTime, Period, Reference, Resource
from polyclinic.records.model import Course, RecordKind

IN_ERROR = "entered-in-error"


class Condition(Resource):
    """The parts of a FHIR Condition that we project."""

    clinical_status: CodeableConcept | None = None
    verification_status: CodeableConcept | None = None
    category: tuple[CodeableConcept, ...] = ()
    code: CodeableConcept | None = None
    subject: Reference | None = None
    encounter: Reference | None = None
    onset_date_time: DateTime | None = None
    onset_period: Period | None = None
    onset_string: str | None = None
    abatement_date_time: DateTime | None = None
    abatement_period: Period | None = None
    abatement_string: str | None = None
    recorded_date: DateTime | None = None
    recorder: Reference | None = None
    asserter: Reference | None = None
    note: tuple[Annotation, ...] = ()


_DECODER = msgspec.json.Decoder(Condition)


def condition(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR Condition. Its status is only ever `entered-in-error`; how it stands is in the course."""
    found = _DECODER.decode(content)
    language = found.language or language
    verification = texts.first_code(found.verification_status)
    onset = (("onsetDateTime", found.onset_date_time), ("onsetPeriod", found.onset_period))
    date, at = dates.first_dated([*onset, ("recordedDate", found.recorded_date)])
    began = dates.first_dated(onset)[0] or found.onset_string
    ended = dates.first_dated(
        [("abatementDateTime", found.abatement_date_time), ("abatementPeriod", found.abatement_period)]
    )
    return RecordProjection(
        kind=RecordKind.CONDITION,
        date=date,
        at=at,
        title=texts.titled(language, found.code, otherwise="Condition"),
        patient=Link("subject", found.subject),
        status=IN_ERROR if verification == IN_ERROR else None,
        detail=texts.joined([texts.words(note.text, None, language) for note in found.note], "\n"),
        encounter=Link("encounter", found.encounter),
        practitioners=[Link("asserter", found.asserter), Link("recorder", found.recorder)],
        course=Course(
            clinical_status=texts.first_code(found.clinical_status),
            verification=verification,
            onset=began or None,
            abatement=ended[0] or found.abatement_string,
            criticality=None,
            categories=[code for code in map(texts.first_code, found.category) if code],
            reactions=[],
        ),
    )
