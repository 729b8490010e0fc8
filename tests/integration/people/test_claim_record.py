"""Claiming a record: a code works once, for one account, and a refusal tells nothing."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from entering import enter, written
from factories import grant, patient
from hands import START, Hands
from polyclinic.access.model import DataClass, GrantScope, Relation
from polyclinic.access.scope import Viewer
from polyclinic.kit.errors import IdempotencyMismatchError, RateLimitedError
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.seal import blind_index
from polyclinic.kit.settings import Settings
from polyclinic.people.activation import normalise_code
from polyclinic.people.claim_record import claim_record
from polyclinic.people.errors import InvalidActivationCodeError
from polyclinic.people.model import Account, ActivationCode
from polyclinic.people.read import people_of

CODE = "7K4M-9QXT-2HVB"


async def code_for(keys: HouseKeys, patient_id: str, code: str = CODE, **fields: Any) -> None:
    hashed = blind_index(keys.index, "activation", normalise_code(code))
    dates = {"created_at": START, "expires_at": START + timedelta(days=30)}
    await ActivationCode(**{"code_hash": hashed, "patient_id": patient_id, **dates, **fields}).insert()


async def claim(keys: HouseKeys, viewer: Viewer, code: str = CODE, key: str | None = None, **more: Any) -> str:
    return await claim_record(viewer, code, idempotency_key=key or new_id(), keys=keys, **more)


async def refused(database: Database, keys: HouseKeys, viewer: Viewer, code: str = CODE, **more: Any) -> None:
    before = await written(database)
    with pytest.raises(InvalidActivationCodeError) as found:
        await claim(keys, viewer, code, **more)
    assert (
        found.value.message == "This activation code does not work. Please check it, or ask your clinic for a new one."
    )
    assert await written(database) == before


async def test_a_code_makes_the_record_mine(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    await code_for(keys, own.id)
    assert await people_of(viewer) == []
    assert await claim(keys, viewer, " 7k4m 9qxt 2hvb ", key="k1") == own.id
    found = await written(database)
    [granted], [code] = found["grants"], found["activation_codes"]
    del granted["_id"]
    assert granted == {
        "v": 1, "account_id": viewer.account_id, "patient_id": own.id, "relation": "self", "starts_at": START, "ends_at": None,
        "revoked_at": None, "scopes": [scope.value for scope in GrantScope], "classes": [kind.value for kind in DataClass],
    }  # fmt: skip
    assert (code["used_at"], code["used_by"]) == (START, viewer.account_id)
    deed = next(deed for deed in found["deeds"] if deed["verb"] == "people.claim_record")
    assert (deed["answer"], deed["key"], deed["due"]) == ({"patient_id": own.id}, "k1", True)
    assert [(event["type"], event["subject"], event["patient_id"], event["actor"]) for event in deed["events"]] == [
        ("people.record_claimed", own.id, own.id, viewer.account_id)
    ]
    [person] = await people_of(viewer)
    assert (person["patient_id"], person["relation"], person["birth_date"], person["deceased"]) == (
        own.id, Relation.SELF, "1980-05-17", False,
    )  # fmt: skip
    assert [name["text"] for name in person["names"]] == ["Анна Иванова", "Anna Ivanova"]


async def test_signs_that_look_alike_are_read_alike(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    await code_for(keys, own.id, "1011-2222-0000")
    assert await claim(keys, viewer, "ioLl-2222-oO00") == own.id


async def test_the_same_account_may_repeat(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    await code_for(keys, own.id)
    assert [await claim(keys, viewer, key="k1") for _ in range(8)] == [own.id] * 8
    assert await claim(keys, viewer, key="k2") == own.id
    assert await database["grants"].count_documents({}) == 1
    assert await database["deeds"].count_documents({"events.type": "people.record_claimed"}) == 1
    with pytest.raises(IdempotencyMismatchError):
        await claim(keys, viewer, "another", key="k1")


async def test_a_withdrawn_grant_does_not_come_back(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    await code_for(keys, own.id)
    await claim(keys, viewer)
    await database["grants"].update_one({}, {"$set": {"revoked_at": START}})
    await refused(database, keys, viewer)
    assert await people_of(viewer) == []


async def test_every_code_that_does_not_work_gets_the_same_answer(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    await code_for(keys, own.id, "USED", used_at=START, used_by="somebody")
    await code_for(keys, own.id, "OVER", expires_at=START)
    await code_for(keys, new_id(), "G0NE")
    for code in ("USED", "OVER", "G0NE", "unknown", "\ud800"):
        await refused(database, keys, viewer, code)


async def test_an_unfinished_import_stays_hidden(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    hidden = await patient(staged_by="i1", import_id="i1")
    await code_for(keys, hidden.id)
    await refused(database, keys, viewer)
    await refused(database, keys, viewer, shown=["i2"])
    assert await claim(keys, viewer, shown=["i1"]) == hidden.id
    assert await people_of(viewer) == []
    assert [person["patient_id"] for person in await people_of(viewer, shown=["i1"])] == [hidden.id]


async def test_two_accounts_at_once_and_one_gets_it(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewers = [
        (await enter(database, keys, settings, phone=f"+7912000000{n}", device=f"d{n}")).viewer for n in range(6)
    ]
    own = await patient()
    await code_for(keys, own.id)
    answers = await asyncio.gather(*(claim(keys, viewer) for viewer in viewers), return_exceptions=True)
    assert Counter(type(answer) for answer in answers) == {str: 1, InvalidActivationCodeError: 5}
    assert await database["grants"].count_documents({}) == 1
    assert await database["deeds"].count_documents({"verb": "people.claim_record"}) == 1


async def test_twins_and_two_codes_of_one_record_make_one_grant(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    await code_for(keys, own.id, "AAAA")
    await code_for(keys, own.id, "BBBB")
    answers = await asyncio.gather(*(claim(keys, viewer, code, key=code) for code in ("AAAA", "BBBB", "AAAA", "BBBB")))
    assert answers == [own.id] * 4
    assert await database["grants"].count_documents({}) == 1
    assert await database["deeds"].count_documents({"verb": "people.claim_record"}) == 2


async def test_a_narrower_grant_is_widened(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    account = await Account.get(viewer.account_id)
    assert account is not None
    await grant(
        account, own, relation=Relation.OTHER, scopes=[GrantScope.BOOK], classes=[DataClass.GENERAL], ends_at=START
    )
    await code_for(keys, own.id)
    await claim(keys, viewer)
    [granted] = (await written(database))["grants"]
    assert (granted["relation"], len(granted["scopes"]), len(granted["classes"]), granted["ends_at"]) == (
        "self",
        6,
        8,
        None,
    )


async def test_the_record_of_the_dead_can_be_claimed(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    late = await patient(deceased=True, deceased_at=START)
    await code_for(keys, late.id)
    assert await claim(keys, viewer) == late.id
    assert [(person["patient_id"], person["deceased"]) for person in await people_of(viewer)] == [(late.id, True)]


async def test_five_tries_an_hour_for_an_account(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    await code_for(keys, own.id)
    answers = await asyncio.gather(*(claim(keys, viewer, f"guess-{n}") for n in range(60)), return_exceptions=True)
    assert Counter(type(answer) for answer in answers) == {InvalidActivationCodeError: 5, RateLimitedError: 55}
    before = await written(database)
    with pytest.raises(RateLimitedError) as found:
        await claim(keys, viewer)
    assert found.value.retry_after == 3600
    assert await written(database) == before
    hands.turn(hours=1)
    assert await claim(keys, viewer) == own.id


async def test_twenty_tries_an_hour_for_a_device(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    for number in range(5):
        viewer = (await enter(database, keys, settings, phone=f"+7912000000{number}")).viewer
        tries = [await asyncio.gather(claim(keys, viewer, f"guess-{n}"), return_exceptions=True) for n in range(5)]
        expected = InvalidActivationCodeError if number < 4 else RateLimitedError
        assert [type(answer) for [answer] in tries] == [expected] * 5


async def test_neither_code_nor_name_is_stored_or_logged(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    own = await patient()
    await code_for(keys, own.id)
    with capture_logs() as logs:
        await claim(keys, viewer)
        with pytest.raises(InvalidActivationCodeError):
            await claim(keys, viewer, "WRONG-CODE")
    kept = repr(await written(database, but=("patients",))) + repr(logs)
    assert [word for word in (CODE, normalise_code(CODE), "WR0NG", "Иванова") if word in kept] == []


async def test_people_are_listed_by_living_grants_only_own_record_first(
    database: Database, keys: HouseKeys, settings: Settings, hands: Hands
) -> None:
    viewer = (await enter(database, keys, settings)).viewer
    account = await Account.get(viewer.account_id)
    assert account is not None
    child, me, former, later, strange = [await patient() for _ in range(5)]
    await grant(account, child, relation=Relation.CHILD)
    await grant(account, me)
    await grant(account, former, relation=Relation.CHILD, ends_at=START)
    await grant(account, later, relation=Relation.CHILD, starts_at=START + timedelta(days=1))
    assert [person["patient_id"] for person in await people_of(viewer)] == [me.id, child.id]
    assert strange.id not in [person["patient_id"] for person in await people_of(viewer)]
