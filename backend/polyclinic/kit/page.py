"""Pages of a list sorted newest first, by an opaque cursor that survives inserts (no offsets)."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from polyclinic.kit.errors import InvalidInputError

Row = dict[str, Any]
MOST = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows and whether more follow."""

    rows: Sequence[Row]
    has_next: bool


def cursor_of(row: Row) -> str:
    """Return the place of a row in the order (at descending, _id descending)."""
    ms = (row["at"] - _EPOCH) // timedelta(milliseconds=1)
    return base64.urlsafe_b64encode(f"{ms}|{row['_id']}".encode()).decode().rstrip("=")


def after(cursor: str | None) -> Row:
    """Return the condition for rows behind the cursor. Raises InvalidInputError for one we never gave out."""
    if cursor is None:
        return {}
    try:
        ms, found, row_id = (
            base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode().partition("|")
        )
        at = _EPOCH + timedelta(milliseconds=int(ms))
    except (binascii.Error, ValueError, OverflowError) as strange:
        raise InvalidInputError("after", "This page marker is not one of ours. Start from the first page.") from strange
    if not found:
        raise InvalidInputError("after", "This page marker is not one of ours. Start from the first page.")
    return {"$or": [{"at": {"$lt": at}}, {"at": at, "_id": {"$lt": row_id}}]}


def checked(first: int) -> int:
    """Return `first`, or raise InvalidInputError when it is not within 1..100."""
    if not 1 <= first <= MOST:
        raise InvalidInputError("first", f"Ask for 1 to {MOST} entries at a time.")
    return first
