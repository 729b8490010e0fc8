"""From an event and its rule to a notice: once per event, recipient and channel, however often the deed is leased."""

from typing import Any

import pymongo

from polyclinic.inbox.model import Notice, NoticeState
from polyclinic.kit import clock
from polyclinic.kit.ids import new_id
from polyclinic.kit.work import Deed, Event
from polyclinic_notifications.rules import Audience, MessageRule


def recipient_of(event: Event, rule: MessageRule) -> str:
    """Return whom the message is for, as an id: a phone number is looked up only when it is sent."""
    of_whom = event.subject if rule.audience is Audience.CHALLENGE else event.actor
    return f"{'challenge' if rule.audience is Audience.CHALLENGE else 'account'}:{of_whom}"


async def planned(deed: Deed, index: int, rule: MessageRule) -> Notice:
    """Return the notice of the deed's event at `index`, made now or by an earlier worker that did not get to the end."""
    event = deed.events[index]
    once = {
        "deed_id": deed.id,
        "event_index": index,
        "recipient": recipient_of(event, rule),
        "channel": rule.channel.value,
    }
    fresh = {
        "_id": new_id(),
        "v": 1,
        "kind": rule.kind,
        "patient_id": event.patient_id,
        "state": NoticeState.PLANNED.value,
        "reason": None,
        "created_at": clock.now(),
    }
    row: Any = await Notice.get_pymongo_collection().find_one_and_update(
        once, {"$setOnInsert": fresh}, upsert=True, return_document=pymongo.ReturnDocument.AFTER
    )
    notice: Notice = Notice.model_validate(row)
    return notice
