"""The refresh family: one successor for everybody who may ask, and the end of the family for everybody who may not."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from entering import DEVICE, enter, written
from hands import START, Hands
from polyclinic.access.authenticate import authenticate
from polyclinic.access.errors import SessionEndedError
from polyclinic.access.refresh import refresh
from polyclinic.access.refresh_token import RefreshToken, first_token, successor
from polyclinic.access.sessions import Credentials
from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings


async def revoked(database: Database) -> bool:
    row = await database["sessions"].find_one({})
    assert row is not None
    return row["revoked_at"] is not None


async def test_a_successor(database: Database, keys: HouseKeys, settings: Settings, hands: Hands) -> None:
    first = await enter(database, keys, settings)
    hands.turn(hours=1)
    second = await refresh(first.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    assert second.viewer == first.viewer
    assert second.refresh_token != first.refresh_token
    assert second.session_expires_at == first.session_expires_at == START + timedelta(days=60)
    assert second.access_expires_at == START + timedelta(hours=1, minutes=10)
    row = await database["sessions"].find_one({})
    assert row is not None
    assert row["rotated_at"] == START + timedelta(hours=1)
    assert not {first.refresh_token, second.refresh_token} & set(map(str, row.values()))


async def test_the_new_access_token_works(database: Database, keys: HouseKeys, settings: Settings) -> None:
    first = await enter(database, keys, settings)
    second = await refresh(first.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    assert await authenticate(second.access_token, keys=keys, settings=settings) == first.viewer


async def test_a_lost_answer_gives_the_same_token_for_twenty_seconds(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    second = await refresh(first.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    hands.turn(seconds=20)
    again = await refresh(first.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    assert again.refresh_token == second.refresh_token
    assert await refresh(second.refresh_token, device_id=DEVICE, keys=keys, settings=settings)


async def test_fifty_at_once_get_one_successor(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    for number in range(5):
        device = f"d{number}"
        first = await enter(database, keys, settings, phone=f"+7912000000{number}", device=device)
        given = await asyncio.gather(
            *(refresh(first.refresh_token, device_id=device, keys=keys, settings=settings) for _ in range(50))
        )
        assert len({answer.refresh_token for answer in given}) == 1
        assert {answer.viewer for answer in given} == {first.viewer}
    assert not await revoked(database)


async def test_late_reuse_ends_the_family(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    second = await refresh(first.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    hands.turn(seconds=20, milliseconds=1)
    await _ends(first.refresh_token, DEVICE, database, keys, settings)
    await _is_over(second, keys, settings)


async def test_an_older_ancestor_ends_the_family(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    second = await refresh(first.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    third = await refresh(second.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    await _ends(first.refresh_token, DEVICE, database, keys, settings)
    await _is_over(third, keys, settings)


async def test_another_device_ends_the_family(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    await _ends(first.refresh_token, "another", database, keys, settings)
    await _is_over(first, keys, settings)


async def test_another_device_with_the_previous_token_ends_the_family(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    second = await refresh(first.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    await _ends(first.refresh_token, "another", database, keys, settings)
    await _is_over(second, keys, settings)


async def test_a_revoked_family_ends_its_access_token(database: Database, keys: HouseKeys, settings: Settings) -> None:
    first = await enter(database, keys, settings)
    assert await authenticate(first.access_token, keys=keys, settings=settings)
    await _ends(first.refresh_token, "another", database, keys, settings)
    with pytest.raises(NotSignedInError):
        await authenticate(first.access_token, keys=keys, settings=settings)


async def test_the_family_ends_after_sixty_days_however_busy(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    given = await enter(database, keys, settings)
    for _ in range(6):
        hands.turn(days=9.99)
        given = await refresh(given.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    hands.turn(days=0.06)
    await _is_over(given, keys, settings)


async def test_theft_race_never_leaves_a_living_successor(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    for number in range(20):
        await database["sessions"].delete_many({})
        first = await enter(database, keys, settings, phone=f"+791200000{number:02}", device=f"d{number}")
        mine, _ = await asyncio.gather(
            refresh(first.refresh_token, device_id=f"d{number}", keys=keys, settings=settings),
            refresh(first.refresh_token, device_id="thief", keys=keys, settings=settings),
            return_exceptions=True,
        )
        assert await revoked(database)
        if isinstance(mine, Credentials):
            with pytest.raises(SessionEndedError):
                await refresh(mine.refresh_token, device_id=f"d{number}", keys=keys, settings=settings)


async def test_a_stranger_cannot_end_a_family_without_a_token_of_it(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    before = await written(database)
    family = first.viewer.session_id
    guesses = [
        f"{family}.{'0' * 96}",
        family,
        f"{family}.",
        first_token(new_id(), keys=keys).text,
        "",
        "\ud800",
        "x" * 10_000,
    ]
    for guess in guesses:
        with pytest.raises(SessionEndedError):
            await refresh(guess, device_id=DEVICE, keys=keys, settings=settings)
    with pytest.raises(SessionEndedError):
        await refresh(first.refresh_token, device_id="\ud800", keys=keys, settings=settings)
    assert await written(database) == before


async def test_reuse_is_logged_without_the_token(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    with capture_logs() as logs:
        await _ends(first.refresh_token, "another", database, keys, settings)
    assert logs == [
        {
            "event": "session.ended_by_reuse",
            "log_level": "warning",
            "room": "access",
            "session_id": first.viewer.session_id,
        }
    ]


async def test_a_successor_not_yet_given_out_is_not_accepted_before_its_time(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    first = await enter(database, keys, settings)
    next_one = successor(RefreshToken(first.viewer.session_id, first.refresh_token), keys=keys)
    await _ends(next_one.text, DEVICE, database, keys, settings)


async def _ends(token: str, device: str, database: Database, keys: HouseKeys, settings: Settings) -> None:
    assert not await revoked(database)
    with pytest.raises(SessionEndedError):
        await refresh(token, device_id=device, keys=keys, settings=settings)
    assert await revoked(database)


async def _is_over(given: Credentials, keys: HouseKeys, settings: Settings) -> None:
    with pytest.raises(SessionEndedError) as refused:
        await refresh(given.refresh_token, device_id=DEVICE, keys=keys, settings=settings)
    assert refused.value.message == "You have been signed out. Please sign in again."
