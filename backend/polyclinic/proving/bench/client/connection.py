"""A lean HTTP/1.1 client: one request at a time on one kept connection, bodies of a stated length only."""

import asyncio
import re
from collections.abc import Callable
from typing import cast

_LENGTH = re.compile(rb"\r\n[Cc]ontent-[Ll]ength: *(\d+)")
_OK = b"HTTP/1.1 200"

Answered = Callable[["Connection", bool, bytes], None]


def request_bytes(port: int, token: str, body: bytes) -> bytes:
    """Return the whole request, ready to be written."""
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Connection(asyncio.Protocol):
    """Calls `answered(connection, ok, body)` for each answer; `ok` says HTTP 200. A lost connection answers with not ok."""

    def __init__(self, answered: Answered) -> None:
        self._answered = answered
        self._transport: asyncio.Transport | None = None
        self._buffer = b""
        self.question = -1
        self.asked_at = 0.0
        self.waiting = False

    @property
    def is_open(self) -> bool:
        """Say whether another request can be written."""
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, question: int, request: bytes, at: float) -> None:
        """Write a request; `question` and `at` (seconds) are kept for whoever gets the answer."""
        self.question, self.asked_at, self.waiting = question, at, True
        assert self._transport is not None  # noqa: S101 - asked only after connection_made
        self._transport.write(request)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own class is no subclass of asyncio's

    def data_received(self, data: bytes) -> None:
        """Collect until head and body are whole, then hand over."""
        buffer = self._buffer + data if self._buffer else data
        head = buffer.find(b"\r\n\r\n")
        if head < 0:
            self._buffer = buffer
            return
        length = _LENGTH.search(buffer, 0, head)
        if length is None:
            self.close()  # a body without a length is not what a server of ours sends
            return
        start, end = head + 4, head + 4 + int(length[1])
        if len(buffer) < end:
            self._buffer = buffer
            return
        self._buffer = b""
        self._hand_over(ok=buffer.startswith(_OK), body=buffer[start:end])

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the protocol's signature
        """Answer what was still asked: it failed."""
        self._transport, self._buffer = None, b""
        if self.waiting:
            self._hand_over(ok=False, body=b"")

    def _hand_over(self, *, ok: bool, body: bytes) -> None:
        self.waiting = False
        self._answered(self, ok, body)
