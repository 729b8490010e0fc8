"""The composed application, spoken to in ASGI itself: for bodies that never end and connections that are no HTTP."""

from collections.abc import AsyncIterator
from typing import Any

from polyclinic.main.open import House
from polyclinic.main.server import build

Message = dict[str, Any]


def http_scope(*headers: tuple[bytes, bytes], method: str = "POST", path: str = "/graphql") -> Message:
    """A request for the GraphQL endpoint."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json"), *headers],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 80),
    }


async def spoken(house: House, scope: Message, heard: AsyncIterator[Message]) -> list[Message]:
    """Run the application over the messages and return what it sent."""
    sent: list[Message] = []

    async def receive() -> Message:
        return await anext(heard)

    async def send(message: Any) -> None:
        sent.append(message)

    await build(house)(scope, receive, send)
    return sent
