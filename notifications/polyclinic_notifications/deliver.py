"""Tell the events of one leased deed: rule, plan, send; then the deed leaves the outbox, or waits for another try."""

from pymongo.errors import PyMongoError

from polyclinic.inbox.model import NoticeState
from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.log import logger
from polyclinic.kit.work import Deed
from polyclinic_notifications.channels.port import ChannelPort
from polyclinic_notifications.lease import finish, put_back
from polyclinic_notifications.plan import planned
from polyclinic_notifications.rules import RULES, MessageRule
from polyclinic_notifications.send import give_up, send

_LOG = logger("notifications")


class UnknownEventError(Exception):
    """An event of a newer release: a newer worker will know what to do with it."""


async def deliver(deed: Deed, *, channel: ChannelPort, keys: HouseKeys) -> None:
    """Tell all events of the deed; whatever goes wrong with one deed, the next one gets its turn."""
    try:
        for index in range(len(deed.events)):
            await _tell(deed, index, channel=channel, keys=keys)
    except PyMongoError:
        raise  # the database is away: the lease runs out by itself
    except Exception as wrong:  # noqa: BLE001 - one bad deed must not stop the worker
        await _later(deed, wrong)
    else:
        await finish(deed)


async def _tell(deed: Deed, index: int, *, channel: ChannelPort, keys: HouseKeys) -> None:
    rule = _rule_of(deed.events[index].type)
    if rule is None:
        return
    notice = await planned(deed, index, rule)
    if notice.state is NoticeState.PLANNED:
        await send(notice, rule, channel=channel, keys=keys)


def _rule_of(event_type: str) -> MessageRule | None:
    if event_type not in RULES:
        raise UnknownEventError
    return RULES[event_type]


async def _later(deed: Deed, wrong: Exception) -> None:
    _LOG.warning("deed.not_told", deed_id=deed.id, tries=deed.tries, error=type(wrong).__name__)
    if await put_back(deed, clock.now()):
        return
    _LOG.error("deed.given_up", deed_id=deed.id, tries=deed.tries, error=type(wrong).__name__)
    for index, event in enumerate(deed.events):
        if (rule := RULES.get(event.type)) is not None:
            await give_up(await planned(deed, index, rule))
