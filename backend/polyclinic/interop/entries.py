"""The entries of one file: of a bundle, of lines, or a single resource. The bytes of each resource are exact."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Raw, field

from polyclinic.interop.errors import FileError
from polyclinic.interop.fhir.types import Fhir
from polyclinic.interop.find_files import is_lines
from polyclinic.interop.open_file import opened
from polyclinic.interop.split import Read, Splitter, Window

IN_MEMORY = 8 * 1024 * 1024
"""A file up to this size is read at once; a larger one entry by entry."""

T = TypeVar("T")

_BOM = b"\xef\xbb\xbf"
_BUNDLE_TYPES = frozenset({"document", "message", "transaction", "batch", "searchset", "collection"})


class Entry(NamedTuple):
    """One resource. `place` says where it stands (`entry[3]`, `line 7`); `content` is None when only `problem` is known."""

    place: str
    full_url: str | None
    content: bytes
    problem: str | None = None


class Request(Fhir):
    """What a transaction wants done with an entry."""

    method: str | None = None


class BundleEntry(Fhir):
    """One entry as FHIR has it."""

    full_url: str | None = None
    resource: Raw = Raw(b"")
    request: Request | None = None


class Envelope(Fhir):
    """A bundle without its entries, or the head of a resource."""

    resource_type: str
    type: str | None = None
    language: str | None = None


class Whole(Envelope):
    """A bundle."""

    entry: list[Raw] = field(default_factory=list)


_ENTRY = msgspec.json.Decoder(BundleEntry)
_ENVELOPE = msgspec.json.Decoder(Envelope)
_WHOLE = msgspec.json.Decoder(Whole)


class Source:
    """One file, read from the beginning as often as asked. `language` and `is_bundle` are known after the first reading."""

    def __init__(self, path: Path, on_bytes: Callable[[int], None] | None = None) -> None:
        self.path = path
        self._on_bytes = on_bytes
        self.is_lines = is_lines(path)
        self.is_bundle = False
        self.language = "en"
        self.size = 0
        self._whole: bytes | None = None

    def read(self) -> Iterator[Entry]:
        """Yield the entries; raise FileError when the file as a whole cannot be taken."""
        if self._whole is not None:
            yield from self._from_memory(self._whole)
            return
        with opened(self.path, self._on_bytes) as read:
            head = read_fully(read, IN_MEMORY + 1)
            if not head.strip():
                raise FileError("the file is empty")
            if len(head) <= IN_MEMORY:
                self._whole = _checked_text(head)
                self.size = len(head)
                yield from self._from_memory(self._whole)
                return
            yield from self._streamed(head, read)

    def _from_memory(self, content: bytes) -> Iterator[Entry]:
        if self.is_lines:
            yield from self._lines(Window(_once(content)))
            return
        if content.lstrip()[:1] != b"{":
            raise FileError("not a FHIR bundle or resource" if content.lstrip()[:1] in b'["' else "not JSON")
        yield from self._bundle_or_resource(content, "")

    def _bundle_or_resource(self, content: bytes, prefix: str) -> Iterator[Entry]:
        found = _decoded(_ENVELOPE, content, "not a FHIR bundle or resource")
        if found.resource_type != "Bundle":
            yield Entry(prefix or found.resource_type, None, content.strip())
            return
        whole = _decoded(_WHOLE, content, "not a FHIR bundle")
        self._accept(whole)
        for index, raw in enumerate(whole.entry):
            yield _entry(f"{prefix}entry[{index}]", bytes(raw))

    def _streamed(self, head: bytes, read: Read) -> Iterator[Entry]:
        self.size = 0
        window = Window(self._counting(head, read))
        if self.is_lines:
            yield from self._lines(window)
            return
        if (first := window.peek()) != ord("{"):
            raise FileError("not a FHIR bundle" if first in (ord("["), ord('"')) else "not JSON")
        splitter = Splitter(window)
        for index, raw in enumerate(splitter.entries()):
            yield _entry(f"entry[{index}]", raw)
        self._accept(_decoded(_ENVELOPE, splitter.envelope, "not a FHIR bundle"))

    def _lines(self, window: Window) -> Iterator[Entry]:
        number = 0
        while (line := window.line()) is not None:
            number += 1
            if line.strip():
                yield from self._line(line, f"line {number}")

    def _line(self, line: bytes, place: str) -> Iterator[Entry]:
        try:
            for entry in self._bundle_or_resource(line, f"{place} "):
                yield entry._replace(place=entry.place.strip())
        except FileError as error:
            yield Entry(place, None, b"", error.reason)

    def _accept(self, envelope: Envelope) -> None:
        if envelope.resource_type != "Bundle":
            raise FileError(f"not a FHIR bundle but `{envelope.resource_type[:40]}`, and too large for one resource")
        if envelope.type not in _BUNDLE_TYPES:
            raise FileError(f"a bundle of type `{str(envelope.type)[:40]}` holds no records to import")
        self.is_bundle = True
        self.language = envelope.language or "en"

    def _counting(self, head: bytes, read: Read) -> Read:
        first: list[bytes] = [head]

        def counted(size: int) -> bytes:
            found = first.pop() if first else read(size)
            self.size += len(found)
            return found

        return counted


def read_fully(read: Read, size: int) -> bytes:
    """Read until `size` bytes are there or the file ends."""
    parts = []
    while size > 0 and (part := read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _entry(place: str, raw: bytes) -> Entry:
    try:
        raw.decode()  # msgspec passes over fields that nobody asks for
        found = _ENTRY.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Entry(place, None, b"", reason(error))
    if found.request and found.request.method == "DELETE":
        return Entry(place, found.full_url, b"", "asks for a deletion, which an import does not do")
    content = bytes(found.resource)
    return Entry(place, found.full_url, content, None if content.startswith(b"{") else "has no resource")


def reason(error: Exception) -> str:
    """Return what is wrong in words that show no content."""
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def _decoded(decoder: msgspec.json.Decoder[T], content: bytes, what: str) -> T:
    try:
        return decoder.decode(content)
    except msgspec.ValidationError as error:
        raise FileError(f"{what}: {error}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError(f"not JSON: {reason(error)}") from None


def _checked_text(content: bytes) -> bytes:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise FileError(f"not UTF-8 (byte {error.start})") from None
    return content.removeprefix(_BOM)


def _once(content: bytes) -> Read:
    parts = [content]
    return lambda _size: parts.pop() if parts else b""
