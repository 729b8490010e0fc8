"""FHIR DiagnosticReport -> a result that holds observations."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection, links
from polyclinic.interop.fhir.types import CodeableConcept, DateTime, Period, Reference, Resource
from polyclinic.records.model import RecordKind, Report


class DiagnosticReport(Resource):
    """The parts of a FHIR DiagnosticReport that we project."""

    status: str | None = None
    code: CodeableConcept | None = None
    subject: Reference | None = None
    encounter: Reference | None = None
    effective_date_time: DateTime | None = None
    effective_period: Period | None = None
    issued: DateTime | None = None
    performer: tuple[Reference | None, ...] = ()
    results_interpreter: tuple[Reference | None, ...] = ()
    result: tuple[Reference | None, ...] = ()
    conclusion: str | None = None
    conclusion_code: tuple[CodeableConcept, ...] = ()


_DECODER = msgspec.json.Decoder(DiagnosticReport)


def diagnostic_report(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR DiagnosticReport."""
    found = _DECODER.decode(content)
    language = found.language or language
    moments = [
        ("effectiveDateTime", found.effective_date_time),
        ("effectivePeriod", found.effective_period),
        ("issued", found.issued),
    ]
    date, at = dates.first_dated(moments)
    performers = [*links("performer", found.performer), *links("resultsInterpreter", found.results_interpreter)]
    coded = texts.joined([texts.concept_words(code, language) for code in found.conclusion_code])
    return RecordProjection(
        kind=RecordKind.RESULT,
        date=date,
        at=at,
        title=texts.titled(language, found.code, otherwise="Report"),
        patient=Link("subject", found.subject),
        status=found.status,
        encounter=Link("encounter", found.encounter),
        practitioners=performers,
        clinics=performers,
        observations=links("result", found.result),
        report=Report(
            observation_ids=[], conclusion=texts.words(found.conclusion, None, language) if found.conclusion else coded
        ),
    )
