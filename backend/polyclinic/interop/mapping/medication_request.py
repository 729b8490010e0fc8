"""FHIR MedicationRequest -> a medicine."""

import msgspec
from msgspec import field

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection
from polyclinic.interop.fhir.types import CodeableConcept, DateTime, Element, Fhir, Reference, Resource
from polyclinic.kit.locale import LocalizedText
from polyclinic.records.model import Coded, Medication, RecordKind


class Dosage(Fhir):
    """How it is taken."""

    text: str | None = None
    beside_text: Element | None = field(name="_text", default=None)
    patient_instruction: str | None = None
    beside_patient_instruction: Element | None = field(name="_patientInstruction", default=None)


class Contained(Resource):
    """A medication inside the request."""

    code: CodeableConcept | None = None


class MedicationRequest(Resource):
    """The parts of a FHIR MedicationRequest that we project."""

    status: str | None = None
    medication_codeable_concept: CodeableConcept | None = None
    medication_reference: Reference | None = None
    contained: tuple[Contained, ...] = ()
    subject: Reference | None = None
    encounter: Reference | None = None
    authored_on: DateTime | None = None
    requester: Reference | None = None
    reason_code: tuple[CodeableConcept, ...] = ()
    dosage_instruction: tuple[Dosage, ...] = ()


_DECODER = msgspec.json.Decoder(MedicationRequest)


def medication_request(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR MedicationRequest."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated([("authoredOn", found.authored_on)])
    return RecordProjection(
        kind=RecordKind.MEDICINE,
        date=date,
        at=at,
        title=_title(found, language),
        patient=Link("subject", found.subject),
        status=found.status,
        encounter=Link("encounter", found.encounter),
        practitioners=[Link("requester", found.requester)],
        clinics=[Link("requester", found.requester)],
        medication=Medication(
            dosage=texts.joined([_dosage(row, language) for row in found.dosage_instruction], "\n"),
            reason=texts.coded(next(iter(found.reason_code), None), language),
        ),
    )


def _title(found: MedicationRequest, language: str) -> Coded:
    pointer = found.medication_reference
    inside = next((row.code for row in found.contained if pointer and pointer.reference == f"#{row.id}"), None)
    display = CodeableConcept(text=pointer.display) if pointer and pointer.display else None
    return texts.titled(language, found.medication_codeable_concept, inside, display, otherwise="Medicine")


def _dosage(row: Dosage, language: str) -> LocalizedText:
    said = texts.words(row.patient_instruction, row.beside_patient_instruction, language)
    return said or texts.words(row.text, row.beside_text, language)
