"""Asking for a sign-in code: one path for everybody, limits, and nothing readable at rest."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from entering import DEVICE, PHONE, ask, enter, sealed_code, written
from hands import START, Hands
from polyclinic.kit.errors import IdempotencyMismatchError, InvalidInputError, RateLimitedError
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import Locale
from polyclinic.kit.mongo import Database
from polyclinic.kit.seal import blind_index
from polyclinic.kit.settings import Settings


async def test_a_code_is_kept_for_the_worker(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings, phone="8 912 345-67-42", key="k1", locale=Locale.KK)
    assert (asked.expires_at, asked.resend_at) == (START + timedelta(minutes=5), START + timedelta(minutes=1))
    found = await written(database)
    assert sorted(found) == ["deeds", "sign_in_challenges"]
    [challenge], [deed] = found["sign_in_challenges"], found["deeds"]
    assert {name: challenge[name] for name in ("_id", "phone", "device_id", "locale", "tries_left", "state", "used_at")} == {
        "_id": asked.challenge_id, "phone": PHONE, "device_id": DEVICE, "locale": "kk", "tries_left": 5, "state": "open", "used_at": None,
    }  # fmt: skip
    code = await sealed_code(database, keys, asked.challenge_id)
    assert len(code) == 6
    assert code.isdecimal()
    assert (deed["verb"], deed["viewer"], deed["key"], deed["due"]) == (
        "people.request_code",
        f"device:{DEVICE}",
        "k1",
        True,
    )
    [event] = deed["events"]
    assert {name: event[name] for name in ("type", "subject", "actor", "patient_id", "at")} == {
        "type": "people.code_requested", "subject": asked.challenge_id, "actor": f"device:{DEVICE}", "patient_id": None, "at": START,
    }  # fmt: skip


async def test_neither_code_nor_phone_can_be_read_or_guessed_from_the_rows(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    with capture_logs() as logs:
        asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    found = await written(database, but=())
    assert PHONE not in repr(found["deeds"]) + repr(found["counters"]) + repr(logs)
    assert f"'{code}'" not in repr(found) + repr(logs)
    unkeyed = [blind_index(b"", "sign-in-code", f"{asked.challenge_id}:{PHONE}:{DEVICE}:{code}")]
    assert found["sign_in_challenges"][0]["code_hash"] not in unkeyed


async def test_the_same_key_gives_the_same_challenge_and_counts_once(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await ask(keys, settings, key="k1")
    assert [await ask(keys, settings, key="k1") for _ in range(7)] == [first] * 7
    hands.turn(hours=1)
    assert await ask(keys, settings, key="k1") == first
    assert len((await written(database))["sign_in_challenges"]) == 1
    with pytest.raises(IdempotencyMismatchError):
        await ask(keys, settings, key="k1", phone="+79123456743")
    assert len((await written(database))["sign_in_challenges"]) == 1


async def test_twins_make_one_challenge(database: Database, keys: HouseKeys, settings: Settings, hands: Hands) -> None:
    answers = await asyncio.gather(*(ask(keys, settings, key="k1") for _ in range(10)), return_exceptions=True)
    assert len({answer.challenge_id for answer in answers if not isinstance(answer, BaseException)}) == 1
    assert {type(answer) for answer in answers if isinstance(answer, BaseException)} <= {RateLimitedError}
    assert [len(rows) for rows in (await written(database)).values()] == [1, 1]


async def test_one_code_a_minute_and_five_a_day_for_a_phone(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    for number in range(5):
        await ask(keys, settings, device=f"device-{number}")
        before = await written(database)
        with pytest.raises(RateLimitedError) as refused:
            await ask(keys, settings, device=f"other-{number}")
        assert refused.value.retry_after == 60
        assert await written(database) == before
        hands.turn(minutes=1)
    with pytest.raises(RateLimitedError) as refused:
        await ask(keys, settings, device="device-6")
    assert refused.value.retry_after == 14 * 3600 - 5 * 60
    assert await written(database) == before
    hands.turn(hours=14)
    await ask(keys, settings)


async def test_sixty_at_once_make_one_code(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    answers = await asyncio.gather(*(ask(keys, settings, device=f"d{n}") for n in range(60)), return_exceptions=True)
    assert sum(isinstance(answer, RateLimitedError) for answer in answers) == 59
    assert len((await written(database))["sign_in_challenges"]) == 1


async def test_twenty_codes_an_hour_for_a_device(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    for number in range(20):
        await ask(keys, settings, phone=f"+791234560{number:02}")
    before = await written(database)
    with pytest.raises(RateLimitedError) as refused:
        await ask(keys, settings, phone="+79123456099")
    assert refused.value.retry_after == 3600
    assert await written(database) == before
    await ask(keys, settings, phone="+79123456099", device="another")


async def test_known_and_unknown_phones_look_the_same(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    await enter(database, keys, settings)
    hands.turn(minutes=1)
    shapes, commands = [], []
    for phone in (PHONE, "+79120000000"):
        before = await written(database)
        asked = await ask(keys, settings, phone=phone)
        after = await written(database)
        commands.append({name: len(after[name]) - len(before.get(name, ())) for name in after})
        shapes.append((asked.expires_at, asked.resend_at, len(asked.challenge_id)))
    assert shapes[0] == shapes[1]
    assert commands[0] == commands[1] == {"accounts": 0, "deeds": 1, "sessions": 0, "sign_in_challenges": 1}


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("phone", {"phone": "12"}),
        ("deviceId", {"device": ""}),
        ("deviceId", {"device": "\ud800"}),
        ("idempotencyKey", {"key": "x" * 101}),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_written(
    field: str, given: dict[str, str], database: Database, keys: HouseKeys, settings: Settings
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        await ask(keys, settings, **given)
    assert refused.value.field == field
    assert await written(database, but=("house",)) == {}
