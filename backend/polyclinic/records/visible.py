"""What a reader may see of imports under way: nothing of a hidden one, all of a shown one."""

from typing import Any

from polyclinic.access.scope import Scope
from polyclinic.records.model import Import, ImportState

Row = dict[str, Any]


async def shown_imports() -> list[str]:
    """Return the imports that are shown but not yet settled; nearly always none."""
    rows = await Import.get_pymongo_collection().find({"state": ImportState.SHOWN}, {"_id": 1}).to_list()
    return [row["_id"] for row in rows]


def settled_or(shown: list[str]) -> Row:
    """Return the condition that keeps hidden documents hidden and replaced ones out."""
    if not shown:
        return {"staged_by": None}
    return {"staged_by": {"$in": [None, *shown]}, "superseded_by": {"$nin": shown}}


async def visible(scope: Scope) -> Row:
    """Return the query every read of records begins with."""
    return {**scope.filter, **settled_or(await shown_imports())}
