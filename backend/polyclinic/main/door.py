"""The GraphQL door alone, in this process and without a database: enough for whatever is decided before a resolver runs."""

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson

from polyclinic.kit.keys import read_keys
from polyclinic.kit.settings import Settings
from polyclinic.main.server import settle
from polyclinic_schema.endpoint import Endpoint

_SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/graphql",
    "query_string": b"",
    "headers": [(b"content-type", b"application/json")],
}


def door_of(settings: Settings) -> Callable[[str], Awaitable[frozenset[str]]]:
    """Return a function that sends a text to the door as production keeps it and returns the codes of the answer's errors."""
    with tempfile.TemporaryDirectory(prefix="polyclinic-") as folder:
        keys = read_keys(Path(folder) / "keys.json", may_make=True)
    open_to_text = settings.model_copy(update={"free_queries": True, "introspection": False})
    endpoint = Endpoint(settings=open_to_text, keys=keys)
    settle()
    return lambda text: _codes(endpoint, orjson.dumps({"query": text}))


async def _codes(endpoint: Endpoint, body: bytes) -> frozenset[str]:
    said = bytearray()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        said.extend(message.get("body", b""))

    await endpoint(dict(_SCOPE), receive, send)
    return frozenset(error["extensions"]["code"] for error in orjson.loads(said).get("errors", ()))
