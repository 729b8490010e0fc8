"""Signing in: five tries, one session, one answer for everything that is over, and nothing secret at rest or in logs."""

import asyncio
from collections import Counter

import pytest
from structlog.testing import capture_logs

from entering import DEVICE, PHONE, ask, enter, sealed_code, written, wrong
from hands import START, Hands
from polyclinic.access.authenticate import authenticate
from polyclinic.access.refresh import refresh
from polyclinic.access.scope import Viewer
from polyclinic.access.sessions import Credentials
from polyclinic.kit.errors import NotSignedInError, RateLimitedError
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import Locale
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings
from polyclinic.people.errors import CodeExpiredError, WrongCodeError
from polyclinic.people.read import account_row
from polyclinic.people.set_locale import set_locale
from polyclinic.people.sign_in import sign_in
from polyclinic.people.sign_out import sign_out


async def test_the_first_sign_in_makes_account_and_session(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings, locale=Locale.BE)
    code = await sealed_code(database, keys, asked.challenge_id)
    given = await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    found = await written(database)
    [account], [session], [challenge] = found["accounts"], found["sessions"], found["sign_in_challenges"]
    assert account == {"_id": given.viewer.account_id, "v": 1, "phone": PHONE, "locale": "be", "created_at": START}
    assert (session["_id"], session["account_id"], session["device_id"]) == (
        given.viewer.session_id,
        account["_id"],
        DEVICE,
    )
    assert ((session["expires_at"] - START).days, session["revoked_at"]) == (60, None)
    assert (challenge["state"], challenge["used_at"], challenge["sealed_code"]) == ("used", START, None)
    deed = next(deed for deed in found["deeds"] if deed["verb"] == "people.sign_in")
    assert deed["answer"] == {"session_id": given.viewer.session_id}
    assert [(event["type"], event["subject"], event["actor"]) for event in deed["events"]] == [
        ("people.signed_in", given.viewer.session_id, given.viewer.account_id)
    ]


async def test_the_access_token_opens_the_door(database: Database, keys: HouseKeys, settings: Settings) -> None:
    given = await enter(database, keys, settings)
    assert await authenticate(given.access_token, keys=keys, settings=settings) == given.viewer
    row = await account_row(given.viewer)
    assert row == {"_id": given.viewer.account_id, "phone": PHONE, "locale": "ru"}


async def test_the_second_sign_in_finds_the_account(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    hands.turn(minutes=1)
    second = await enter(database, keys, settings, device="another")
    assert first.viewer.account_id == second.viewer.account_id
    assert first.viewer.session_id != second.viewer.session_id


async def test_a_code_typed_in_arabic_digits_with_spaces(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    typed = " ".join(chr(ord("٠") + int(digit)) for digit in code)
    assert isinstance(
        await sign_in(asked.challenge_id, typed, device_id=DEVICE, keys=keys, settings=settings), Credentials
    )


async def test_five_tries_then_the_code_is_over(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    left = []
    for _ in range(5):
        with pytest.raises(WrongCodeError) as refused:
            await sign_in(asked.challenge_id, wrong(code), device_id=DEVICE, keys=keys, settings=settings)
        left.append(refused.value.tries_left)
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(CodeExpiredError):
        await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    found = await written(database)
    assert sorted(found) == ["deeds", "sign_in_challenges"]
    [challenge] = found["sign_in_challenges"]
    assert (challenge["state"], challenge["tries_left"], challenge["sealed_code"]) == ("spent", 0, None)
    assert [deed["verb"] for deed in found["deeds"]] == ["people.request_code"]


async def test_sixty_wrong_tries_at_once_count_five(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings)
    guess = wrong(await sealed_code(database, keys, asked.challenge_id))
    tries = (sign_in(asked.challenge_id, guess, device_id=DEVICE, keys=keys, settings=settings) for _ in range(60))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert Counter(type(answer) for answer in answers) == {WrongCodeError: 5, CodeExpiredError: 55}
    assert sorted(answer.tries_left for answer in answers if isinstance(answer, WrongCodeError)) == [0, 1, 2, 3, 4]
    counted = await database["counters"].find_one({"_id": {"$regex": "^wrong-code"}})
    assert counted is not None
    assert counted["n"] == 5


async def test_ten_wrong_codes_a_day_for_a_phone(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    for number in range(2):
        asked = await ask(keys, settings, device=f"d{number}")
        guess = wrong(await sealed_code(database, keys, asked.challenge_id))
        for _ in range(5):
            with pytest.raises(WrongCodeError):
                await sign_in(asked.challenge_id, guess, device_id=f"d{number}", keys=keys, settings=settings)
        hands.turn(minutes=1)
    asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    with pytest.raises(RateLimitedError) as refused:  # the right one too, or the limit would protect nobody
        await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    assert refused.value.retry_after == 14 * 3600 - 2 * 60
    assert sorted(await written(database)) == ["deeds", "sign_in_challenges"]
    other = await enter(database, keys, settings, phone="+79120000000")
    assert other.viewer.account_id


async def test_a_right_code_is_not_counted_as_wrong(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    await enter(database, keys, settings)
    counted = await database["counters"].find_one({"_id": {"$regex": "^wrong-code"}})
    assert counted is not None
    assert counted["n"] == 0


async def test_everything_that_is_over_gets_the_same_answer(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    before = await written(database)
    for challenge_id, device in (
        (new_id(), DEVICE),
        ("", DEVICE),
        ("\ud800", DEVICE),
        ("x" * 10_000, DEVICE),
        (asked.challenge_id, "another"),
        (asked.challenge_id, "\ud800"),
    ):
        with pytest.raises(CodeExpiredError) as refused:
            await sign_in(challenge_id, code, device_id=device, keys=keys, settings=settings)
        assert refused.value.message == "This code no longer works. Please ask for a new one."
    hands.turn(minutes=5)
    with pytest.raises(CodeExpiredError):
        await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    assert await written(database) == before


async def test_a_code_works_until_the_last_moment(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    hands.turn(seconds=299)
    assert await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)


async def test_parallel_right_answers_make_one_session(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    for number in range(5):
        device = f"d{number}"
        asked = await ask(keys, settings, device=device)
        code = await sealed_code(database, keys, asked.challenge_id)
        answers = await asyncio.gather(
            *(sign_in(asked.challenge_id, code, device_id=device, keys=keys, settings=settings) for _ in range(5)),
            return_exceptions=True,
        )
        given = [answer for answer in answers if isinstance(answer, Credentials)]
        assert given
        assert {type(answer) for answer in answers} <= {Credentials, CodeExpiredError}
        assert len({answer.refresh_token for answer in given}) == 1
        assert await database["sessions"].count_documents({"device_id": device}) == 1
        hands.turn(minutes=1)


async def test_a_lost_answer_can_be_repeated_for_twenty_seconds(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    first = await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    hands.turn(seconds=19)
    again = await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    assert (again.viewer, again.refresh_token) == (first.viewer, first.refresh_token)
    with pytest.raises(WrongCodeError):
        await sign_in(asked.challenge_id, wrong(code), device_id=DEVICE, keys=keys, settings=settings)
    hands.turn(seconds=1)
    with pytest.raises(CodeExpiredError):
        await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    assert await database["sessions"].count_documents({}) == 1


async def test_a_repetition_never_revives_an_old_token(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    asked = await ask(keys, settings)
    code = await sealed_code(database, keys, asked.challenge_id)
    first = await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    await refresh(first.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    with pytest.raises(CodeExpiredError):
        await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)


async def test_a_new_phone_with_two_codes_at_once_gets_one_account(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    ready = []
    for number in range(4):
        asked = await ask(keys, settings, device=f"d{number}")
        ready.append((asked.challenge_id, await sealed_code(database, keys, asked.challenge_id), f"d{number}"))
        hands.turn(minutes=1)
    given = await asyncio.gather(
        *(sign_in(one, code, device_id=device, keys=keys, settings=settings) for one, code, device in ready)
    )
    assert len({answer.viewer.account_id for answer in given}) == 1
    assert len({answer.viewer.session_id for answer in given}) == 4


async def test_nothing_secret_is_stored_or_logged(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    with capture_logs() as logs:
        asked = await ask(keys, settings)
        code = await sealed_code(database, keys, asked.challenge_id)
        with pytest.raises(WrongCodeError):
            await sign_in(asked.challenge_id, wrong(code), device_id=DEVICE, keys=keys, settings=settings)
        given = await sign_in(asked.challenge_id, code, device_id=DEVICE, keys=keys, settings=settings)
    assert logs == [
        {
            "event": "sign_in.wrong_code",
            "log_level": "info",
            "room": "people",
            "challenge_id": asked.challenge_id,
            "tries_left": 4,
        }
    ]
    rows = repr(await written(database, but=()))
    secrets = (code, wrong(code), given.access_token, given.refresh_token, given.refresh_token.partition(".")[2])
    assert [secret for secret in secrets if f"'{secret}'" in rows or secret in repr(logs)] == []


async def test_signing_out_ends_every_token_at_once(database: Database, keys: HouseKeys, settings: Settings) -> None:
    given = await enter(database, keys, settings)
    at = await sign_out(given.viewer)
    with pytest.raises(NotSignedInError):
        await authenticate(given.access_token, keys=keys, settings=settings)
    assert await sign_out(given.viewer) == at
    session = await database["sessions"].find_one({})
    assert session is not None
    assert session["revoked_at"] == at
    assert await database["deeds"].count_documents({"verb": "people.sign_out", "events.type": "people.signed_out"}) == 1


async def test_a_session_that_is_over_is_over(database: Database, keys: HouseKeys, settings: Settings) -> None:
    given = await enter(database, keys, settings)
    for change in ({"expires_at": START.replace(year=2020)}, {"account_id": "somebody"}):
        kept = await database["sessions"].find_one({})
        await database["sessions"].update_one({}, {"$set": change})
        with pytest.raises(NotSignedInError):
            await authenticate(given.access_token, keys=keys, settings=settings)
        assert kept is not None
        await database["sessions"].replace_one({}, kept)
    assert await authenticate(given.access_token, keys=keys, settings=settings) == given.viewer
    await database["sessions"].delete_many({})
    with pytest.raises(NotSignedInError):
        await authenticate(given.access_token, keys=keys, settings=settings)


async def test_the_language_is_kept(database: Database, keys: HouseKeys, settings: Settings, hands: Hands) -> None:
    given = await enter(database, keys, settings)
    await set_locale(given.viewer, Locale.AR, idempotency_key="k1")
    await set_locale(given.viewer, Locale.AR, idempotency_key="k1")
    assert (await account_row(given.viewer))["locale"] == "ar"
    assert await database["deeds"].count_documents({"verb": "people.set_locale", "due": False}) == 1
    with pytest.raises(NotSignedInError):
        await account_row(Viewer(account_id="nobody", session_id="none"))
