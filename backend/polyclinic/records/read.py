"""Lean reads of the record: plain rows, only the fields a screen asks for, never the sealed bytes."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from polyclinic.access.scope import Scope
from polyclinic.clinics.directory import with_names
from polyclinic.kit import page
from polyclinic.kit.page import Page
from polyclinic.records.model import Record, RecordKind
from polyclinic.records.visible import visible

Row = dict[str, Any]

_BASE = ("patient_id", "data_class", "visible_from", "kind", "at", "date", "title", "status", "practitioner_id", "clinic_id")
FIELDS = dict.fromkeys((*_BASE, "detail", "in_report", "observed", "report", "medication", "course"), 1)
_NEWEST = [("at", -1), ("_id", -1)]
HOME_MOST = 20
MEASURED = frozenset({RecordKind.RESULT, RecordKind.VITAL, RecordKind.SURVEY})


async def timeline(scope: Scope, *, first: int, after: str | None, kinds: Collection[RecordKind] | None) -> Page:
    """Return a page of everything in the record, newest first; what stands inside a report is shown there."""
    query = await visible(scope, frozenset(kinds) if kinds is not None else None)
    return await _page(scope, {**query, "in_report": False}, first=first, after=after)


async def listed(scope: Scope, kind: RecordKind, *, first: int, after: str | None, status: str | None = None) -> Page:
    """Return a page of one kind, newest first, narrowed to a status where given."""
    query = {**await visible(scope, {kind}), "in_report": False}
    if status is not None:
        query["status"] = status
    return await _page(scope, query, first=first, after=after)


async def result(scope: Scope, result_id: str) -> Row | None:
    """Return a report or a lone measurement with its observations, or None."""
    query = {**await visible(scope, MEASURED), "_id": result_id}
    rows = list(scope.open(await Record.get_pymongo_collection().find(query, FIELDS).limit(1).to_list()))
    return (await _with_observations(scope, await with_names(rows)))[0] if rows else None


async def home(scope: Scope) -> Row:
    """Return the newest result, active medicines and allergies: what the home page shows of the record."""
    newest, medicines, allergies = await asyncio.gather(
        listed(scope, RecordKind.RESULT, first=1, after=None),
        listed(scope, RecordKind.MEDICINE, first=HOME_MOST, after=None, status="active"),
        listed(scope, RecordKind.ALLERGY, first=HOME_MOST, after=None),
    )
    found = await _with_observations(scope, list(newest.rows))
    return {"newest_result": found[0] if found else None, "medicines": medicines.rows, "allergies": allergies.rows}


async def trends(scope: Scope, codes: Iterable[tuple[str | None, str]], *, last: int) -> dict[tuple[str | None, str], list[Row]]:
    """Return, by (system, code), the newest `last` values of each measurement in every unit, oldest first: one round trip."""
    wanted = sorted(set(codes), key=str)
    if not wanted:
        return {}
    line = {"id": "$_id", "at": "$at", "date": "$date", "quantity": "$observed.quantity", "interpretation": "$observed.interpretation"}
    stages = [
        {
            "$match": {
                **await visible(scope, MEASURED),
                "observed.quantity": {"$ne": None},
                "$or": [{"title.system": system, "title.code": code} for system, code in wanted],
            }
        },
        {
            "$group": {
                "_id": {"system": "$title.system", "code": "$title.code", "unit": "$observed.quantity.unit"},
                "points": {"$topN": {"n": last, "sortBy": {"at": -1, "_id": -1}, "output": line}},
            }
        },
        {"$sort": {"_id.unit": 1}},
    ]
    groups = await (await Record.get_pymongo_collection().aggregate(stages)).to_list()
    found: dict[tuple[str | None, str], list[Row]] = {key: [] for key in wanted}
    for group in groups:
        found[group["_id"].get("system"), group["_id"]["code"]].extend(reversed(group["points"]))
    return found


async def _page(scope: Scope, query: Row, *, first: int, after: str | None) -> Page:
    most = page.checked(first)
    query = {"$and": [query, page.after(after)]} if after else query
    rows = await Record.get_pymongo_collection().find(query, FIELDS).sort(_NEWEST).limit(most + 1).to_list()
    shown = await with_names(list(scope.open(rows[:most])))
    return Page(shown, has_next=len(rows) > most)


async def _with_observations(scope: Scope, rows: Sequence[Row]) -> Sequence[Row]:
    ids = [found for row in rows if row.get("report") for found in row["report"]["observation_ids"]]
    by_id: dict[str, Row] = {}
    if ids:
        query = {**await visible(scope, MEASURED), "_id": {"$in": ids}}
        by_id = {row["_id"]: row for row in scope.open(await Record.get_pymongo_collection().find(query, FIELDS).to_list())}
    for row in rows:
        if row.get("report"):
            row["observations"] = [by_id[found] for found in row["report"]["observation_ids"] if found in by_id]
        else:
            row["observations"] = [row] if row.get("observed") else []
    return rows
