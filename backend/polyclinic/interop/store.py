"""What the database already holds of a file's resources and of what they refer to: a few look-ups for the whole file."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from polyclinic.interop.catalogue import Catalogue, Origin
from polyclinic.interop.mapping.registry import document_for
from polyclinic.interop.references import Named, parse
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.seal import blind_index
from polyclinic.people.patient_key import new_patient_key, open_patient_key

Row = dict[str, Any]

_AT_ONCE = 1000
_FIELDS = {"source_id": 1, "version": 1, "content_hash": 1, "wrapped_key": 1, "in_report": 1, "identifiers": 1}


class Known(NamedTuple):
    """A document that is there already."""

    id: str
    version: int
    content_hash: bytes
    in_report: bool


class PatientKey(NamedTuple):
    """A patient's key, open and as it is kept."""

    key: bytes
    wrapped: bytes


@dataclass(slots=True)
class Store:
    """`ids` are our ids by entry number, new or known; `outside` leads from references out of the file to our ids."""

    ids: list[str] = field(default_factory=list)
    known: dict[int, Known] = field(default_factory=dict)
    outside: dict[str, tuple[str, str]] = field(default_factory=dict)
    patient_keys: dict[str, PatientKey] = field(default_factory=dict)


def identifier_index(keys: HouseKeys, identifier: str) -> str:
    """Return the blind index of a `system|value` identifier: passports and insurance numbers are looked up, never read."""
    return blind_index(keys.index, "identifier", identifier)


async def look_up(catalogue: Catalogue, source: str, keys: HouseKeys) -> Store:
    """Return what is known of the file's resources. The ids of all are decided here, so that anything can refer to anything."""
    store, rows = Store(ids=[""] * len(catalogue.origins)), {}
    async for origin, row in _by_origin(catalogue.origins, source):
        number = catalogue.number_by_origin(origin)
        if number is None:
            continue
        store.ids[number] = row["_id"]
        store.known[number] = Known(
            row["_id"], row["version"], bytes.fromhex(row["content_hash"]), row.get("in_report", False)
        )
        if origin.type == "Patient":
            rows[row["_id"]] = row
    for number, origin in enumerate(catalogue.origins):
        store.ids[number] = store.ids[number] or new_id()
        if origin.type == "Patient":
            patient_id = store.ids[number]
            store.patient_keys[patient_id] = _patient_key(keys, patient_id, rows.get(patient_id))
    await _outside(store, catalogue, source, keys)
    return store


async def _outside(store: Store, catalogue: Catalogue, source: str, keys: HouseKeys) -> None:
    named = {
        reference: found
        for reference in catalogue.outside
        if (found := parse(reference)) and _ours(found, source, catalogue)
    }
    wanted = {Origin(one.type, one.id) for one in named.values() if one.id}
    by_origin = {origin: row async for origin, row in _by_origin(wanted, source)}
    by_identifier = await _by_identifier([one for one in named.values() if one.identifier], source, keys)
    for reference, one in named.items():
        row = by_origin.get(Origin(one.type, one.id)) if one.id else by_identifier.get((one.type, one.identifier or ""))
        if row is None:
            continue
        store.outside[reference] = (one.type, row["_id"])
        if one.type == "Patient":
            store.patient_keys[row["_id"]] = _patient_key(keys, row["_id"], row)


def _ours(named: Named, source: str, catalogue: Catalogue) -> bool:
    return named.is_supported and (named.base is None or named.base == source or named.base in catalogue.bases)


async def _by_origin(origins: Iterable[Origin], source: str) -> AsyncIterator[tuple[Origin, Row]]:
    ids_of: dict[str, list[str]] = {}
    for origin in origins:
        ids_of.setdefault(origin.type, []).append(origin.id)
    for resource_type, ids in ids_of.items():
        # no Scope: an import asks whether it knows the document, before it is known whose it is
        collection = document_for(resource_type).get_pymongo_collection()
        for some in _parts(ids):
            query = {"source": source, "source_type": resource_type, "source_id": {"$in": some}, "staged_by": None}
            async for row in collection.find(query, _FIELDS):
                yield Origin(resource_type, row["source_id"]), row


async def _by_identifier(wanted: Sequence[Named], source: str, keys: HouseKeys) -> Mapping[tuple[str, str], Row]:
    """Return the one document per identifier; where several bear it, none: a reference must not guess."""
    found: dict[tuple[str, str], Row] = {}
    for resource_type in {one.type for one in wanted}:
        index = {
            identifier_index(keys, one.identifier or ""): one.identifier or ""
            for one in wanted
            if one.type == resource_type
        }
        # no Scope: an import asks whether it knows the document, before it is known whose it is
        collection = document_for(resource_type).get_pymongo_collection()
        twice: set[tuple[str, str]] = set()
        for some in _parts(list(index)):
            within = {"identifiers": {"$in": some}, "identifiers.0": {"$exists": True}}
            query = {"source": source, "source_type": resource_type, "staged_by": None, **within}
            async for row in collection.find(query, _FIELDS):
                for blind in row["identifiers"]:
                    if blind in index:
                        key = (resource_type, index[blind])
                        twice |= {key} if key in found else set()
                        found[key] = row
        for key in twice:
            del found[key]
    return found


def _patient_key(keys: HouseKeys, patient_id: str, row: Row | None) -> PatientKey:
    if row is None:
        return PatientKey(*new_patient_key(keys, patient_id))
    return PatientKey(open_patient_key(keys, patient_id, row["wrapped_key"]), row["wrapped_key"])


def _parts(found: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(found)
    while part := list(islice(rest, _AT_ONCE)):
        yield part
