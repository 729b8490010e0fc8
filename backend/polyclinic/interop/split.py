"""Cut a bundle of any size into its entries, holding one entry in memory. Exact bytes, no parsing: msgspec does that afterwards.

Bounded by construction: a value longer than `MOST` or nested deeper than `DEEPEST` ends the reading with a FileError.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from polyclinic.interop.errors import FileError

Read = Callable[[int], bytes]

MOST = 12 * 1024 * 1024
"""Longest value, bytes: a document of the database holds 16 MB."""

DEEPEST = 200
_CHUNK = 1024 * 1024
_SPACE = re.compile(rb"[ \t\r\n]*")
_MARK = re.compile(rb'(?:[^"{}\[\]]*"[^"\\]*"){0,40}[^"{}\[\]]*(["{}\[\]])')
"""The next bracket, or the next string that has escapes or follows forty others; plain strings are passed over in C."""

_SCALAR = re.compile(rb"[^ \t\r\n,\]}]*")
_QUOTE, _BACKSLASH, _OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE, _COMMA, _COLON = b'"\\[]{},:'
_BOM = b"\xef\xbb\xbf"


class Window:
    """The part of a file that is being looked at. `at` is where; what lies before it is forgotten."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.data = b""
        self.at = 0
        if self._more() and self.data.startswith(_BOM):
            self.at = len(_BOM)

    def peek(self) -> int | None:
        """Return the next byte that is not space, without taking it; None at the end."""
        while True:
            self.at = _end(_SPACE, self.data, self.at)
            if self.at < len(self.data):
                return self.data[self.at]
            if not self._more():
                return None

    def take(self, expected: int) -> None:
        """Take one sign, which must be the expected one."""
        if self.peek() != expected:
            raise FileError(
                f"not JSON: `{chr(expected)}` is missing" if self.data[self.at :] else "not JSON: it ends in the middle"
            )
        self.at += 1

    def separate(self, close: int) -> None:
        """Take the comma before another element; where the list or object closes there is none."""
        if self.peek() != close:
            self.take(_COMMA)
            if self.peek() == close:
                raise FileError("not JSON: a value is missing")

    def value(self) -> bytes:
        """Take one JSON value and return its exact bytes."""
        first = self.peek()
        if first is None:
            raise FileError("not JSON: it ends in the middle")
        length = (
            self._string() if first == _QUOTE else self._nested() if first in (_OPEN, _OPEN_LIST) else self._scalar()
        )
        found = self.data[self.at : self.at + length]
        self.at += length
        return found

    def line(self) -> bytes | None:
        """Take one line; None at the end."""
        start = 0
        while (end := self.data.find(b"\n", self.at + start)) < 0:
            start = len(self.data) - self.at
            if not self._more():
                end = len(self.data)
                break
        if self.at >= len(self.data):
            return None
        found = self.data[self.at : end]
        self.at = end + 1
        return found

    def _more(self) -> bool:
        """Read on, keeping what lies after `at`; the more is kept the more is read, so that a long value is not copied often."""
        kept = self.data[self.at :]
        if len(kept) > MOST:
            raise FileError(f"one value is longer than {MOST // 1024 // 1024} MB")
        read = self._read(max(_CHUNK, len(kept)))
        self.data, self.at = kept + read, 0
        return bool(read)

    def _grow(self) -> None:
        if not self._more():
            raise FileError("not JSON: it ends in the middle")

    def _scalar(self) -> int:
        while True:
            length = _end(_SCALAR, self.data, self.at) - self.at
            if self.at + length < len(self.data) or not self._more():
                if not length:
                    raise FileError("not JSON: a value is missing")
                return length

    def _string(self, start: int = 0) -> int:
        """Return where the string that begins `start` after `at` ends, counted from `at`."""
        looked = start + 1
        while True:
            quote = self.data.find(b'"', self.at + looked)
            if quote < 0:
                looked = len(self.data) - self.at
                self._grow()
                continue
            looked = quote - self.at + 1
            if not _is_escaped(self.data, quote):
                return looked

    def _nested(self) -> int:
        """Return how long the object or list at `at` is."""
        depth = looked = 0
        while True:
            mark = _MARK.match(self.data, self.at + looked)
            if mark is None:
                self._grow()
                continue
            end = mark.end()
            sign, looked = self.data[end - 1], end - self.at
            if sign == _QUOTE:
                looked = self._string(looked - 1)
                continue
            depth += 1 if sign in (_OPEN, _OPEN_LIST) else -1
            if depth > DEEPEST:
                raise FileError(f"nested deeper than {DEEPEST} levels")
            if depth == 0:
                return looked


class Splitter:
    """Hands out the elements of a bundle's `entry`; `envelope` is afterwards the bundle without them."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._parts: list[bytes] = []
        self._length = 0

    @property
    def envelope(self) -> bytes:
        """Return the JSON of everything but the entries."""
        return b"{" + b",".join(self._parts) + b"}"

    def entries(self) -> Iterator[bytes]:
        """Yield the exact bytes of each entry in its order."""
        window, found = self._window, False
        window.take(_OPEN)
        while window.peek() != _CLOSE:
            key = window.value()
            window.take(_COLON)
            if window.peek() == _OPEN_LIST and _is_entry(key):
                if found:
                    raise FileError("not a bundle: it has `entry` twice")
                found = True
                yield from self._elements()
            else:
                self._keep(key, window.value())
            window.separate(_CLOSE)
        window.take(_CLOSE)
        if window.peek() is not None:
            raise FileError("not JSON: something follows after the end")

    def _elements(self) -> Iterator[bytes]:
        window = self._window
        window.take(_OPEN_LIST)
        while window.peek() != _CLOSE_LIST:
            yield window.value()
            window.separate(_CLOSE_LIST)
        window.take(_CLOSE_LIST)

    def _keep(self, key: bytes, value: bytes) -> None:
        self._length += len(key) + len(value)
        if self._length > _CHUNK:
            raise FileError("not a bundle: too much stands beside its entries")
        self._parts.append(key + b":" + value)


def _is_entry(key: bytes) -> bool:
    try:
        return bool(msgspec.json.decode(key) == "entry")
    except msgspec.DecodeError:
        raise FileError("not JSON: a name is wrong") from None


def _is_escaped(data: bytes, quote: int) -> bool:
    before = quote - 1
    while before >= 0 and data[before] == _BACKSLASH:
        before -= 1
    return (quote - 1 - before) % 2 == 1


def _end(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    return found.end() if found else at
