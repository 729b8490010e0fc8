"""Results: a report with its measurements, or one measurement alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

import strawberry

from polyclinic.access.scope import Scope
from polyclinic_schema.types.clinic import clinic_name, clinician_name
from polyclinic_schema.types.coded import CodedText
from polyclinic_schema.types.observation import Observation


@strawberry.type(
    description="A result (FHIR R4 DiagnosticReport, or a lone Observation). `date` is as recorded and may be partial."
)
class Result:
    id: strawberry.ID
    title: CodedText
    status: str
    at: datetime
    date: str
    clinician: str | None
    clinic: str | None
    conclusion: CodedText | None
    observations: list[Observation]

    @classmethod
    def of(cls, row: Mapping[str, Any], locale: str, scope: Scope) -> Self:
        """Make it from a record row with its observations and the Scope that opened it."""
        return cls(
            id=strawberry.ID(row["id"]),
            title=CodedText.sure(row["title"], locale),
            status=row.get("status") or "unknown",
            at=row["at"],
            date=row["date"],
            clinician=clinician_name(row, locale),
            clinic=clinic_name(row, locale),
            conclusion=CodedText.words((row.get("report") or {}).get("conclusion"), locale),
            observations=[Observation.of(part, locale, scope) for part in row["observations"]],
        )
