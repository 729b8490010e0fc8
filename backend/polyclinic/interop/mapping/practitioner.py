"""FHIR Practitioner -> clinics.Practitioner."""

import msgspec

from polyclinic.interop.fhir import names, texts
from polyclinic.interop.fhir.projection import OwnProjection
from polyclinic.interop.fhir.types import CodeableConcept, Fhir, HumanName, Resource


class Qualification(Fhir):
    """What the clinician is qualified in."""

    code: CodeableConcept | None = None


class FhirPractitioner(Resource):
    """The parts of a FHIR Practitioner that we project."""

    name: tuple[HumanName, ...] = ()
    gender: str | None = None
    qualification: tuple[Qualification, ...] = ()
    communication: tuple[CodeableConcept, ...] = ()


_DECODER = msgspec.json.Decoder(FhirPractitioner)


def practitioner(content: bytes, language: str) -> OwnProjection:
    """Map a FHIR Practitioner."""
    found = _DECODER.decode(content)
    language = found.language or language
    listed = names.names(found.name, language)
    fields = {
        "names": [{key: value for key, value in name._asdict().items() if key != "use"} for name in listed],
        "gender": found.gender,
        "specialty": next((texts.concept_words(row.code, language) for row in found.qualification if row.code), {}),
        "languages": [code for code in map(texts.first_code, found.communication) if code],
    }
    return OwnProjection(fields=fields, name=listed[0].text if listed else "")
