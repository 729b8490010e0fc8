"""The development channel: every message becomes one JSON line in a file (or on standard error) in place of an SMS."""

import asyncio
import os
import sys
from pathlib import Path

import orjson

from polyclinic_notifications.channels.port import ChannelError, Message, Receipt


class DevelopmentChannel:
    """Writes `{"at", "kind", "to", "channel", "text"}`, and `code` for a sign-in code."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    async def send(self, message: Message) -> Receipt:
        """Append the message."""
        try:
            await asyncio.to_thread(_append, self._path, _line(message))
        except OSError as unwritable:
            raise ChannelError("messages-file-not-writable") from unwritable
        return Receipt()


def _line(message: Message) -> bytes:
    shown = {
        "at": message.at,
        "kind": message.kind,
        "to": message.to,
        "channel": message.channel.value,
        "text": message.text,
    }
    if message.code is not None:
        shown["code"] = message.code
    return orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE)


def _append(path: Path | None, line: bytes) -> None:
    if path is None:
        sys.stderr.buffer.write(line)
        sys.stderr.buffer.flush()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line)  # one write per line: readers and a second worker never see half a line
    finally:
        os.close(file)
