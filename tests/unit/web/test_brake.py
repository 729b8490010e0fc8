"""The fuse per address."""

from ipaddress import ip_network
from typing import Any

import orjson
import pytest

from polyclinic.web import brake
from polyclinic.web.brake import Brake, caller

PROXY = (ip_network("10.0.0.0/8"),)


def scope(peer: str | None = "1.2.3.4", forwarded: tuple[str, ...] = (), kind: str = "http") -> dict[str, Any]:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return {"type": kind, "client": (peer, 1) if peer is not None else None, "headers": headers}


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.at = 120.0

    def __call__(self) -> float:
        return self.at


async def passed(*_: Any) -> None:
    """The application behind the brake."""


async def ask(found: Brake, given: dict[str, Any]) -> list[Any]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await found(given, None, send)  # type: ignore[arg-type]
    return sent


async def test_the_one_too_many_waits_for_the_next_window() -> None:
    clock = Clock()
    found = Brake(passed, most=2, monotonic=clock)
    assert [await ask(found, scope()) for _ in range(2)] == [[], []]
    clock.at = 137.5
    start, body = await ask(found, scope())
    headers = dict(start["headers"])
    assert (start["status"], headers[b"retry-after"], headers[b"cache-control"]) == (429, b"42", b"no-store")
    assert orjson.loads(body["body"])["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
    assert await ask(found, scope("1.2.3.5")) == []
    clock.at = 180.0
    assert await ask(found, scope()) == []


async def test_zero_takes_the_brake_off() -> None:
    found = Brake(passed, most=0)
    assert [await ask(found, scope()) for _ in range(5)] == [[]] * 5
    assert found.counts == {}


async def test_only_http_is_counted() -> None:
    found = Brake(passed, most=1, monotonic=Clock())
    assert [await ask(found, scope(kind="websocket")) for _ in range(3)] == [[]] * 3


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brake, "MOST_ADDRESSES", 3)
    found = Brake(passed, most=5, monotonic=Clock())
    for last in range(10):
        await ask(found, scope(f"1.1.1.{last}"))
    assert list(found.counts) == ["1.1.1.7", "1.1.1.8", "1.1.1.9"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (scope("1.2.3.4"), "1.2.3.4"),
        (scope("1.2.3.4", ("9.9.9.9",)), "1.2.3.4"),  # nobody's word but a proxy's
        (scope("10.0.0.1", ("9.9.9.9",)), "9.9.9.9"),
        (scope("10.0.0.1", ("8.8.8.8, 9.9.9.9",)), "9.9.9.9"),  # the left ones are a stranger's
        (scope("10.0.0.1", ("9.9.9.9, 10.0.0.2",)), "9.9.9.9"),
        (scope("10.0.0.1", ("7.7.7.7", "9.9.9.9")), "9.9.9.9"),
        (scope("10.0.0.1", ("rubbish",)), "10.0.0.1"),
        (scope("10.0.0.1", ("9.9.9.9, rubbish",)), "10.0.0.1"),
        (scope("10.0.0.1", ()), "10.0.0.1"),
        (scope("10.0.0.1", (", ".join(["1.1.1.1"] * 5000),)), "1.1.1.1"),
        (scope("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64"),
        (scope("::ffff:1.2.3.4"), "1.2.3.4"),
        (scope("::ffff:10.0.0.1", ("9.9.9.9",)), "9.9.9.9"),
        (scope("testclient"), "testclient"),
        (scope(None), ""),
    ],
)
def test_who_asks(given: dict[str, Any], expected: str) -> None:
    assert caller(given, PROXY) == expected
