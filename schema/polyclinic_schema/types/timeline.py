"""One line of the record, whatever it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

import strawberry

from polyclinic.kit.locale import pick
from polyclinic.records.model import Interpretation, RecordKind
from polyclinic.records.read import MEASURED
from polyclinic_schema.types.clinic import clinic_name, clinician_name
from polyclinic_schema.types.coded import CodedText
from polyclinic_schema.types.observation import value_line

strawberry.enum(RecordKind, description="What an entry of the record is to its reader.")


@strawberry.type(
    description="One line of the record. `date` is as recorded and may be partial (2019, 2019-03); `resultId` opens the result page."
)
class TimelineEntry:
    id: strawberry.ID
    kind: RecordKind
    at: datetime
    date: str
    title: CodedText
    status: str | None
    detail: str | None
    clinician: str | None
    clinic: str | None
    interpretation: Interpretation
    result_id: strawberry.ID | None

    @classmethod
    def of(cls, row: Mapping[str, Any], locale: str) -> Self:
        """Make it from a record row with names."""
        observed = row.get("observed") or {}
        kind = RecordKind(row["kind"])
        return cls(
            id=strawberry.ID(row["id"]),
            kind=kind,
            at=row["at"],
            date=row["date"],
            title=CodedText.sure(row["title"], locale),
            status=row.get("status"),
            detail=value_line(observed, locale) or pick(row.get("detail") or {}, locale)[0] or None,
            clinician=clinician_name(row, locale),
            clinic=clinic_name(row, locale),
            interpretation=Interpretation(observed.get("interpretation", Interpretation.UNKNOWN)),
            result_id=strawberry.ID(row["id"]) if kind in MEASURED else None,
        )
