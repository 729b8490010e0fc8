"""FHIR AllergyIntolerance -> an allergy."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import Annotation, CodeableConcept, DateTime, Fhir, Period, Reference, Resource
from polyclinic.interop.mapping.condition import IN_ERROR
from polyclinic.records.model import Course, RecordKind


class Reaction(Fhir):
    """What happened."""

    manifestation: tuple[CodeableConcept, ...] = ()


class AllergyIntolerance(Resource):
    """The parts of a FHIR AllergyIntolerance that we project."""

    clinical_status: CodeableConcept | None = None
    verification_status: CodeableConcept | None = None
    category: tuple[str, ...] = ()
    criticality: str | None = None
    code: CodeableConcept | None = None
    patient: Reference | None = None
    encounter: Reference | None = None
    onset_date_time: DateTime | None = None
    onset_period: Period | None = None
    onset_string: str | None = None
    recorded_date: DateTime | None = None
    recorder: Reference | None = None
    asserter: Reference | None = None
    reaction: tuple[Reaction, ...] = ()
    note: tuple[Annotation, ...] = ()


_DECODER = msgspec.json.Decoder(AllergyIntolerance)


def allergy_intolerance(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR AllergyIntolerance. Its status is only ever `entered-in-error`; how it stands is in the course."""
    found = _DECODER.decode(content)
    language = found.language or language
    verification = texts.first_code(found.verification_status)
    onset = (("onsetDateTime", found.onset_date_time), ("onsetPeriod", found.onset_period))
    date, at = dates.first_dated([("recordedDate", found.recorded_date), *onset])
    reactions = (texts.coded(sign, language) for row in found.reaction for sign in row.manifestation)
    return RecordProjection(
        kind=RecordKind.ALLERGY,
        date=date,
        at=at,
        title=texts.titled(language, found.code, otherwise="Allergy"),
        patient=Link("patient", found.patient),
        status=IN_ERROR if verification == IN_ERROR else None,
        detail=texts.joined([texts.words(note.text, None, language) for note in found.note], "\n"),
        encounter=Link("encounter", found.encounter),
        practitioners=[Link("asserter", found.asserter), Link("recorder", found.recorder)],
        course=Course(
            clinical_status=texts.first_code(found.clinical_status),
            verification=verification,
            onset=dates.first_dated(onset)[0] or found.onset_string,
            abatement=None,
            criticality=found.criticality,
            categories=list(found.category),
            reactions=[sign for sign in reactions if sign],
        ),
    )
