"""Conditions, medicines, allergies and immunizations."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

import strawberry

from polyclinic.kit.locale import pick
from polyclinic_schema.types.clinic import clinic_name, clinician_name
from polyclinic_schema.types.coded import CodedText

Row = Mapping[str, Any]


@strawberry.type(description="A diagnosis or problem (FHIR R4 Condition). Dates are as recorded and may be partial.")
class Condition:
    id: strawberry.ID
    title: CodedText
    clinical_status: str | None
    onset: str | None
    abatement: str | None
    at: datetime
    date: str
    clinician: str | None

    @classmethod
    def of(cls, row: Row, locale: str) -> Self:
        """Make it from a record row with names."""
        course = row.get("course") or {}
        return cls(
            id=strawberry.ID(row["id"]),
            title=CodedText.sure(row["title"], locale),
            clinical_status=course.get("clinical_status"),
            onset=course.get("onset"),
            abatement=course.get("abatement"),
            at=row["at"],
            date=row["date"],
            clinician=clinician_name(row, locale),
        )


@strawberry.type(description="A prescription (FHIR R4 MedicationRequest).")
class Medicine:
    id: strawberry.ID
    title: CodedText
    status: str
    dosage: str | None
    date: str
    at: datetime
    prescriber: str | None
    reason: CodedText | None

    @classmethod
    def of(cls, row: Row, locale: str) -> Self:
        """Make it from a record row with names."""
        medication = row.get("medication") or {}
        return cls(
            id=strawberry.ID(row["id"]),
            title=CodedText.sure(row["title"], locale),
            status=row.get("status") or "unknown",
            dosage=pick(medication.get("dosage") or {}, locale)[0] or None,
            date=row["date"],
            at=row["at"],
            prescriber=clinician_name(row, locale),
            reason=CodedText.of(medication.get("reason"), locale),
        )


@strawberry.type(description="An allergy or intolerance (FHIR R4 AllergyIntolerance).")
class Allergy:
    id: strawberry.ID
    title: CodedText
    criticality: str | None
    categories: list[str]
    clinical_status: str | None
    date: str
    reactions: list[CodedText]

    @classmethod
    def of(cls, row: Row, locale: str) -> Self:
        """Make it from a record row."""
        course = row.get("course") or {}
        return cls(
            id=strawberry.ID(row["id"]),
            title=CodedText.sure(row["title"], locale),
            criticality=course.get("criticality"),
            categories=list(course.get("categories", ())),
            clinical_status=course.get("clinical_status"),
            date=row["date"],
            reactions=[CodedText.sure(found, locale) for found in course.get("reactions", ())],
        )


@strawberry.type(description="A vaccination (FHIR R4 Immunization).")
class Immunization:
    id: strawberry.ID
    title: CodedText
    status: str
    date: str
    at: datetime
    clinic: str | None

    @classmethod
    def of(cls, row: Row, locale: str) -> Self:
        """Make it from a record row with names."""
        return cls(
            id=strawberry.ID(row["id"]),
            title=CodedText.sure(row["title"], locale),
            status=row.get("status") or "unknown",
            date=row["date"],
            at=row["at"],
            clinic=clinic_name(row, locale),
        )
