"""Sessions, grants and the access log."""

from datetime import datetime
from enum import StrEnum

import pymongo
from beanie import Document
from pydantic import Field

from polyclinic.kit.ids import new_id


class DataClass(StrEnum):
    """Kinds of information that are released separately. GENERAL is everything that is not sensitive."""

    GENERAL = "general"
    HIV = "hiv"
    STI = "sti"
    PREGNANCY = "pregnancy"
    GENETICS = "genetics"
    ABUSE = "abuse"
    MENTAL_HEALTH = "mental-health"
    ADDICTION = "addiction"


class GrantScope(StrEnum):
    """What a grant allows."""

    BOOK = "book"
    SEE_RESULTS = "see-results"
    SEE_NOTES = "see-notes"
    MESSAGE = "message"
    TRIAGE = "triage"
    MANAGE = "manage"


class Relation(StrEnum):
    """What the patient is to the viewer: my own record, my child, my parent."""

    SELF = "self"
    CHILD = "child"
    PARENT = "parent"
    SPOUSE = "spouse"
    GRANDPARENT = "grandparent"
    OTHER = "other"


class Purpose(StrEnum):
    """Why somebody looks (HL7 PurposeOfUse in our words)."""

    OWN = "own"
    FAMILY = "family"
    SERVICE = "service"


class Session(Document):
    """One signed-in device: a refresh family. `current` and `previous` are token hashes, never tokens."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    account_id: str
    device_id: str
    current: str
    previous: str | None = None
    rotated_at: datetime
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    class Settings:
        """Looked up by id on every request, by account when somebody ends all sessions."""

        name = "sessions"
        indexes = (
            pymongo.IndexModel([("account_id", 1), ("revoked_at", 1)], name="account"),
            pymongo.IndexModel([("expires_at", 1)], expireAfterSeconds=86400 * 30, name="sweep"),
        )


class Grant(Document):
    """An account's right to act for a patient: scopes x data classes x period."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    account_id: str
    patient_id: str
    relation: Relation
    scopes: list[GrantScope]
    classes: list[DataClass]
    starts_at: datetime
    ends_at: datetime | None = None
    revoked_at: datetime | None = None

    class Settings:
        """One living grant per account and patient."""

        name = "grants"
        indexes = (
            pymongo.IndexModel(
                [("account_id", 1), ("patient_id", 1)],
                unique=True,
                name="living",
                partialFilterExpression={"revoked_at": None},
            ),
            pymongo.IndexModel([("patient_id", 1)], name="patient"),
        )


class LogEntry(Document):
    """One look at a patient's data: who, when, why, through what. Ids only; written before the answer leaves."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    at: datetime
    actor: str
    session_id: str | None = None
    patient_id: str
    relation: Relation | None = None
    purpose: Purpose
    action: str

    class Settings:
        """The patient reads it newest first."""

        name = "access_log"
        indexes = (pymongo.IndexModel([("patient_id", 1), ("at", -1)], name="patient"),)


DOCUMENTS = (Session, Grant, LogEntry)
