"""Pure rules of the record: where a value lies against what its laboratory calls usual."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from polyclinic.access.model import DataClass
from polyclinic.records.model import Interpretation, Quantity, RecordKind, ReferenceRange

# HL7 v3 ObservationInterpretation, grouped; `NEG`, `POS`, `S`, `R` and the like say nothing about usual and stay unknown.
_RECORDED = {
    "LL": Interpretation.CRITICAL_LOW,
    "HH": Interpretation.CRITICAL_HIGH,
    "LU": Interpretation.LOW,
    "LX": Interpretation.LOW,
    "L": Interpretation.LOW,
    "<": Interpretation.LOW,
    "HU": Interpretation.HIGH,
    "HX": Interpretation.HIGH,
    "H": Interpretation.HIGH,
    ">": Interpretation.HIGH,
    "AA": Interpretation.ABNORMAL,
    "A": Interpretation.ABNORMAL,
    "N": Interpretation.NORMAL,
}  # the order decides when several are recorded: the gravest first


def recorded_interpretation(codes: Iterable[str | None]) -> Interpretation:
    """Return what the laboratory itself said, the gravest of its codes; UNKNOWN when it said nothing we can group."""
    found = set(codes)
    return next((meaning for code, meaning in _RECORDED.items() if code in found), Interpretation.UNKNOWN)


def interpret(value: Quantity | None, usual: ReferenceRange | None) -> Interpretation:
    """Return where a value lies against its range: only what is certain, never critical.

    A bound belongs to the usual; another unit than the range's, or `<5` where 5 lies inside, is UNKNOWN.
    """
    if value is None or usual is None or not (usual.low or usual.high) or not _same_unit(value, usual):
        return Interpretation.UNKNOWN
    number = Decimal(value.text)
    low = Decimal(usual.low.text) if usual.low else None
    high = Decimal(usual.high.text) if usual.high else None
    if value.comparator in ("<", "<="):
        return _at_most(number, low, high, strictly=value.comparator == "<")
    if value.comparator in (">", ">="):
        return _at_least(number, low, high, strictly=value.comparator == ">")
    if value.comparator:
        return Interpretation.UNKNOWN
    if low is not None and number < low:
        return Interpretation.LOW
    return Interpretation.HIGH if high is not None and number > high else Interpretation.NORMAL


def _at_most(number: Decimal, low: Decimal | None, high: Decimal | None, *, strictly: bool) -> Interpretation:
    if low is not None:
        certainly_low = number <= low if strictly else number < low
        return Interpretation.LOW if certainly_low else Interpretation.UNKNOWN
    return Interpretation.NORMAL if high is not None and number <= high else Interpretation.UNKNOWN


def _at_least(number: Decimal, low: Decimal | None, high: Decimal | None, *, strictly: bool) -> Interpretation:
    if high is not None:
        certainly_high = number >= high if strictly else number > high
        return Interpretation.HIGH if certainly_high else Interpretation.UNKNOWN
    return Interpretation.NORMAL if low is not None and number >= low else Interpretation.UNKNOWN


def _same_unit(value: Quantity, usual: ReferenceRange) -> bool:
    ends = [end for end in (usual.low, usual.high) if end]
    if any(end.comparator for end in ends):
        return False
    return all(_agree(value, end) for end in ends)


def _agree(value: Quantity, end: Quantity) -> bool:
    if value.code and end.code:
        return value.code == end.code
    return not end.unit or not value.unit or value.unit == end.unit


class Release(NamedTuple):
    """Who may see a record, and from when."""

    data_class: DataClass
    visible_from: datetime


def released(kind: RecordKind) -> Release:  # noqa: ARG001 - which kinds are sensitive or held back is decided here, later
    """Return how an imported record is released: what another clinic has given out already is general and visible at once."""
    return Release(DataClass.GENERAL, datetime(1970, 1, 1, tzinfo=UTC))
