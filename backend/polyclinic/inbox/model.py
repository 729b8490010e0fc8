"""Notices and the attempts to deliver them."""

from datetime import datetime
from enum import StrEnum

import pymongo
from beanie import Document
from pydantic import Field

from polyclinic.kit.ids import new_id


class Channel(StrEnum):
    """How a person can be reached."""

    PUSH = "push"
    SMS = "sms"
    EMAIL = "email"


class NoticeState(StrEnum):
    """The life of a notice."""

    PLANNED = "planned"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Notice(Document):
    """One thing to tell one person. Its words are made late, from fresh state; none are stored here."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    deed_id: str
    event_index: int
    kind: str
    channel: Channel
    recipient: str
    patient_id: str | None = None
    state: NoticeState = NoticeState.PLANNED
    reason: str | None = None
    created_at: datetime

    class Settings:
        """Once per event, recipient and channel."""

        name = "notices"
        indexes = (
            pymongo.IndexModel(
                [("deed_id", 1), ("event_index", 1), ("recipient", 1), ("channel", 1)], unique=True, name="once"
            ),
        )


class Attempt(Document):
    """One try at a provider: accepted or refused, and why. No message text."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    notice_id: str
    channel: Channel
    at: datetime
    accepted: bool
    provider_id: str | None = None
    error: str | None = None

    class Settings:
        """Listed by notice."""

        name = "attempts"
        indexes = (pymongo.IndexModel([("notice_id", 1), ("at", 1)], name="notice"),)


DOCUMENTS = (Notice, Attempt)
