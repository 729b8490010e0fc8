"""The three servers that stand beside ours: `stock`, `cached` (stock with what caches alone give) and `raw` (no work at all)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from polyclinic.access.tokens import verify
from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.settings import Settings


class Path(StrEnum):
    """What is served. `raw-unsigned` is raw ASGI without the token check, to calibrate by figures taken elsewhere."""

    STOCK = "stock"
    CACHED = "cached"
    RAW = "raw"
    RAW_UNSIGNED = "raw-unsigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a server stands on; `content` is the constant answer of the raw ones."""

    keys: HouseKeys
    settings: Settings
    content: object = None


def application(path: Path, ground: Ground) -> ASGIApp:
    """Return the application of a path."""
    makers: dict[Path, Callable[[Ground], ASGIApp]] = {
        Path.STOCK: lambda given: _graphql(given, caches=False),
        Path.CACHED: lambda given: _graphql(given, caches=True),
        Path.RAW: lambda given: _raw(given, signed=True),
        Path.RAW_UNSIGNED: lambda given: _raw(given, signed=False),
    }
    return makers[path](ground)


def _graphql(ground: Ground, *, caches: bool) -> ASGIApp:
    from polyclinic_schema.obvious.server import server  # here, so that the raw process never loads GraphQL

    return server(keys=ground.keys, settings=ground.settings, caches=caches)


def _raw(ground: Ground, *, signed: bool) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        orjson.loads(body)
        if signed:
            _check(scope, ground)
        content = orjson.dumps(ground.content)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    return answer


def _check(scope: Scope, ground: Ground) -> None:
    header = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    scheme, _, token = header.decode("latin-1").partition(" ")
    if scheme.lower() != "bearer":
        raise NotSignedInError
    verify(token, keys=ground.keys, settings=ground.settings)
