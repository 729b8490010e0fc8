"""FHIR CarePlan -> a care plan."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import CodeableConcept, DateTime, Fhir, Period, Reference, Resource
from polyclinic.kit.locale import LocalizedText
from polyclinic.records.model import RecordKind


class Detail(Fhir):
    """What is to be done."""

    code: CodeableConcept | None = None
    description: str | None = None


class Activity(Fhir):
    """One step of the plan."""

    detail: Detail | None = None


class CarePlan(Resource):
    """The parts of a FHIR CarePlan that we project."""

    status: str | None = None
    category: tuple[CodeableConcept, ...] = ()
    title: str | None = None
    description: str | None = None
    subject: Reference | None = None
    encounter: Reference | None = None
    period: Period | None = None
    created: DateTime | None = None
    author: Reference | None = None
    activity: tuple[Activity, ...] = ()


_DECODER = msgspec.json.Decoder(CarePlan)


def care_plan(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR CarePlan."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated([("period", found.period), ("created", found.created)])
    steps = [_step(row.detail, language) for row in found.activity if row.detail]
    return RecordProjection(
        kind=RecordKind.CARE_PLAN,
        date=date,
        at=at,
        title=texts.titled(
            language, CodeableConcept(text=found.title), *reversed(found.category), otherwise="Care plan"
        ),
        patient=Link("subject", found.subject),
        status=found.status,
        detail=texts.joined([texts.words(found.description, None, language), *steps]),
        encounter=Link("encounter", found.encounter),
        practitioners=[Link("author", found.author)],
        clinics=[Link("author", found.author)],
    )


def _step(detail: Detail, language: str) -> LocalizedText:
    return texts.concept_words(detail.code, language) or texts.words(detail.description, None, language)
