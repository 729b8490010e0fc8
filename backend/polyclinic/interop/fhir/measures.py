"""Amounts as the laboratory wrote them: the number's own text is kept beside its value."""

import math
import re
from collections.abc import Sequence

from msgspec import Raw

from polyclinic.interop.fhir import texts
from polyclinic.interop.fhir.errors import BadValueError
from polyclinic.interop.fhir.types import CodeableConcept, Fhir, Quantity, Range, Ratio
from polyclinic.records import model as records

_NUMBER = re.compile(rb"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
_LONGEST = 60


class RangeRow(Fhir):
    """A reference range as FHIR has it."""

    low: Quantity | None = None
    high: Quantity | None = None
    text: str | None = None
    type: CodeableConcept | None = None


def number(raw: Raw, path: str) -> tuple[float, str] | None:
    """Return a JSON number as `(value, text as written)`; None where there is none."""
    text = bytes(raw)
    if text in (b"", b"null"):
        return None
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        raise BadValueError(path, "Expected a number")
    value = float(text)
    if math.isinf(value):
        raise BadValueError(path, "This number is too large")
    return value, text.decode()


def quantity(found: Quantity | None, path: str) -> records.Quantity | None:
    """Return an amount; None where it has no value."""
    read = number(found.value, f"{path}.value") if found else None
    if found is None or read is None:
        return None
    return records.Quantity(
        value=read[0], text=read[1], comparator=found.comparator, unit=found.unit or found.code, code=found.code
    )


def reference_range(rows: Sequence[RangeRow], language: str, path: str) -> records.ReferenceRange | None:
    """Return the range that says what is usual: the one of type `normal`, or an untyped one; other types are not it."""
    for index, row in enumerate(rows):
        if texts.first_code(row.type) in (None, "normal"):
            where = f"{path}[{index}]"
            low, high = quantity(row.low, f"{where}.low"), quantity(row.high, f"{where}.high")
            if low or high or row.text:
                text = texts.words(row.text, None, language)
                return records.ReferenceRange(low=low, high=high, text=text)
    return None


def range_words(found: Range, path: str) -> str:
    """Return two amounts as one text: `3 - 5 mg`."""
    low, high = quantity(found.low, f"{path}.low"), quantity(found.high, f"{path}.high")
    unit = next((end.unit for end in (high, low) if end and end.unit), None)
    numbers = " - ".join(end.text for end in (low, high) if end)
    return f"{numbers} {unit}" if unit else numbers


def ratio_words(found: Ratio, path: str) -> str:
    """Return a ratio as one text: `1:128`, `5 mg:1 mL`."""
    ends = (quantity(found.numerator, f"{path}.numerator"), quantity(found.denominator, f"{path}.denominator"))
    return ":".join(f"{end.text} {end.unit}" if end.unit else end.text for end in ends if end)
