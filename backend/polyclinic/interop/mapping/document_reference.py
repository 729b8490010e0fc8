"""FHIR DocumentReference -> a document."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection, links
from polyclinic.interop.fhir.types import CodeableConcept, DateTime, Fhir, Period, Reference, Resource
from polyclinic.records.model import RecordKind


class Attachment(Fhir):
    """A file's description."""

    title: str | None = None
    creation: DateTime | None = None


class Content(Fhir):
    """One form of the document."""

    attachment: Attachment | None = None


class Context(Fhir):
    """When and where it was made."""

    encounter: tuple[Reference, ...] = ()
    period: Period | None = None


class DocumentReference(Resource):
    """The parts of a FHIR DocumentReference that we project."""

    status: str | None = None
    type: CodeableConcept | None = None
    category: tuple[CodeableConcept, ...] = ()
    subject: Reference | None = None
    date: DateTime | None = None
    author: tuple[Reference | None, ...] = ()
    custodian: Reference | None = None
    description: str | None = None
    content: tuple[Content, ...] = ()
    context: Context | None = None


_DECODER = msgspec.json.Decoder(DocumentReference)


def document_reference(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR DocumentReference."""
    found = _DECODER.decode(content)
    language = found.language or language
    context = found.context or Context()
    files = [row.attachment for row in found.content if row.attachment]
    created = next((row.creation for row in files if row.creation), None)
    moments = [("date", found.date), ("context.period", context.period), ("content.attachment.creation", created)]
    date, at = dates.first_dated(moments)
    heading = next((row.title for row in files if row.title), None)
    authors = links("author", found.author)
    return RecordProjection(
        kind=RecordKind.DOCUMENT,
        date=date,
        at=at,
        title=texts.titled(language, found.type, CodeableConcept(text=heading), *found.category, otherwise="Document"),
        patient=Link("subject", found.subject),
        status=found.status,
        detail=texts.words(found.description or heading, None, language),
        encounter=Link("context.encounter[0]", context.encounter[0]) if context.encounter else None,
        practitioners=authors,
        clinics=[Link("custodian", found.custodian), *authors],
    )
