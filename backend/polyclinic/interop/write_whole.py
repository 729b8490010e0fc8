"""Store a file of ordinary size in one transaction: documents, older versions, codes, log entries and the deed, or nothing.

Two imports of one source cannot overlap: each inserts an `active` Import of its source, which is unique, and takes `active` back
before it commits. A large import keeps it for as long as anything of it is hidden or unsettled, and so keeps this one out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pymongo
from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.access.scope import Scope, service_scopes
from polyclinic.interop.build import Built
from polyclinic.interop.mapping.registry import Stored
from polyclinic.interop.owner import this_process
from polyclinic.kit import clock
from polyclinic.kit.ids import new_id
from polyclinic.kit.provenance import History
from polyclinic.kit.work import Event, Intent, Kept, keep
from polyclinic.people.issue_activation_code import IssuedCode, store_codes
from polyclinic.records.events import RECORDS_IMPORTED
from polyclinic.records.model import Import, ImportState, Record

Row = dict[str, Any]

SERVICE = "service:import"


class StaleError(Exception):
    """Somebody else changed what this import had looked up; look again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one file changes. `marked` are observations already stored that its reports show."""

    import_id: str
    source: str
    file_hash: str
    built: Sequence[Built]
    codes: Sequence[IssuedCode]
    marked: frozenset[str]

    @property
    def patients(self) -> list[str]:
        """Return the patients whose data change."""
        return sorted({built.patient_id for built in self.built if built.patient_id})


async def write_whole(batch: Batch) -> None:
    """Store the batch, or raise StaleError, or DuplicateKeyError on `imports` when another import of the source is active."""
    intent = Intent(
        viewer=SERVICE,
        key=batch.import_id,
        verb="interop.import_fhir",
        input={"source": batch.source, "file": batch.file_hash},
    )

    async def change(session: AsyncClientSession) -> Kept:
        at = clock.now()
        await _enter(batch, at, session)
        scopes = await service_scopes("import", batch.patients, action="import", session=session)
        await write_documents(scopes, batch, at, session=session)
        await store_codes(scopes, batch.codes, session=session)
        await _leave(batch, at, session)
        return Kept({"import_id": batch.import_id}, (imported(batch.import_id, batch.patients, at),))

    await keep(intent, change)


def imported(import_id: str, patients: Sequence[str], at: datetime) -> Event:
    """Return the event of an import; a file about several patients names none of them."""
    patient_id = patients[0] if len(patients) == 1 else None
    return Event(type=RECORDS_IMPORTED, at=at, subject=import_id, patient_id=patient_id, actor=SERVICE)


async def write_documents(scopes: Sequence[Scope], batch: Batch, at: datetime, *, session: AsyncClientSession) -> None:
    """Insert what is new, put newer versions in the place of older ones, and keep those."""
    allowed = {scope.patient_id for scope in scopes}
    if not all(built.patient_id is None or built.patient_id in allowed for built in batch.built):
        raise ValueError("Patient data are written with a Scope on the patient.")
    for model in {built.model for built in batch.built}:
        mine = [built for built in batch.built if built.model is model]
        fresh = [built.row for built in mine if built.known is None]
        if fresh:
            await model.get_pymongo_collection().insert_many(fresh, session=session)
        await _replace(model, [built for built in mine if built.known], at, session)
    if batch.marked:
        shown = {"_id": {"$in": sorted(batch.marked)}, "patient_id": {"$in": sorted(allowed)}, "in_report": False}
        await Record.get_pymongo_collection().update_many(shown, {"$set": {"in_report": True}}, session=session)


async def _replace(model: Stored, changed: Sequence[Built], at: datetime, session: AsyncClientSession) -> None:
    if not changed:
        return
    # no Scope: write_documents has checked that there is one on every patient of the batch
    collection = model.get_pymongo_collection()
    expected = {built.row["_id"]: built.known.version for built in changed if built.known}
    older = await collection.find({"_id": {"$in": list(expected)}}, session=session).to_list()
    if {row["_id"]: row["version"] for row in older} != expected:
        raise StaleError
    rows = [history_row(collection.name, row, at) for row in older]
    await History.get_pymongo_collection().insert_many(rows, session=session)
    puts = [
        pymongo.ReplaceOne({"_id": built.row["_id"], "version": expected[built.row["_id"]]}, built.row)
        for built in changed
    ]
    if (await collection.bulk_write(puts, session=session)).matched_count != len(changed):
        raise StaleError


def history_row(collection: str, row: Row, at: datetime) -> Row:
    """Return an older version as it is kept."""
    return {
        "_id": new_id(),
        "v": 1,
        "collection": collection,
        "document_id": row["_id"],
        "version": row["version"],
        "patient_id": row.get("patient_id", row["_id"] if collection == "patients" else None),
        "replaced_at": at,
        "document": {**row, "superseded_by": None},
    }


async def _enter(batch: Batch, at: datetime, session: AsyncClientSession) -> None:
    row = import_row(batch.import_id, batch.source, at)
    await Import.get_pymongo_collection().insert_one(row, session=session)


async def _leave(batch: Batch, at: datetime, session: AsyncClientSession) -> None:
    done = {"state": ImportState.SETTLED.value, "active": False, "shown_at": at}
    await Import.get_pymongo_collection().update_one({"_id": batch.import_id}, {"$set": done}, session=session)


def import_row(import_id: str, source: str, at: datetime) -> Row:
    """Return an import that has begun."""
    return {
        "_id": import_id,
        "v": 1,
        "source": source,
        "state": ImportState.OPEN.value,
        "started_at": at,
        "beat_at": at,
        "shown_at": None,
        "active": True,
        "owner": this_process(),
    }
