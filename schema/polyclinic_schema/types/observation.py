"""Measurements: value, reference range, where it lies, and how it went over time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Self

import strawberry

from polyclinic.access.scope import Scope
from polyclinic.kit.locale import pick
from polyclinic.records.model import Interpretation
from polyclinic_schema.context import Info
from polyclinic_schema.types.coded import CodedText

Row = Mapping[str, Any]

strawberry.enum(
    Interpretation, description="Where a value lies against its reference range; UNKNOWN when the laboratory gave none."
)


@strawberry.type(
    description="A number. `text` is the number exactly as the laboratory wrote it; `code` is a UCUM unit."
)
class QuantityValue:
    value: float
    text: str
    comparator: str | None
    unit: str | None
    code: str | None


@strawberry.type(description="A coded answer, such as a blood group.")
class CodedValue:
    coded: CodedText


@strawberry.type(description="An answer in words.")
class TextValue:
    text: str
    lang: str


ObservationValue = Annotated[QuantityValue | CodedValue | TextValue, strawberry.union("ObservationValue")]


@strawberry.type(description="What the laboratory calls usual, as it wrote it.")
class ReferenceRange:
    low: float | None
    high: float | None
    low_text: str | None
    high_text: str | None
    unit: str | None
    text: str | None

    @classmethod
    def of(cls, row: Row | None, locale: str) -> Self | None:
        """Make it from our `ReferenceRange`; None stays None."""
        if not row:
            return None
        low, high = row.get("low") or {}, row.get("high") or {}
        return cls(
            low=low.get("value"),
            high=high.get("value"),
            low_text=low.get("text"),
            high_text=high.get("text"),
            unit=low.get("unit") or high.get("unit"),
            text=pick(row.get("text") or {}, locale)[0] or None,
        )


@strawberry.type(description="One part of a measurement, such as the systolic pressure.")
class ObservationComponent:
    code: CodedText
    value: ObservationValue | None
    reference_range: ReferenceRange | None
    interpretation: Interpretation

    @classmethod
    def of(cls, row: Row, locale: str) -> Self:
        """Make it from our `Measured`."""
        return cls(
            code=CodedText.sure(row["code"], locale),
            value=value_of(row, locale),
            reference_range=ReferenceRange.of(row.get("range"), locale),
            interpretation=Interpretation(row["interpretation"]),
        )


@strawberry.type(description="One value on a trend line.")
class TrendPoint:
    id: strawberry.ID
    at: datetime
    date: str
    value: float
    text: str
    interpretation: Interpretation

    @classmethod
    def of(cls, row: Row) -> Self:
        """Make it from a row of `records.read.trends`."""
        return cls(
            id=strawberry.ID(row["id"]),
            at=row["at"],
            date=row["date"],
            value=row["quantity"]["value"],
            text=row["quantity"]["text"],
            interpretation=Interpretation(row["interpretation"]),
        )


@strawberry.type(
    description="One line, one unit, oldest first. `otherUnits` counts values left out because their unit differs."
)
class Trend:
    unit: str | None
    points: list[TrendPoint]
    other_units: int

    @classmethod
    def of(cls, rows: Sequence[Row], unit: str | None) -> Self:
        """Keep the values of one unit and count the rest."""
        same = [TrendPoint.of(row) for row in rows if row["quantity"].get("unit") == unit]
        return cls(unit=unit, points=same, other_units=len(rows) - len(same))


@strawberry.type(description="A measurement (FHIR R4 Observation). `date` is as recorded and may be partial.")
class Observation:
    id: strawberry.ID
    code: CodedText
    status: str
    at: datetime
    date: str
    value: ObservationValue | None
    reference_range: ReferenceRange | None
    interpretation: Interpretation
    components: list[ObservationComponent]
    row: strawberry.Private[Row]
    scope: strawberry.Private[Scope]

    @strawberry.field(description="The newest `last` values (1 to 100) of the same measurement in the same unit.")
    async def trend(self, info: Info, last: int = 20) -> Trend:
        return Trend.of(
            await info.context.trend(self.scope, self.row, last),
            (self.row["observed"].get("quantity") or {}).get("unit"),
        )

    @classmethod
    def of(cls, row: Row, locale: str, scope: Scope) -> Self:
        """Make it from a record row and the Scope that opened it."""
        observed = row["observed"]
        return cls(
            id=strawberry.ID(row["id"]),
            code=CodedText.sure(row["title"], locale),
            status=row.get("status") or "unknown",
            at=row["at"],
            date=row["date"],
            value=value_of(observed, locale),
            reference_range=ReferenceRange.of(observed.get("range"), locale),
            interpretation=Interpretation(observed["interpretation"]),
            components=[ObservationComponent.of(part, locale) for part in observed["components"]],
            row=row,
            scope=scope,
        )


def value_of(measured: Row, locale: str) -> QuantityValue | CodedValue | TextValue | None:
    """Return the value in its GraphQL type, or None when none was recorded."""
    if quantity := measured.get("quantity"):
        return QuantityValue(**{name: quantity.get(name) for name in ("value", "text", "comparator", "unit", "code")})
    if coded := measured.get("coded"):
        return CodedValue(coded=CodedText.sure(coded, locale))
    if measured.get("words"):
        text, lang = pick(measured["words"], locale)
        return TextValue(text=text, lang=lang)
    return None


def value_line(measured: Row, locale: str) -> str | None:
    """Return the value in one line, such as `6.1 mmol/L`; None when there is none."""
    match value_of(measured, locale):
        case QuantityValue() as number:
            return " ".join(part for part in (number.comparator, number.text, number.unit) if part)
        case CodedValue() as answer:
            return answer.coded.display
        case TextValue() as words:
            return words.text
        case _:
            return None
