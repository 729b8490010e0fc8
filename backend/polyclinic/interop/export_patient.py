"""Give a patient's whole record back as a FHIR R4 bundle: every resource byte for byte as it came."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import orjson
from beanie import Document

from polyclinic.access.scope import Scope
from polyclinic.clinics.model import Clinic, Practitioner
from polyclinic.kit.errors import DomainError, NotFoundError
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.provenance import addressed, known_id
from polyclinic.kit.seal import unseal
from polyclinic.people.model import Patient
from polyclinic.people.patient_key import house_key, open_patient_key, place
from polyclinic.records.model import Record
from polyclinic.records.visible import shown_imports, visible

Row = dict[str, Any]

_AT_ONCE = 500
_FIELDS = {"sealed": 1, "source": 1, "source_type": 1, "source_id": 1, "version": 1, "replaces": 1}


class RecordChangedError(DomainError):
    """An import replaced part of the record while it was being exported."""

    code = "RECORD_CHANGED"

    def __init__(self) -> None:
        super().__init__("The record was changed while it was being exported. Please export it again.")


async def export_patient(scope: Scope, keys: HouseKeys) -> AsyncIterator[bytes]:
    """Yield a collection bundle piece by piece: the patient, the clinics and clinicians named, then the records, oldest first.

    Raises NotFoundError when there is no such patient, RecordChangedError when the record changed on the way.
    """
    shown = await shown_imports()
    patient = await _patient(scope, shown)
    key = open_patient_key(keys, scope.patient_id, patient["wrapped_key"])
    fields = {"practitioner_id": 1, "clinic_id": 1}
    rows = (
        await Record.get_pymongo_collection()
        .find(visible(scope, shown), fields)
        .sort([("at", 1), ("_id", 1)])
        .to_list()
    )
    yield b'{"resourceType":"Bundle","type":"collection","entry":[' + _entry(Patient, patient, key)
    for model, field in ((Clinic, "clinic_id"), (Practitioner, "practitioner_id")):
        named = sorted({row[field] for row in rows if row.get(field)})
        async for row in _by_known_id(model, named, shown):
            yield b"," + _entry(model, row, house_key(keys))
    for start in range(0, len(rows), _AT_ONCE):
        for row in await _records(scope, [row["_id"] for row in rows[start : start + _AT_ONCE]]):
            yield b"," + _entry(Record, row, key)
    yield b"]}"


async def _patient(scope: Scope, shown: Sequence[str]) -> Row:
    query = addressed([scope.patient_id], shown)
    found: Row | None = await Patient.get_pymongo_collection().find_one(query, {**_FIELDS, "wrapped_key": 1})
    if found is None or not found["sealed"]:
        raise NotFoundError
    return found


async def _records(scope: Scope, ids: Sequence[str]) -> list[Row]:
    query = {"_id": {"$in": list(ids)}, "patient_id": scope.patient_id}
    found = {row["_id"]: row async for row in Record.get_pymongo_collection().find(query, _FIELDS)}
    if len(found) != len(ids):
        raise RecordChangedError
    return [found[wanted] for wanted in ids if found[wanted]["sealed"]]


async def _by_known_id(model: type[Document], ids: Sequence[str], shown: Sequence[str]) -> AsyncIterator[Row]:
    # no Scope: clinics and clinicians alone, which are no patient's data
    for start in range(0, len(ids), _AT_ONCE):
        async for row in model.get_pymongo_collection().find(addressed(ids[start : start + _AT_ONCE], shown), _FIELDS):
            if row["sealed"]:
                yield row


def _entry(model: type[Document], row: Row, key: bytes) -> bytes:
    content = unseal(key, row["sealed"], place(model.get_collection_name(), known_id(row), row["version"]))
    return b'{"fullUrl":' + orjson.dumps(_full_url(row)) + b',"resource":' + content + b"}"


def _full_url(row: Row) -> str:
    """Return the address under which the source's own references find the resource."""
    source, source_id = row["source"], row["source_id"]
    if source.startswith(("http://", "https://")):
        return f"{source}/{row['source_type']}/{source_id}"
    try:
        return UUID(source_id.removeprefix("urn:uuid:")).urn
    except ValueError:
        return f"urn:polyclinic:{source}:{row['source_type']}/{source_id}"
