"""Whom a notice reaches: the account in its language of now, never the dead and never about them."""

from entering import PHONE, ask, enter
from factories import grant, patient
from hands import Hands
from integration.notifications.outbox import Remembering, claimed_by, happened, only, turn
from polyclinic.access.model import Relation
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings
from polyclinic.people.model import Account
from polyclinic_notifications.channels.port import ChannelError


async def test_a_claimed_record_is_told_in_the_language_of_now(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = await claimed_by(database, keys, settings)
    await database["accounts"].update_one({"_id": viewer.account_id}, {"$set": {"locale": "en"}})
    channel = Remembering()
    await turn(channel, keys)
    [message] = channel.sent
    assert (message.to, message.kind, message.code) == (PHONE, "record_claimed", None)
    assert (
        message.text == "Polyclinic: a record was added to your account. If this was not you, please call your clinic."
    )


async def test_the_dead_get_no_notice(database: Database, keys: HouseKeys, settings: Settings, hands: Hands) -> None:
    await claimed_by(database, keys, settings, deceased=True)
    channel = Remembering()
    await turn(channel, keys)
    assert channel.sent == []
    notice = await only(database, "notices")
    assert (notice["state"], notice["reason"]) == ("dropped", "recipient-deceased")


async def test_nothing_is_told_about_the_dead(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = await claimed_by(database, keys, settings, deceased=True)
    account = await Account.get(viewer.account_id)
    assert account is not None
    await grant(account, await patient())
    channel = Remembering()
    await turn(channel, keys)
    assert channel.sent == []
    assert (await only(database, "notices"))["reason"] == "patient-deceased"


async def test_a_death_recorded_after_the_plan_counts(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    await claimed_by(database, keys, settings)
    channel = Remembering()
    channel.fail = ChannelError("down")
    await turn(channel, keys)
    await database["patients"].update_one({}, {"$set": {"deceased": True}})
    channel.fail = None
    hands.turn(seconds=1)
    await turn(channel, keys)
    assert channel.sent == []
    assert (await only(database, "notices"))["reason"] == "recipient-deceased"


async def test_a_wrong_death_record_does_not_lock_anybody_out(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    account = await Account.get(viewer.account_id)
    assert account is not None
    await grant(account, await patient(deceased=True), relation=Relation.SELF)
    await database["deeds"].delete_many({})
    hands.turn(minutes=1)
    await ask(keys, settings)
    channel = Remembering()
    await turn(channel, keys)
    assert [message.kind for message in channel.sent] == ["sign_in_code"]


async def test_a_notice_without_an_account_is_dropped(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    await happened("people.record_claimed", actor="nobody")
    channel = Remembering()
    await turn(channel, keys)
    assert channel.sent == []
    assert (await only(database, "notices"))["reason"] == "account-gone"
