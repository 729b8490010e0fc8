"""What the worker tests share: a channel that remembers, a turn of the worker, and things to tell."""

import asyncio
from typing import Any

from entering import enter
from factories import grant, patient
from hands import START
from polyclinic.access.scope import Viewer
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings
from polyclinic.kit.work import Event, Intent, Kept, keep
from polyclinic.people.model import Account
from polyclinic_notifications.channels.port import Message, Receipt
from polyclinic_notifications.worker import drain

Row = dict[str, Any]


class Remembering:
    """A channel that keeps what it was given, and can be told to fail."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.fail: BaseException | None = None
        self.after: BaseException | None = None

    async def send(self, message: Message) -> Receipt:
        if self.fail is not None:
            raise self.fail
        self.sent.append(message)
        if self.after is not None:
            raise self.after
        return Receipt(f"provider-{len(self.sent)}")


class Crash(BaseException):
    """The process is gone: nothing may catch this."""


async def turn(channel: Remembering, keys: HouseKeys) -> int:
    """Tell everything that is due now."""
    return await drain(channel=channel, keys=keys, stop=asyncio.Event())


async def only(database: Database, name: str) -> Row:
    """The one row of a collection."""
    [row] = await database[name].find({}).to_list()
    return row


async def happened(event_type: str, *, actor: str, patient_id: str | None = None) -> None:
    """Something happened: a deed with one event is due."""

    async def change(_: object) -> Kept:
        return Kept(
            {}, (Event(type=event_type, at=START, subject=patient_id or "x", patient_id=patient_id, actor=actor),)
        )

    await keep(Intent(viewer=actor, key=new_id(), verb="test"), change)


async def claimed_by(database: Database, keys: HouseKeys, settings: Settings, **fields: Any) -> Viewer:
    """Somebody entered and holds one record of their own; its claiming is due to be told."""
    viewer = (await enter(database, keys, settings)).viewer
    await database["deeds"].delete_many({})
    own = await patient(**fields)
    account = await Account.get(viewer.account_id)
    assert account is not None
    await grant(account, own)
    await happened("people.record_claimed", actor=viewer.account_id, patient_id=own.id)
    return viewer
