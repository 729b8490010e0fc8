"""The FHIR R4 pieces that every resource is built from: words in six languages, codes, amounts, dates."""

from collections.abc import Mapping
from datetime import datetime

from polyclinic.proving.city.words import Entry, Json
from polyclinic.proving.city.zones import zone

_TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
_LANGUAGE = "http://hl7.org/fhir/StructureDefinition/language"
_TIMEZONE = "http://hl7.org/fhir/StructureDefinition/timezone"
_UCUM = "http://unitsofmeasure.org"
_TERMS = "http://terminology.hl7.org/CodeSystem"


def translated(name: str, words: Mapping[str, str], base: str) -> Json:
    """Return a string field and, beside it, its other languages (HL7 translation extension)."""
    others = [
        {"url": _TRANSLATION, "extension": [{"url": "lang", "valueCode": tag}, {"url": "content", "valueString": text}]}
        for tag, text in words.items()
        if tag != base
    ]
    return {name: words[base], f"_{name}": {"extension": others}}


def in_language(tag: str) -> Json:
    """Return the extension that names the language of a part of a resource."""
    return {"url": _LANGUAGE, "valueCode": tag}


def in_zone(name: str) -> Json:
    """Return the extension that names the home zone of a person or a clinic."""
    return {"url": _TIMEZONE, "valueCode": name}


def concept(row: Entry, base: str) -> Json:
    """Return a CodeableConcept whose text is in six languages."""
    coding = {"coding": [{"system": row.system, "code": row.code}]} if row.code else {}
    return {**coding, **translated("text", row.words, base)}


def term(system: str, code: str) -> Json:
    """Return a CodeableConcept of one of HL7's own code systems."""
    return {"coding": [{"system": f"{_TERMS}/{system}", "code": code}]}


def amount(row: Entry, value: float) -> Json:
    """Return a Quantity rounded to what a laboratory prints."""
    shown: float = round(value, row.decimals) if row.decimals else round(value)
    return {"value": shown, "unit": row.unit or "", "system": _UCUM, "code": row.ucum} if row.unit else {"value": shown}


def moment(wall: datetime, zone_name: str) -> str:
    """Return a wall time as a FHIR dateTime with the offset that the zone had."""
    return wall.replace(tzinfo=zone(zone_name)).isoformat(timespec="seconds")


def to(resource_type: str, key: str) -> Json:
    """Return a reference to a resource of another bundle from the same source."""
    return {"reference": f"{resource_type}/{key}"}
