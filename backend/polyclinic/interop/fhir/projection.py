"""What a mapper gives: our fields, and references that are still to be linked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from polyclinic.interop.fhir.types import Reference
from polyclinic.kit.locale import LocalizedText
from polyclinic.records.model import Coded, Course, Medication, Observed, RecordKind, Report


class Link(NamedTuple):
    """A reference and where it stands in the resource."""

    path: str
    to: Reference | None


@dataclass(slots=True, kw_only=True)
class RecordProjection:
    """A record's own fields. Of `practitioners` and `clinics` the first that can be linked is taken."""

    kind: RecordKind
    date: str
    at: datetime
    title: Coded
    patient: Link
    status: str | None = None
    priority: str | None = None
    detail: LocalizedText = field(default_factory=dict)
    encounter: Link | None = None
    practitioners: list[Link] = field(default_factory=list)
    clinics: list[Link] = field(default_factory=list)
    observations: list[Link] = field(default_factory=list)
    observed: Observed | None = None
    report: Report | None = None
    medication: Medication | None = None
    course: Course | None = None


@dataclass(slots=True, kw_only=True)
class OwnProjection:
    """A patient's, clinician's or clinic's fields, as they are stored."""

    fields: dict[str, Any]
    name: str


Mapper = Callable[[bytes, str], RecordProjection | OwnProjection]
"""Takes the exact JSON of one resource and the language of its texts. Raises msgspec.ValidationError or FhirError."""


def links(path: str, found: Sequence[Reference | None]) -> list[Link]:
    """Return references as links, each with its place."""
    return [Link(f"{path}[{index}]", one) for index, one in enumerate(found)]
