"""From deed to message: once in the normal case, again after a crash, never when it no longer makes sense."""

import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from entering import DEVICE, PHONE, ask, sealed_code
from hands import START, Hands
from integration.notifications.outbox import Crash, Remembering, claimed_by, happened, only, turn
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import Locale
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings
from polyclinic.people.sign_in import sign_in
from polyclinic_notifications.channels.port import ChannelError
from polyclinic_notifications.lease import LEASE


async def test_a_code_is_sent_once_and_forgotten(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    channel = Remembering()
    asked = await ask(keys, settings, locale=Locale.RU)
    code = await sealed_code(database, keys, asked.challenge_id)
    assert [await turn(channel, keys) for _ in range(3)] == [1, 0, 0]
    [message] = channel.sent
    assert (message.to, message.channel, message.kind, message.code, message.at) == (
        PHONE,
        "sms",
        "sign_in_code",
        code,
        START,
    )
    assert message.text == f"Поликлиника: {code} — код для входа. Он действует 5 минут. Никому его не сообщайте."
    challenge, notice = await only(database, "sign_in_challenges"), await only(database, "notices")
    attempt, deed = await only(database, "attempts"), await only(database, "deeds")
    assert (challenge["sealed_code"], challenge["state"]) == (None, "open")
    assert (notice["state"], notice["reason"], notice["recipient"], notice["_id"]) == (
        "sent", None, f"challenge:{asked.challenge_id}", message.id,
    )  # fmt: skip
    assert (attempt["notice_id"], attempt["accepted"], attempt["provider_id"]) == (notice["_id"], True, "provider-1")
    assert (deed["due"], deed["lease_until"], deed["tries"]) == (False, None, 1)
    assert PHONE not in repr([notice, attempt, deed])
    given = await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    assert given.viewer.account_id


async def test_many_workers_send_each_message_once(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    channel = Remembering()
    phones = [f"+791200000{n:02}" for n in range(20)]
    for number, phone in enumerate(phones):
        await ask(keys, settings, phone=phone, device=f"d{number}")
    taken = await asyncio.gather(*(turn(channel, keys) for _ in range(6)))
    assert sum(taken) == 20
    assert sorted(message.to for message in channel.sent) == phones
    assert await database["deeds"].count_documents({"due": True}) == 0


async def test_a_crash_between_sending_and_noting_sends_again(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    channel = Remembering()
    await ask(keys, settings)
    channel.after = Crash()
    with pytest.raises(Crash):
        await turn(channel, keys)
    channel.after = None
    hands.turn(seconds=29)
    assert await turn(channel, keys) == 0
    hands.turn(seconds=1)
    assert await turn(channel, keys) == 1
    assert len(channel.sent) == 2
    assert len({message.id for message in channel.sent}) == 1
    assert (await only(database, "notices"))["state"] == "sent"
    assert (await only(database, "deeds"))["tries"] == 2
    assert await database["attempts"].count_documents({}) == 1


async def test_a_worker_that_comes_back_late_does_not_finish_another_ones_deed(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    await ask(keys, settings)

    class Slow(Remembering):
        async def send(self, message: Any) -> Any:
            hands.turn(seconds=31)
            await database["deeds"].update_one({}, {"$set": {"lease_until": hands.now() + LEASE}})
            return await super().send(message)

    await turn(Slow(), keys)
    assert (await only(database, "deeds"))["due"] is True


@pytest.mark.parametrize("kind", ["used", "expired", "spent", "gone"])
async def test_a_code_that_is_over_is_not_sent(
    kind: str, database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    channel = Remembering()
    asked = await ask(keys, settings)
    match kind:
        case "used":
            code = await sealed_code(database, keys, asked.challenge_id)
            await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
        case "expired":
            hands.turn(minutes=5)
        case "spent":
            await database["sign_in_challenges"].update_one({}, {"$set": {"state": "spent"}})
        case _:
            await database["sign_in_challenges"].delete_many({})
    await turn(channel, keys)
    assert channel.sent == []
    notice = await only(database, "notices")
    assert (notice["state"], notice["reason"]) == ("dropped", "challenge-gone" if kind == "gone" else "challenge-over")
    assert await database["attempts"].count_documents({}) == 0
    assert await database["deeds"].count_documents({"due": True}) == 0
    assert await database["sign_in_challenges"].count_documents({"sealed_code": {"$ne": None}}) == 0


async def test_a_refusal_of_the_provider_is_tried_again_with_longer_waits(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    channel = Remembering()
    asked = await ask(keys, settings)
    channel.fail = ChannelError("quota")
    waits = []
    for _ in range(3):
        assert await turn(channel, keys) == 1
        deed = await only(database, "deeds")
        waits.append((deed["lease_until"] - hands.now()).total_seconds())
        assert deed["due"] is True
        assert await turn(channel, keys) == 0
        hands.turn(seconds=waits[-1])
    assert waits == [1, 2, 4]
    assert await sealed_code(database, keys, asked.challenge_id)
    channel.fail = None
    assert await turn(channel, keys) == 1
    attempts = await database["attempts"].find({}).sort("_id", 1).to_list()
    assert [(row["accepted"], row["error"]) for row in attempts] == [(False, "quota")] * 3 + [(True, None)]
    assert len(channel.sent) == 1


async def test_a_provider_that_never_takes_it_is_given_up(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = await claimed_by(database, keys, settings)
    channel = Remembering()
    channel.fail = ChannelError("down")
    with capture_logs() as logs:
        for _ in range(12):
            await turn(channel, keys)
            hands.turn(minutes=15)
    notice = await only(database, "notices")
    assert (notice["state"], notice["reason"], notice["recipient"]) == (
        "failed",
        "out-of-tries",
        f"account:{viewer.account_id}",
    )
    assert await database["deeds"].count_documents({"due": True}) == 0
    assert [line["event"] for line in logs] == ["deed.not_told"] * 12 + ["deed.given_up"]
    assert PHONE not in repr(logs)


async def test_one_bad_deed_does_not_stop_the_next(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    channel = Remembering()
    await happened("people.event_of_a_newer_release", actor="somebody")
    await ask(keys, settings)
    with capture_logs() as logs:
        assert await turn(channel, keys) == 2
    assert len(channel.sent) == 1
    assert [(line["event"], line["error"]) for line in logs] == [("deed.not_told", "UnknownEventError")]
    assert await database["deeds"].count_documents({"due": True}) == 1


async def test_a_silent_event_tells_nobody(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    channel = Remembering()
    await happened("people.signed_in", actor="somebody")
    assert await turn(channel, keys) == 1
    assert channel.sent == []
    assert await database["notices"].count_documents({}) == 0
    assert (await only(database, "deeds"))["due"] is False


async def test_logs_hold_neither_phone_nor_code_nor_text(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    channel = Remembering()
    asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    channel.fail = ValueError(f"{PHONE} {code} Поликлиника")
    with capture_logs() as logs:
        await turn(channel, keys)
    [deed] = await database["deeds"].find({}).to_list()
    assert logs == [
        {
            "event": "deed.not_told",
            "log_level": "warning",
            "room": "notifications",
            "deed_id": deed["_id"],
            "tries": 1,
            "error": "ValueError",
        }
    ]
