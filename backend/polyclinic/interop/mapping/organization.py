"""FHIR Organization -> clinics.Clinic."""

import msgspec
from msgspec import field

from polyclinic.interop.fhir import places, texts
from polyclinic.interop.fhir.projection import OwnProjection
from polyclinic.interop.fhir.types import Address, ContactPoint, Element, Resource


class FhirOrganization(Resource):
    """The parts of a FHIR Organization that we project."""

    name: str | None = None
    beside_name: Element | None = field(name="_name", default=None)
    address: tuple[Address, ...] = ()
    telecom: tuple[ContactPoint, ...] = ()


_DECODER = msgspec.json.Decoder(FhirOrganization)


def organization(content: bytes, language: str) -> OwnProjection:
    """Map a FHIR Organization."""
    found = _DECODER.decode(content)
    language = found.language or language
    first = next(iter(found.address), None)
    fields = {
        "name": texts.words(found.name, found.beside_name, language),
        "zone": places.zone(found.extension, found.address),
        "country": places.country(found.address),
        "city": texts.words(first.city, first.beside_city, language) if first else {},
        "address": texts.words(places.one_line(first), first.beside_text, language) if first else {},
        "phone": next((point.value for point in found.telecom if point.system == "phone"), None),
    }
    return OwnProjection(fields=fields, name=found.name or "")
