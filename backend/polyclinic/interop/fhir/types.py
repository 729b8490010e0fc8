"""The FHIR R4 datatypes that we project (hl7.org/fhir/R4/datatypes.html). What is not named here stays in the exact JSON alone."""

from typing import Annotated

from msgspec import Meta, Raw, Struct, field

Date = Annotated[str, Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
"""A FHIR date, maybe partial."""

DateTime = Annotated[str, Meta(pattern=r"^\d{4}(-\d\d(-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)|-\d\d)?)?$")]
"""A FHIR dateTime or instant, maybe partial; a time of day always has its offset."""


class Fhir(Struct, rename="camel", gc=False):
    """What every FHIR struct here shares: camelCase in JSON, unknown fields ignored."""


class Extension(Fhir):
    """An extension, simple or with parts."""

    url: str
    extension: tuple["Extension", ...] = ()
    value_string: str | None = None
    value_code: str | None = None
    value_markdown: str | None = None


class Element(Fhir):
    """What FHIR writes beside a primitive, under `_name`."""

    extension: tuple[Extension, ...] = ()


class Coding(Fhir):
    """A code in a system and its words."""

    system: str | None = None
    code: str | None = None
    display: str | None = None
    beside_display: Element | None = field(name="_display", default=None)


class CodeableConcept(Fhir):
    """A thing, coded or in words."""

    coding: tuple[Coding, ...] = ()
    text: str | None = None
    beside_text: Element | None = field(name="_text", default=None)


class Identifier(Fhir):
    """A business identifier."""

    system: str | None = None
    value: str | None = None


class Reference(Fhir):
    """A pointer to another resource."""

    reference: str | None = None
    type: str | None = None
    display: str | None = None


class Period(Fhir):
    """A stretch of time, open at either end."""

    start: DateTime | None = None
    end: DateTime | None = None


class Quantity(Fhir):
    """An amount. `value` keeps the number as it was written."""

    value: Raw = Raw(b"")
    comparator: str | None = None
    unit: str | None = None
    system: str | None = None
    code: str | None = None


class Range(Fhir):
    """Two amounts."""

    low: Quantity | None = None
    high: Quantity | None = None


class Ratio(Fhir):
    """One amount by another."""

    numerator: Quantity | None = None
    denominator: Quantity | None = None


class HumanName(Fhir):
    """A person's name in one script."""

    use: str | None = None
    text: str | None = None
    beside_text: Element | None = field(name="_text", default=None)
    family: str | None = None
    given: tuple[str | None, ...] = ()
    prefix: tuple[str | None, ...] = ()
    suffix: tuple[str | None, ...] = ()
    extension: tuple[Extension, ...] = ()


class ContactPoint(Fhir):
    """A phone number or an address for messages."""

    system: str | None = None
    value: str | None = None
    use: str | None = None


class Address(Fhir):
    """A postal address."""

    text: str | None = None
    beside_text: Element | None = field(name="_text", default=None)
    line: tuple[str | None, ...] = ()
    city: str | None = None
    beside_city: Element | None = field(name="_city", default=None)
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None


class Annotation(Fhir):
    """A note."""

    text: str | None = None


class Resource(Fhir):
    """What every resource has."""

    id: str | None = None
    language: str | None = None
    extension: tuple[Extension, ...] = ()
