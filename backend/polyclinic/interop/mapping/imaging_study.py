"""FHIR ImagingStudy -> imaging. The pictures themselves live in an archive."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import CodeableConcept, Coding, DateTime, Fhir, Reference, Resource
from polyclinic.records.model import RecordKind


class Series(Fhir):
    """A run of pictures."""

    modality: Coding | None = None
    body_site: Coding | None = None


class ImagingStudy(Resource):
    """The parts of a FHIR ImagingStudy that we project."""

    status: str | None = None
    modality: tuple[Coding, ...] = ()
    procedure_code: tuple[CodeableConcept, ...] = ()
    description: str | None = None
    subject: Reference | None = None
    encounter: Reference | None = None
    started: DateTime | None = None
    referrer: Reference | None = None
    interpreter: tuple[Reference, ...] = ()
    series: tuple[Series, ...] = ()


_DECODER = msgspec.json.Decoder(ImagingStudy)


def imaging_study(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR ImagingStudy."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated([("started", found.started)])
    described = CodeableConcept(text=found.description) if found.description else None
    modalities = [*found.modality, *(row.modality for row in found.series)]
    sites = [texts.concept_words(texts.coding_as_concept(row.body_site), language) for row in found.series]
    return RecordProjection(
        kind=RecordKind.IMAGING,
        date=date,
        at=at,
        title=texts.titled(
            language, *found.procedure_code, described, *map(texts.coding_as_concept, modalities), otherwise="Imaging"
        ),
        patient=Link("subject", found.subject),
        status=found.status,
        detail=texts.joined(sites),
        encounter=Link("encounter", found.encounter),
        practitioners=[*(Link("interpreter", row) for row in found.interpreter), Link("referrer", found.referrer)],
    )
