"""One use-case, one transaction: the record and one deed (idempotency, events, the act for the log) are kept together or not at all."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
import pymongo
from beanie import Document
from pydantic import BaseModel, Field
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import DuplicateKeyError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from polyclinic.kit import clock
from polyclinic.kit.errors import IdempotencyMismatchError
from polyclinic.kit.ids import new_id


class Event(BaseModel):
    """Something that happened, in the past tense, ids only."""

    type: str
    v: int = 1
    at: datetime
    subject: str
    patient_id: str | None = None
    clinic_id: str | None = None
    actor: str
    cause: str | None = None


class Deed(Document):
    """What somebody did: outbox, idempotency record and act log in one document."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    viewer: str
    key: str
    verb: str
    patient_id: str | None = None
    input_hash: str
    answer: dict[str, Any]
    events: list[Event]
    at: datetime
    due: bool
    lease_until: datetime | None = None
    tries: int = 0

    class Settings:
        """Unique by viewer and key; the worker looks only at what is due."""

        name = "deeds"
        indexes = (
            pymongo.IndexModel([("viewer", 1), ("key", 1)], unique=True, name="once"),
            pymongo.IndexModel([("at", 1)], partialFilterExpression={"due": True}, name="outbox"),
            pymongo.IndexModel([("patient_id", 1), ("at", -1)], name="acts"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """Who wants what, under which idempotency key. `input` is hashed, never stored."""

    viewer: str
    key: str
    verb: str
    input: dict[str, Any] = field(default_factory=dict)
    patient_id: str | None = None

    @property
    def input_hash(self) -> str:
        """Return the SHA-256 of verb and input in canonical JSON."""
        return hashlib.sha256(orjson.dumps([self.verb, self.input], option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """What a use-case leaves behind: the answer's reference (ids, never secrets) and its events."""

    answer: dict[str, Any]
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer, and whether it was given before."""

    answer: dict[str, Any]
    replayed: bool


Change = Callable[[AsyncClientSession], Awaitable[Kept]]


async def keep(intent: Intent, change: Change) -> Outcome:
    """Run `change` and write its deed in one transaction; replay the answer when this intent was kept before.

    Raises IdempotencyMismatchError when the key was used for another input.
    """
    if before := await earlier(intent):
        return before
    client = Deed.get_pymongo_collection().database.client
    try:
        async with client.start_session() as session:
            kept = await session.with_transaction(
                lambda active: _once(intent, change, active),
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority", j=True),
            )
    except DuplicateKeyError:
        if before := await earlier(intent):
            return before
        raise
    return Outcome(kept.answer, replayed=False)


async def earlier(intent: Intent) -> Outcome | None:
    """Return the answer this intent was given before; for use-cases that count tries and must not count a repetition."""
    found = await Deed.find_one(Deed.viewer == intent.viewer, Deed.key == intent.key)
    if found is None:
        return None
    if found.input_hash != intent.input_hash:
        raise IdempotencyMismatchError
    return Outcome(found.answer, replayed=True)


async def _once(intent: Intent, change: Change, session: AsyncClientSession) -> Kept:
    kept = await change(session)
    deed = Deed(
        viewer=intent.viewer,
        key=intent.key,
        verb=intent.verb,
        patient_id=intent.patient_id,
        input_hash=intent.input_hash,
        answer=kept.answer,
        events=list(kept.events),
        at=clock.now(),
        due=bool(kept.events),
    )
    await deed.insert(session=session)
    return kept
