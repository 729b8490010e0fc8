"""Clinicians and clinics as a patient sees them."""

from collections.abc import Mapping
from typing import Any, Self

import strawberry

from polyclinic.kit.locale import pick
from polyclinic_schema.types.coded import CodedText, HumanName

Row = Mapping[str, Any]


@strawberry.type(description="A clinician (FHIR R4 Practitioner).")
class Clinician:
    id: strawberry.ID
    name: HumanName
    specialty: CodedText | None

    @classmethod
    def of(cls, row: Row | None, locale: str) -> Self | None:
        """Make it from a directory row."""
        if row is None:
            return None
        return cls(
            id=strawberry.ID(row["id"]),
            name=HumanName.of(row["names"], locale),
            specialty=CodedText.words(row.get("specialty"), locale),
        )


@strawberry.type(description="A place that gives care (FHIR R4 Organization).")
class Clinic:
    id: strawberry.ID
    name: CodedText
    address: str | None
    city: str | None
    phone: str | None

    @classmethod
    def of(cls, row: Row | None, locale: str) -> Self | None:
        """Make it from a directory row."""
        if row is None:
            return None
        return cls(
            id=strawberry.ID(row["id"]),
            name=CodedText.sure({"text": row["name"]}, locale),
            address=pick(row.get("address") or {}, locale)[0] or None,
            city=pick(row.get("city") or {}, locale)[0] or None,
            phone=row.get("phone"),
        )


def clinician_name(row: Row, locale: str) -> str | None:
    """Return the name of the row's clinician, if it names one."""
    found = row.get("clinician")
    return HumanName.of(found["names"], locale).text if found else None


def clinic_name(row: Row, locale: str) -> str | None:
    """Return the name of the row's clinic, if it names one."""
    found = row.get("clinic")
    return pick(found["name"], locale)[0] if found else None
