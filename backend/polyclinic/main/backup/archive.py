"""The archive: a zip with one `collections/NAME.bson` each, a manifest, and the SHA-256 of all that as the zip's comment.

The comment is the file's last 64 bytes, so a single changed or missing byte anywhere is noticed before anything is read.
"""

import contextlib
import hashlib
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

import msgspec
from msgspec import Struct

from polyclinic.main.backup.errors import ArchiveDamagedError

_MANIFEST = "manifest.json"
_SEAL = 64
_CHUNK = 1024 * 1024
_LENGTH = 4
_SMALLEST, _LARGEST = 5, 17 * 1024 * 1024
_NAME = re.compile(r"^(?!system\.)[A-Za-z0-9_.-]{1,120}$")


class Member(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One collection in the archive."""

    name: str
    documents: int
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the archive says of itself. `keys` tells the house keys apart without revealing them."""

    format: Literal["polyclinic-backup"] = "polyclinic-backup"
    v: Literal[1] = 1
    schema: int
    database: str
    made_at: str
    keys: str
    collections: tuple[Member, ...]


def member_path(name: str) -> str:
    """Return where a collection lies in the zip."""
    return f"collections/{name}.bson"


class Writer:
    """Writes an archive next to its final name; `finish` alone makes it appear there, whole and for its owner only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._file = os.fdopen(os.open(self._draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def open(self, name: str) -> IO[bytes]:
        """Open a collection's member to be written to."""
        return self._zip.open(member_path(name), "w", force_zip64=True)

    def finish(self, manifest: Manifest) -> int:
        """Write the manifest and the seal, and put the file in its place. Returns its size in bytes."""
        self._zip.writestr(_MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        self._zip.comment = b"0" * _SEAL
        self._zip.close()
        size = self._file.seek(0, os.SEEK_END)
        self._file.seek(0)
        seal = _hash(self._file, size - _SEAL)
        self._file.seek(size - _SEAL)
        self._file.write(seal.encode())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.link(self._draft, self._path)  # unlike a rename it never replaces a file that came meanwhile
        self._draft.unlink()
        return size

    def discard(self) -> None:
        """Leave nothing behind when something went wrong."""
        self._draft.unlink(missing_ok=True)
        with contextlib.suppress(OSError, ValueError):  # a full disk must not hide why the backup failed
            self._zip.close()
        self._file.close()


class Reader:
    """Reads an archive that `check` has found whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._check_seal()
            self._zip = zipfile.ZipFile(path)
            self.manifest = self._manifest(self._zip.read(_MANIFEST))
        except (zipfile.BadZipFile, KeyError, ValueError, struct.error) as wrong:
            raise ArchiveDamagedError(path, "it is not a whole archive of Polyclinic") from wrong

    def check(self) -> None:
        """Read every member to its end: length, number of documents and checksum must be those of the manifest."""
        for member in self.manifest.collections:
            digest, documents, size = hashlib.sha256(), 0, 0
            for document in self.documents(member.name):
                digest.update(document)
                documents += 1
                size += len(document)
            if (digest.hexdigest(), documents, size) != (member.sha256, member.documents, member.bytes):
                raise self._damaged(member.name)

    def documents(self, name: str) -> Iterator[bytes]:
        """Yield a collection's documents as exact BSON, one at a time."""
        try:
            with self._zip.open(member_path(name)) as raw:
                while prefix := raw.read(_LENGTH):
                    yield self._document(name, prefix, raw)
        except (zipfile.BadZipFile, KeyError, EOFError, OSError, zlib.error) as wrong:
            raise self._damaged(name) from wrong

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def _document(self, name: str, prefix: bytes, raw: IO[bytes]) -> bytes:
        length = int.from_bytes(prefix, "little")
        if len(prefix) < _LENGTH or not _SMALLEST <= length <= _LARGEST:
            raise self._damaged(name)
        rest = raw.read(length - _LENGTH)
        if len(rest) != length - _LENGTH or rest[-1] != 0:
            raise self._damaged(name)
        return prefix + rest

    def _damaged(self, name: str) -> ArchiveDamagedError:
        return ArchiveDamagedError(self.path, f"its collection {name} is damaged")

    def _check_seal(self) -> None:
        size = self.path.stat().st_size
        if size <= _SEAL:
            raise ArchiveDamagedError(self.path, "it is cut short")
        with self.path.open("rb") as file:
            found = _hash(file, size - _SEAL)
            if file.read() != found.encode():
                raise ArchiveDamagedError(self.path, "it was cut short or changed after it was written")

    def _manifest(self, raw: bytes) -> Manifest:
        found = msgspec.json.decode(raw, type=Manifest)
        inside = {_MANIFEST, *(member_path(one.name) for one in found.collections)}
        if set(self._zip.namelist()) != inside or not all(_NAME.match(one.name) for one in found.collections):
            raise ArchiveDamagedError(self.path, "its contents are not those of its manifest")
        return found


def _hash(file: IO[bytes], size: int) -> str:
    digest = hashlib.sha256()
    while size > 0 and (chunk := file.read(min(_CHUNK, size))):
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest()
