"""Lean reads of the record: plain rows, only the fields a screen asks for, never the sealed bytes.

`shown` names imports that are visible though not yet settled (`records.visible.shown_imports`), read once a request.
"""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from polyclinic.access.scope import Scope
from polyclinic.clinics.directory import with_names
from polyclinic.kit import page
from polyclinic.kit.page import Page
from polyclinic.records.model import Record, RecordKind
from polyclinic.records.visible import addressed, known_id, visible

Row = dict[str, Any]
Shown = Sequence[str]

_BASE = (
    "patient_id",
    "data_class",
    "visible_from",
    "kind",
    "at",
    "date",
    "title",
    "status",
    "practitioner_id",
    "clinic_id",
)
FIELDS = dict.fromkeys((*_BASE, "replaces", "detail", "in_report", "observed", "report", "medication", "course"), 1)
_NEWEST = [("at", -1), ("_id", -1)]
HOME_MOST = 20
MEASURED = frozenset({RecordKind.RESULT, RecordKind.VITAL, RecordKind.SURVEY})


async def timeline(
    scope: Scope, shown: Shown, *, first: int, after: str | None, kinds: Collection[RecordKind] | None
) -> Page:
    """Return a page of everything in the record, newest first; what stands inside a report is shown there."""
    query = visible(scope, shown, frozenset(kinds) if kinds is not None else None)
    return await _page(scope, shown, {**query, "in_report": False}, first=first, after=after)


async def listed(
    scope: Scope, shown: Shown, kind: RecordKind, *, first: int, after: str | None = None, status: str | None = None
) -> Page:
    """Return a page of one kind, newest first, narrowed to a status where given."""
    query = {**visible(scope, shown, {kind}), "in_report": False}
    if status is not None:
        query["status"] = status
    return await _page(scope, shown, query, first=first, after=after)


async def results(scope: Scope, shown: Shown, *, first: int, after: str | None) -> Page:
    """Return a page of results with their observations, newest first: one more look-up for the whole page."""
    found = await listed(scope, shown, RecordKind.RESULT, first=first, after=after)
    return Page(await _with_observations(scope, shown, list(found.rows)), found.has_next)


async def result(scope: Scope, shown: Shown, result_id: str) -> Row | None:
    """Return a report or a lone measurement with its observations, or None."""
    rows = await with_names(await _by_ids(scope, shown, [result_id]), shown)
    return (await _with_observations(scope, shown, rows))[0] if rows else None


async def home(scope: Scope, shown: Shown) -> Row:
    """Return the newest result, active medicines and allergies: what the home page shows of the record."""
    newest, medicines, allergies = await asyncio.gather(
        results(scope, shown, first=1, after=None),
        listed(scope, shown, RecordKind.MEDICINE, first=HOME_MOST, status="active"),
        listed(scope, shown, RecordKind.ALLERGY, first=HOME_MOST),
    )
    return {"newest_result": next(iter(newest.rows), None), "medicines": medicines.rows, "allergies": allergies.rows}


async def trends(
    scope: Scope, shown: Shown, codes: Iterable[tuple[str | None, str]], *, last: int
) -> dict[tuple[str | None, str], list[Row]]:
    """Return, by (system, code), the newest `last` values of each measurement per unit, oldest first: one round trip."""
    wanted = sorted(set(codes), key=str)
    if not wanted:
        return {}
    stages = _trend_stages(visible(scope, shown, MEASURED), wanted, last)
    groups = await (await Record.get_pymongo_collection().aggregate(stages)).to_list()
    found: dict[tuple[str | None, str], list[Row]] = {key: [] for key in wanted}
    for group in groups:
        found[group["_id"].get("system"), group["_id"]["code"]].extend(reversed(group["points"]))
    return found


def _trend_stages(query: Row, wanted: Sequence[tuple[str | None, str]], last: int) -> list[Row]:
    line = {
        "id": {"$ifNull": ["$replaces", "$_id"]},
        "at": "$at",
        "date": "$date",
        "quantity": "$observed.quantity",
        "interpretation": "$observed.interpretation",
    }
    one_of = [{"title.system": system, "title.code": code} for system, code in wanted]
    by = {"system": "$title.system", "code": "$title.code", "unit": "$observed.quantity.unit"}
    newest = {"$topN": {"n": last, "sortBy": {"at": -1, "_id": -1}, "output": line}}
    return [
        {"$match": {"$and": [query, {"observed.quantity": {"$ne": None}, "$or": one_of}]}},
        {"$group": {"_id": by, "points": newest}},
        {"$sort": {"_id.unit": 1}},
    ]


async def _page(scope: Scope, shown: Shown, query: Row, *, first: int, after: str | None) -> Page:
    most = page.checked(first)
    query = {"$and": [query, page.after(after)]} if after else query
    rows = await Record.get_pymongo_collection().find(query, FIELDS).sort(_NEWEST).limit(most + 1).to_list()
    return Page(await with_names(_opened(scope, rows[:most]), shown), has_next=len(rows) > most)


async def _by_ids(scope: Scope, shown: Shown, ids: Sequence[str]) -> list[Row]:
    query = {"$and": [visible(scope, shown, MEASURED), addressed(ids, shown)]}
    return _opened(scope, await Record.get_pymongo_collection().find(query, FIELDS).to_list())


def _opened(scope: Scope, rows: Sequence[Row]) -> list[Row]:
    return [{**row, "id": known_id(row)} for row in scope.open(rows)]


async def _with_observations(scope: Scope, shown: Shown, rows: Sequence[Row]) -> Sequence[Row]:
    ids = [found for row in rows if row.get("report") for found in row["report"]["observation_ids"]]
    by_id = {row["id"]: row for row in await _by_ids(scope, shown, ids)} if ids else {}
    for row in rows:
        if row.get("report"):
            row["observations"] = [by_id[found] for found in row["report"]["observation_ids"] if found in by_id]
        else:
            row["observations"] = [row] if row.get("observed") else []
    return rows
