"""FHIR Observation -> a result, a vital sign or an answer; one value, or components."""

from collections.abc import Sequence

import msgspec
from msgspec import Raw

from polyclinic.interop.fhir import dates, measures, texts
from polyclinic.interop.fhir.measures import RangeRow
from polyclinic.interop.fhir.projection import Link, RecordProjection, links
from polyclinic.interop.fhir.types import (
    Annotation,
    CodeableConcept,
    DateTime,
    Fhir,
    Period,
    Quantity,
    Range,
    Ratio,
    Reference,
    Resource,
)
from polyclinic.records import policy
from polyclinic.records.model import Coded, Interpretation, Measured, Observed, RecordKind
from polyclinic.records.model import Quantity as Amount

_KINDS = {
    "laboratory": RecordKind.RESULT,
    "imaging": RecordKind.RESULT,
    "vital-signs": RecordKind.VITAL,
    "social-history": RecordKind.SURVEY,
    "survey": RecordKind.SURVEY,
    "exam": RecordKind.SURVEY,
    "activity": RecordKind.SURVEY,
    "therapy": RecordKind.SURVEY,
    "procedure": RecordKind.SURVEY,
}  # the order decides when an observation has several categories


class Valued(Resource):
    """What an observation and its components have in common."""

    code: CodeableConcept = msgspec.field(default_factory=CodeableConcept)
    value_quantity: Quantity | None = None
    value_codeable_concept: CodeableConcept | None = None
    value_string: str | None = None
    value_boolean: bool | None = None
    value_integer: Raw = Raw(b"")
    value_range: Range | None = None
    value_ratio: Ratio | None = None
    value_time: str | None = None
    value_date_time: DateTime | None = None
    value_period: Period | None = None
    data_absent_reason: CodeableConcept | None = None
    interpretation: tuple[CodeableConcept, ...] = ()
    reference_range: tuple[RangeRow, ...] = ()


class Timing(Fhir):
    """When something happens, several times."""

    event: tuple[DateTime, ...] = ()


class Observation(Valued):
    """The parts of a FHIR Observation that we project."""

    status: str | None = None
    category: tuple[CodeableConcept, ...] = ()
    subject: Reference | None = None
    encounter: Reference | None = None
    effective_date_time: DateTime | None = None
    effective_period: Period | None = None
    effective_timing: Timing | None = None
    effective_instant: DateTime | None = None
    issued: DateTime | None = None
    performer: tuple[Reference | None, ...] = ()
    component: tuple[Valued, ...] = ()
    note: tuple[Annotation, ...] = ()


_DECODER = msgspec.json.Decoder(Observation)


def observation(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR Observation."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated(_moments(found))
    title = texts.titled(language, found.code, otherwise="Observation")
    performers = links("performer", found.performer)
    value = _measured(found, language, "", title)
    components = [
        _measured(part, language, f"component[{index}].", texts.titled(language, part.code, otherwise="Part"))
        for index, part in enumerate(found.component)
    ]
    return RecordProjection(
        kind=_kind(found.category),
        date=date,
        at=at,
        title=title,
        patient=Link("subject", found.subject),
        status=found.status,
        detail=texts.joined(
            [_absent(found, language), *(texts.words(note.text, None, language) for note in found.note)], "\n"
        ),
        encounter=Link("encounter", found.encounter),
        practitioners=performers,
        clinics=performers,
        observed=Observed(**value.__dict__, components=components),
    )


def _moments(found: Observation) -> list[tuple[str, str | Period | None]]:
    event = next(iter(found.effective_timing.event), None) if found.effective_timing else None
    return [
        ("effectiveDateTime", found.effective_date_time),
        ("effectivePeriod", found.effective_period),
        ("effectiveInstant", found.effective_instant),
        ("effectiveTiming.event[0]", event),
        ("issued", found.issued),
    ]


def _kind(categories: Sequence[CodeableConcept]) -> RecordKind:
    codes = {coding.code for category in categories for coding in category.coding}
    return next((kind for code, kind in _KINDS.items() if code in codes), RecordKind.RESULT)


def _absent(found: Valued, language: str) -> dict[str, str]:
    return texts.concept_words(found.data_absent_reason, language)


def _measured(found: Valued, language: str, path: str, code: Coded) -> Measured:
    amount = _amount(found, path)
    usual = measures.reference_range(found.reference_range, language, f"{path}referenceRange")
    recorded = [coding.code for concept in found.interpretation for coding in concept.coding]
    interpretation = policy.recorded_interpretation(recorded)
    if interpretation is Interpretation.UNKNOWN:
        interpretation = policy.interpret(amount, usual)
    return Measured(
        code=code,
        quantity=amount,
        coded=texts.coded(found.value_codeable_concept, language),
        words={} if amount else _words(found, language, path),
        range=usual,
        interpretation=interpretation,
    )


def _amount(found: Valued, path: str) -> Amount | None:
    integer = measures.number(found.value_integer, f"{path}valueInteger")
    if integer:
        return Amount(value=integer[0], text=integer[1], comparator=None, unit=None, code=None)
    return measures.quantity(found.value_quantity, f"{path}valueQuantity")


def _words(found: Valued, language: str, path: str) -> dict[str, str]:
    if found.value_range:
        return texts.words(measures.range_words(found.value_range, f"{path}valueRange"), None, language)
    if found.value_ratio:
        return texts.words(measures.ratio_words(found.value_ratio, f"{path}valueRatio"), None, language)
    if found.value_boolean is not None:
        return {"en": "yes", "ru": "да"} if found.value_boolean else {"en": "no", "ru": "нет"}
    if found.value_period:
        ends = (found.value_period.start, found.value_period.end)
        return texts.words(" - ".join(end for end in ends if end), None, language)
    return texts.words(found.value_string or found.value_date_time or found.value_time, None, language)
