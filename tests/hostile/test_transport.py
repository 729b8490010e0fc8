"""Ways of asking that are not ours: each is refused before a resolver, none with a 500."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from starlette.websockets import WebSocketDisconnect

from hostile.door import Door, changed, codes
from hostile.raw import Message, http_scope, spoken
from polyclinic.main.open import House
from polyclinic_schema import endpoint
from polyclinic_schema.endpoint import MOST_BYTES

HONEST = json.dumps({"query": "{viewer{id}}"}).encode()
SIGN_OUT = 'mutation{signOut(input:{deviceId:"device"}){__typename}}'


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"])
async def test_only_post(door: Door, method: str) -> None:
    for asked in ("{viewer{id}}", SIGN_OUT):
        answer = await door.phone.client.request(
            method, "/graphql", params={"query": asked}, headers={"Authorization": f"Bearer {door.phone.token}"}
        )
        assert answer.status_code == 405
    assert door.executed == 0
    assert (await door.phone.ask("Viewer"))["data"]["viewer"] is not None  # nobody was signed out


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", HONEST),
        ("application/x-www-form-urlencoded", b"query=%7Bviewer%7Bid%7D%7D"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--\r\n'),
        ("application/graphql", b"{viewer{id}}"),
        ("application/json-patch+json", HONEST),
        ("application/xml", b"<a/>"),
        ("", HONEST),
    ],
)  # fmt: skip
async def test_only_json(door: Door, kind: str, body: bytes) -> None:
    answer = await door.phone.post(body, **{"Content-Type": kind})
    assert (answer.status_code, codes(answer)) == (415, ["UNSUPPORTED_MEDIA_TYPE"])
    assert door.executed == 0


async def test_no_batches(door: Door) -> None:
    answer = await door.phone.post([{"query": "{viewer{id}}"}] * 10)
    assert (answer.status_code, codes(answer)) == (400, ["MALFORMED_JSON"])
    assert door.executed == 0


ODD = [b"", b" ", b"null", b"true", b"0", b"1", b"-1", b'"x"', b"[]", b"[{}]", b"[null]", b"{", b"}", b"{}", b"{}{}", b'{"query"}', b"NaN", b"\x00",
     b"\xff\xfe", b"\xef\xbb\xbf{}", b"[" * 60_000, b'{"query":' * 5000, b"9" * 60_000, b'{"query":null}', b'{"query":1}', b'{"query":["a"]}',
     b'{"query":{"a":1}}', b'{"documentId":1}', b'{"documentId":null}', b'{"query":"{viewer{id}}","variables":[]}', b'{"query":"{viewer{id}}","variables":"x"}',
     b'{"query":"{viewer{id}}","operationName":1}', b'{"query":"{viewer{id}}","query":"{viewer{id}}"}', b'{"query":"{a}","documentId":"b"}',
     b'{"query":"{viewer{id}}","variables":{"a":' + b"9" * 60_000 + b"}}", b'{"query":"{viewer{id}}","variables":{"a":1e999}}',
     b'{"query":"{viewer{id}}","variables":{"a":' + b"[" * 2000 + b"]" * 2000 + b"}}", b'{"query":"\\ud800"}',
     '{"query":"{viewer{id}}"}'.encode("utf-16")]  # fmt: skip


async def test_an_odd_body_is_400(door: Door, subtests: pytest.Subtests) -> None:
    assert len(ODD) >= 20
    for body in ODD:
        with subtests.test(body[:50]):
            answer = await door.phone.post(body)
            assert answer.status_code == 400
            assert len(codes(answer)) == 1
    assert door.executed == 0


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 10**6])
async def test_a_body_over_the_cap_is_413(door: Door, size: int) -> None:
    answer = await door.phone.post(b" " * size)
    assert (answer.status_code, codes(answer)) == (413, ["TOO_LARGE"])


async def test_a_body_without_end_is_read_to_the_cap_and_no_further(house: House) -> None:
    chunk, read = b" " * 8192, 0

    async def endless() -> AsyncIterator[Message]:
        nonlocal read
        while True:
            read += len(chunk)
            yield {"type": "http.request", "body": chunk, "more_body": True}

    sent = await spoken(changed(house), http_scope((b"transfer-encoding", b"chunked")), endless())
    assert sent[0]["status"] == 413
    assert read <= MOST_BYTES + len(chunk)


async def test_a_length_that_lies_is_not_believed(house: House) -> None:
    async def more_than_said() -> AsyncIterator[Message]:
        while True:
            yield {"type": "http.request", "body": b" " * 8192, "more_body": True}

    sent = await spoken(changed(house), http_scope((b"content-length", b"2")), more_than_said())
    assert sent[0]["status"] == 413


async def test_a_body_that_never_comes_is_408(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "BODY_SECONDS", 0.01)

    async def silent() -> AsyncIterator[Message]:
        yield {"type": "http.request", "body": b"{", "more_body": True}
        await asyncio.Event().wait()

    sent = await spoken(changed(house), http_scope(), silent())
    assert sent[0]["status"] == 408


async def test_who_hangs_up_is_not_answered(house: House) -> None:
    async def gone() -> AsyncIterator[Message]:
        yield {"type": "http.request", "body": b"{", "more_body": True}
        yield {"type": "http.disconnect"}

    assert await spoken(changed(house), http_scope(), gone()) == []


@pytest.mark.parametrize("path", ["/graphql", "/", "/healthz", "/nowhere"])
async def test_a_websocket_is_closed_before_it_opens(house: House, path: str) -> None:
    async def knocking() -> AsyncIterator[Message]:
        yield {"type": "websocket.connect"}
        raise WebSocketDisconnect

    scope = {**http_scope((b"upgrade", b"websocket"), path=path), "type": "websocket", "scheme": "ws"}
    scope.update(subprotocols=["graphql-transport-ws"])
    del scope["method"]
    sent = await spoken(changed(house), scope, knocking())
    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer " + "a" * 60_000},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic eDp5"},
        {"Cookie": "polyclinic_refresh=" + "a" * 5000},
        {"Cookie": "=;;=; \x01"},
        {"Accept-Language": "x" * 10_000},
        {"Accept-Language": "ru;q=nan, en;q=-1, *;q=;;"},
        {"Content-Type": "application/json; charset=utf-7"},
        {"Content-Encoding": "gzip"},
        {"X-Forwarded-For": "' or 1=1 --"},
        {"X-HTTP-Method-Override": "GET"},
    ],
)
async def test_odd_headers(door: Door, headers: dict[str, str]) -> None:
    from phone import document_id

    answer = await door.phone.post({"documentId": document_id("Viewer")}, **headers)
    found = codes(answer)
    assert found in ([], ["UNAUTHENTICATED"])
    assert bool(found) == ("Authorization" in headers)


async def test_every_answer_has_the_security_headers(door: Door) -> None:
    expected = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    refused = [
        await door.phone.post(b"null"),
        await door.phone.post(b" " * (MOST_BYTES + 1)),
        await door.phone.client.get("/graphql"),
        await door.phone.client.get("/nowhere"),
        await door.phone.post({"query": "{viewer{id}}"}),
    ]
    for answer in refused:
        assert {name: answer.headers[name] for name in expected} == expected
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers
        assert ("strict-transport-security" in answer.headers) == (door.mode != "development")
        assert not {"server", "x-powered-by"} & set(answer.headers)
