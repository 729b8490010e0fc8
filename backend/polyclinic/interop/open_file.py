"""Bytes of a file, unpacked on the way, from the beginning as often as asked."""

import gzip
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from polyclinic.interop.errors import FileError
from polyclinic.interop.split import Read

MB = 1024 * 1024
SMALLEST_CAP = 512 * MB
LARGEST_RATIO = 100
"""Real FHIR shrinks about 20 times; what unpacks to more than 100 times its size (and 512 MB) is not FHIR."""


@contextmanager
def opened(path: Path, on_bytes: Callable[[int], None] | None = None) -> Iterator[Read]:
    """Give a `read(size)` over the unpacked file; `on_bytes` hears of packed bytes. Problems of the file are FileErrors."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileError("not a file")
        with path.open("rb") as file:
            raw = _Heard(file, on_bytes) if on_bytes else file
            if raw.read(2) == b"\x1f\x8b":
                raw.seek(0)
                with gzip.GzipFile(fileobj=raw) as unpacked:
                    yield _capped(unpacked, path.stat().st_size)
            else:
                raw.seek(0)
                yield raw.read
    except FileNotFoundError:
        raise FileError("no such file") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise FileError("this gzip file is damaged") from None
    except OSError as error:
        raise FileError(f"cannot be read ({error.strerror or type(error).__name__})") from None


class _Heard:
    """A file whose reading somebody listens to."""

    def __init__(self, file: BinaryIO, on_bytes: Callable[[int], None]) -> None:
        self._file, self._on_bytes = file, on_bytes

    def read(self, size: int = -1) -> bytes:
        found = self._file.read(size)
        self._on_bytes(len(found))
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        self._on_bytes(-self._file.tell())
        return self._file.seek(offset, whence)


def _capped(unpacked: gzip.GzipFile, packed_size: int) -> Read:
    left = max(SMALLEST_CAP, packed_size * LARGEST_RATIO)

    def read(size: int) -> bytes:
        nonlocal left
        found = unpacked.read(size)
        left -= len(found)
        if left < 0:
            raise FileError("this gzip file unpacks to far more than records do")
        return found

    return read
