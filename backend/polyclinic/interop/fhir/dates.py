"""FHIR dates: kept as recorded; the instant that sorts them is the start of the period they name, in UTC."""

from collections.abc import Iterable
from datetime import UTC, datetime

from polyclinic.interop.fhir.errors import BadValueError
from polyclinic.interop.fhir.types import Period

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Where entries without any date stand: last. Their `date` is empty."""

_DATE_LENGTH = len("2019-03-01")
_MINUTE_END = 16
_SECOND_END = 19


def instant(date: str, path: str) -> datetime:
    """Return the start of a FHIR date or dateTime in UTC, cut to milliseconds; raise BadValueError for a day that does not exist."""
    try:
        return _read(date)
    except (ValueError, OverflowError) as wrong:
        raise BadValueError(path, f"`{date[:40]}` is not a date that exists") from wrong


def first_dated(candidates: Iterable[tuple[str, str | Period | None]]) -> tuple[str, datetime]:
    """Return `(date, at)` of the first candidate `(path, date or period)` that has one."""
    for path, candidate in candidates:
        where, date = (f"{path}.start", candidate.start) if isinstance(candidate, Period) else (path, candidate)
        if date:
            return date, instant(date, where)
    return "", UNDATED


def _read(date: str) -> datetime:
    if len(date) <= _DATE_LENGTH:
        return datetime.fromisoformat((date + "-01-01")[:_DATE_LENGTH]).replace(tzinfo=UTC)
    if date[_MINUTE_END:_SECOND_END] == ":60":  # a leap second: FHIR allows it, Python does not
        date = f"{date[:_MINUTE_END]}:59{date[_SECOND_END:]}"
    found = datetime.fromisoformat(_cut(date)).astimezone(UTC)
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def _cut(date: str) -> str:
    """Cut a fraction of a second to six digits, which is all that Python reads."""
    if len(date) <= _SECOND_END or date[_SECOND_END] != ".":
        return date
    digits = _SECOND_END + 1
    end = next((at for at in range(digits, len(date)) if not date[at].isdigit()), len(date))
    return date[:digits] + date[digits : min(end, digits + 6)].ljust(6, "0") + date[end:]
