"""First reading of a file: what is in it, under which names, and what it refers to. No content is kept."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from msgspec import Raw

from polyclinic.interop.entries import Entry, Source, reason
from polyclinic.interop.errors import FileError
from polyclinic.interop.fhir.types import Fhir, Identifier, Reference
from polyclinic.interop.mapping.registry import MAPPERS
from polyclinic.interop.references import base_of, parse, references_in
from polyclinic.interop.report import Counts, Errors

SKIPPED = -1
"""Stands for an entry of a type that we do not keep."""

_LONGEST_ID = 256
_URN = "urn:uuid:"


class Head(Fhir):
    """What is read of every resource first."""

    resource_type: str
    id: str | None = None
    identifier: Raw = Raw(b"[]")
    result: Raw = Raw(b"[]")


class Origin(NamedTuple):
    """A resource's own name at its source."""

    type: str
    id: str


_HEAD = msgspec.json.Decoder(Head)
_IDENTIFIERS = msgspec.json.Decoder(list[Identifier])
_RESULTS = msgspec.json.Decoder(list[Reference])


class Catalogue:
    """What a file holds: supported entries by number, in reading order.

    Each is found by its fullUrl in `urls` or by type and id in `keys`: in one of them where the other follows from it, because
    a large file has hundreds of thousands.
    """

    def __init__(self) -> None:
        self.origins: list[Origin] = []
        self.urls: dict[str, int] = {}
        self.keys: dict[Origin, int] = {}
        self.identifiers: dict[tuple[str, str], set[int]] = {}
        self.outside: set[str] = set()
        self.reported: set[str] = set()
        self.bases: set[str] = set()
        self.counts: dict[str, Counts] = {}
        self.errors = Errors()

    def observations_in_reports(self) -> set[int]:
        """Return the entries that a DiagnosticReport of this file shows."""
        found = (self.number_of(reference) for reference in self.reported)
        return {number for number in found if number is not None and number != SKIPPED}

    def number_of(self, reference: str) -> int | None:
        """Return the entry of this file that a reference leads to, SKIPPED for one we do not keep, None for none."""
        number = self.urls.get(reference)
        if number is not None:
            return number
        named = parse(reference)
        if named is None or (named.base and named.base not in self.bases):
            return None
        if named.identifier is not None:
            found = self.identifiers.get((named.type, named.identifier), set())
            return next(iter(found)) if len(found) == 1 else None
        return self.number_by_origin(Origin(named.type, named.id or ""))

    def number_by_origin(self, origin: Origin) -> int | None:
        """Return the entry with this type and id, None for none."""
        if (number := self.keys.get(origin)) is not None:
            return number
        number = self.urls.get(_URN + origin.id, SKIPPED)
        return number if number != SKIPPED and self.origins[number] == origin else None


def catalogue(source: Source) -> Catalogue:
    """Read the file once. Problems are noted in `errors`; the reading goes on behind a wrong entry where it can."""
    found = Catalogue()
    try:
        for entry in source.read():
            _note(found, entry)
    except FileError as error:
        found.errors.add(error.reason, error.entry)
    found.outside = {reference for reference in found.outside if found.number_of(reference) is None}
    return found


def head_of(entry: Entry) -> Head:
    """Return the head of a resource; raise FileError when it is none."""
    if entry.problem:
        raise FileError(entry.problem, entry.place)
    try:
        return _HEAD.decode(entry.content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError(reason(error), entry.place) from None


def identifiers_of(head: Head) -> list[str]:
    """Return the business identifiers of a resource as `system|value`."""
    try:
        found = _IDENTIFIERS.decode(head.identifier)
    except msgspec.DecodeError:  # one that is not a list is judged by nobody else
        return []
    return [f"{one.system or ''}|{one.value}" for one in found if one.value]


def origin_of(head: Head, entry: Entry) -> Origin:
    """Return the resource's name at its source: its id, else what its fullUrl says."""
    name = head.id or _id_in(entry.full_url)
    if not name or len(name) > _LONGEST_ID:
        raise FileError("has neither an id nor a fullUrl to know it by", entry.place)
    return Origin(head.resource_type, name)


def _note(found: Catalogue, entry: Entry) -> None:
    try:
        head = head_of(entry)
        found.counts.setdefault(head.resource_type, Counts()).read += 1
        number = _supported(found, head, entry) if head.resource_type in MAPPERS else SKIPPED
        _note_url(found, entry, number)
    except FileError as error:
        found.errors.add(error.reason, error.entry)
        return
    if number != SKIPPED:
        found.outside.update(named for named in references_in(entry.content) if not named.startswith(("urn:", "#")))


def _supported(found: Catalogue, head: Head, entry: Entry) -> int:
    number, origin = len(found.origins), origin_of(head, entry)
    if found.number_by_origin(origin) is not None:
        raise FileError(f"{origin.type}/{origin.id} is in this file twice", entry.place)
    found.origins.append(origin)
    if entry.full_url != _URN + origin.id:
        found.keys[origin] = number
    for identifier in identifiers_of(head):
        found.identifiers.setdefault((origin.type, identifier), set()).add(number)
    if origin.type == "DiagnosticReport":
        found.reported.update(_results(head))
    return number


def _note_url(found: Catalogue, entry: Entry, number: int) -> None:
    if not entry.full_url:
        return
    if entry.full_url in found.urls:
        raise FileError(f"the fullUrl {entry.full_url[:100]} is in this file twice", entry.place)
    if base := base_of(entry.full_url):
        found.bases.add(base)
        if number != SKIPPED and entry.full_url == f"{base}/{found.origins[number].type}/{found.origins[number].id}":
            return
    found.urls[entry.full_url] = number


def _results(head: Head) -> Iterable[str]:
    try:
        return [result.reference for result in _RESULTS.decode(head.result) if result.reference]
    except msgspec.DecodeError:  # the mapper will say what is wrong with it
        return []


def _id_in(full_url: str | None) -> str | None:
    named = parse(full_url) if full_url else None
    return named.id if named else full_url
