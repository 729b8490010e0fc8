"""Send one notice: look again whether it still should go out, word it, hand it over, and note what happened."""

import asyncio

from polyclinic.inbox.model import Attempt, Notice, NoticeState
from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.people.challenge import forget_code
from polyclinic_notifications.channels.port import ChannelError, ChannelPort, Message, Receipt
from polyclinic_notifications.recipient import Dropped, Recipient, recipient_now
from polyclinic_notifications.render import render
from polyclinic_notifications.rules import Audience, MessageRule

PROVIDER_TIMEOUT_S = 10
"""Well under the lease, so that a slow provider does not make a second worker send too."""


async def send(notice: Notice, rule: MessageRule, *, channel: ChannelPort, keys: HouseKeys) -> None:
    """Bring the notice to its end; raise ChannelError when the provider refused and it should be tried again."""
    found = await recipient_now(notice, rule, keys=keys)
    if isinstance(found, Dropped):
        await _close(notice, NoticeState.DROPPED, found.reason)
    else:
        receipt = await _handed_over(notice, found, channel)
        await _note(notice, receipt=receipt)
        await _close(notice, NoticeState.SENT, None)
    if rule.audience is Audience.CHALLENGE:
        await forget_code(notice.recipient.partition(":")[2])


async def give_up(notice: Notice) -> None:
    """Close a notice that no provider would take."""
    await _close(notice, NoticeState.FAILED, "out-of-tries")


async def _handed_over(notice: Notice, to: Recipient, channel: ChannelPort) -> Receipt:
    message = Message(
        id=notice.id,
        kind=notice.kind,
        channel=notice.channel,
        to=to.to,
        text=render(notice.kind, to.locale, code=to.code),
        code=to.code,
        at=clock.now(),
    )
    try:
        async with asyncio.timeout(PROVIDER_TIMEOUT_S):
            return await channel.send(message)
    except (ChannelError, TimeoutError) as refused:
        reason = refused.reason if isinstance(refused, ChannelError) else "timeout"
        await _note(notice, error=reason)
        raise ChannelError(reason) from refused


async def _note(notice: Notice, *, receipt: Receipt | None = None, error: str | None = None) -> None:
    await Attempt(
        notice_id=notice.id,
        channel=notice.channel,
        at=clock.now(),
        accepted=receipt is not None,
        provider_id=receipt.provider_id if receipt else None,
        error=error,
    ).insert()


async def _close(notice: Notice, state: NoticeState, reason: str | None) -> None:
    await Notice.get_pymongo_collection().update_one(
        {"_id": notice.id, "state": NoticeState.PLANNED.value}, {"$set": {"state": state.value, "reason": reason}}
    )
