"""Time and number: an operation that takes too long is stopped, an address that asks too often waits."""

import asyncio
from ipaddress import ip_network
from typing import Any

import pytest
from pymongo import _csot

from hostile.door import Door, changed, codes
from phone import Phone, document_id
from polyclinic.main.open import House
from polyclinic_schema import query

VIEWER = {"documentId": document_id("Viewer")}


def hurried(door: Door, house: House, seconds: float) -> Phone:
    phone = Phone(changed(house, operation_seconds=seconds))
    phone.token = door.phone.token
    return phone


async def test_an_operation_is_stopped_at_its_time(door: Door, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[str] = []

    async def endless(*_: Any) -> Any:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append("resolver")

    monkeypatch.setattr(query, "account_row", endless)
    answer = await hurried(door, house, 0.05).post(VIEWER)
    assert answer.json() == {
        "data": None,
        "errors": [{"message": "This took too long. Please try again.", "extensions": {"code": "TIMEOUT"}}],
    }
    assert stopped == ["resolver"]


async def test_the_database_is_given_less_time_than_the_operation(
    door: Door, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float | None] = []
    found = query.account_row

    async def noting(*arguments: Any) -> Any:
        given.append(_csot.get_timeout())
        return await found(*arguments)

    monkeypatch.setattr(query, "account_row", noting)
    assert codes(await hurried(door, house, 2.0).post(VIEWER)) == []
    assert given == [pytest.approx(1.8)]


async def test_a_slow_database_is_a_timeout_and_no_fault(
    door: Door, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(*_: Any) -> Any:
        return await house.database["accounts"].find_one({"$where": "sleep(2000) || true"})

    monkeypatch.setattr(query, "account_row", slow)
    answer = await hurried(door, house, 0.5).post(VIEWER)
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"], error["path"]) == (200, "TIMEOUT", ["viewer"])
    assert error["message"] == "This took too long. Please try again."


async def test_an_address_waits_after_its_share(door: Door, house: House) -> None:
    phone = Phone(changed(house, requests_per_minute=3))
    phone.token = door.phone.token
    answers = [await phone.post(VIEWER) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert codes(answers[-1]) == ["RATE_LIMITED"]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert answers[-1].headers["x-content-type-options"] == "nosniff"
    for header in ("9.9.9.9", "1.1.1.1, 2.2.2.2"):
        assert (await phone.post(VIEWER, **{"X-Forwarded-For": header})).status_code == 429  # nobody's word counts
    assert (await phone.client.get("/healthz")).status_code == 200


async def test_behind_a_trusted_proxy_people_are_counted_one_by_one(door: Door, house: House) -> None:
    phone = Phone(changed(house, requests_per_minute=1, trusted_proxies=(ip_network("127.0.0.0/8"),)))
    phone.token = door.phone.token
    seen = [
        (await phone.post(VIEWER, **{"X-Forwarded-For": address})).status_code
        for address in ("1.1.1.1", "1.1.1.2", "1.1.1.1")
    ]
    assert seen == [200, 200, 429]
