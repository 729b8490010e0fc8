"""Where an imported document came from, its exact content, and how versions and unfinished imports are told apart."""

from datetime import datetime
from typing import Any

import pymongo
from beanie import Document
from pydantic import BaseModel, Field

from polyclinic.kit.ids import new_id


class Provenance(BaseModel):
    """Fields of every document that may come from outside.

    `content_hash` is the SHA-256 of the canonical JSON, `sealed` the exact bytes received, encrypted.
    `staged_by` marks a document of an unfinished import; `superseded_by` one that an unfinished import replaces.
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


def provenance_indexes() -> list[pymongo.IndexModel]:
    """Two hospitals' `Patient/1` never merge: unique by source, type and id (and by the import that is still hidden)."""
    return [
        pymongo.IndexModel([("source", 1), ("source_type", 1), ("source_id", 1), ("staged_by", 1)], unique=True, name="origin"),
        pymongo.IndexModel([("identifiers", 1)], name="identifiers", partialFilterExpression={"identifiers.0": {"$exists": True}}),
        pymongo.IndexModel([("staged_by", 1)], name="staged", partialFilterExpression={"staged_by": {"$type": "string"}}),
        pymongo.IndexModel([("superseded_by", 1)], name="superseded", partialFilterExpression={"superseded_by": {"$type": "string"}}),
    ]


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
