"""Where an imported document came from, its exact content, and how versions and unfinished imports are told apart."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pymongo
from beanie import Document
from pydantic import BaseModel, Field

from polyclinic.kit.ids import new_id

Row = dict[str, Any]


class Provenance(BaseModel):
    """Fields of every document that may come from outside.

    `content_hash` is the SHA-256 of the canonical JSON, `sealed` the exact bytes received, encrypted.
    `staged_by` marks a document of an unfinished import; `superseded_by` one that an unfinished import replaces,
    and `replaces` is, on the staged newer version, the id under which everybody knows the document.
    `identifiers` are blind indexes of `system|value`: they can be looked up, not read.
    """

    source: str
    source_type: str
    source_id: str
    identifiers: list[str] = Field(default_factory=list)
    version: int = 1
    content_hash: str = ""
    sealed: bytes = b""
    import_id: str | None = None
    staged_by: str | None = None
    superseded_by: str | None = None
    replaces: str | None = None


def provenance_indexes() -> list[pymongo.IndexModel]:
    """Two hospitals' `Patient/1` never merge: unique by source, type and id (and by the import that is still hidden)."""
    return [
        pymongo.IndexModel(
            [("source", 1), ("source_type", 1), ("source_id", 1), ("staged_by", 1)], unique=True, name="origin"
        ),
        pymongo.IndexModel(
            [("identifiers", 1)], name="identifiers", partialFilterExpression={"identifiers.0": {"$exists": True}}
        ),
        pymongo.IndexModel(
            [("staged_by", 1), ("_id", 1)],
            name="staged_order",
            partialFilterExpression={"staged_by": {"$type": "string"}},
        ),
        pymongo.IndexModel(
            [("superseded_by", 1)], name="superseded", partialFilterExpression={"superseded_by": {"$type": "string"}}
        ),
        pymongo.IndexModel(
            [("replaces", 1)], name="replaces", partialFilterExpression={"replaces": {"$type": "string"}}
        ),
    ]


def settled_or(shown: Sequence[str]) -> Row:
    """Return the condition that keeps hidden documents hidden and replaced ones out; `shown` are imports not yet settled."""
    if not shown:
        return {"staged_by": None}
    return {"staged_by": {"$in": [None, *shown]}, "superseded_by": {"$nin": list(shown)}}


def addressed(ids: Sequence[str], shown: Sequence[str]) -> Row:
    """Return the condition that finds documents by the ids everybody knows, visible ones only."""
    if not shown:
        return {"_id": {"$in": list(ids)}, "staged_by": None}
    either = [{"_id": {"$in": list(ids)}}, {"replaces": {"$in": list(ids), "$type": "string"}}]
    return {"$or": either, **settled_or(shown)}


def known_id(row: Row) -> str:
    """Return the id under which everybody knows this document, also while a newer version of it waits to be settled."""
    return str(row.get("replaces") or row["_id"])


class History(Document):
    """An older version of a document, kept whole. Unique by collection, document and version."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    collection: str
    document_id: str
    version: int
    patient_id: str | None = None
    replaced_at: datetime
    document: dict[str, Any]

    class Settings:
        """One row per version."""

        name = "history"
        indexes = (
            pymongo.IndexModel([("collection", 1), ("document_id", 1), ("version", 1)], unique=True, name="version"),
            pymongo.IndexModel([("patient_id", 1), ("replaced_at", -1)], name="patient"),
        )
