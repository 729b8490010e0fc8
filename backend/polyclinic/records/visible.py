"""What a reader may see: the kinds a grant opens, nothing of a hidden import, all of a shown one, no entry made in error."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from polyclinic.access.model import GrantScope
from polyclinic.access.scope import Scope
from polyclinic.kit.provenance import addressed, known_id, settled_or
from polyclinic.records.model import Import, ImportState, RecordKind

Row = dict[str, Any]

__all__ = ["addressed", "known_id", "settled_or", "shown_imports", "visible"]

NOTES = frozenset(
    {
        RecordKind.VISIT,
        RecordKind.DOCUMENT,
        RecordKind.CARE_PLAN,
        RecordKind.GOAL,
        RecordKind.CARE_TEAM,
        RecordKind.REFERRAL,
    }
)


def kinds_for(scopes: AbstractSet[GrantScope]) -> frozenset[RecordKind]:
    """Return the kinds a grant opens: notes with SEE_NOTES, everything else with SEE_RESULTS."""
    notes = NOTES if GrantScope.SEE_NOTES in scopes else frozenset()
    results = frozenset(RecordKind) - NOTES if GrantScope.SEE_RESULTS in scopes else frozenset()
    return notes | results


async def shown_imports() -> list[str]:
    """Return the imports that are shown but not yet settled; nearly always none."""
    rows = await Import.get_pymongo_collection().find({"state": ImportState.SHOWN}, {"_id": 1}).to_list()
    return [row["_id"] for row in rows]


def visible(scope: Scope, shown: Sequence[str], kinds: AbstractSet[RecordKind] | None = None) -> Row:
    """Return the query every read of records begins with, narrowed to `kinds` where given; `shown` from `shown_imports`."""
    allowed = kinds_for(scope.scopes) & (frozenset(RecordKind) if kinds is None else kinds)
    return {
        **scope.filter,
        **settled_or(shown),
        "kind": {"$in": sorted(allowed)},
        "status": {"$ne": "entered-in-error"},
    }
