"""A data directory and an embedded server of the test's own, for proofs that stop, kill or refuse one."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from integration.embedded import begin
from polyclinic.kit.mongod import Server

ROOM_NEEDED = 2 * 10**9


@pytest.fixture
def dbpath(tmp_path: Path) -> Iterator[Path]:
    """A data directory that does not exist yet, on a RAM disk where there is one with room."""
    shm = Path("/dev/shm")
    roomy = shm.is_dir() and shutil.disk_usage(shm).free > ROOM_NEEDED
    parent = Path(tempfile.mkdtemp(dir=shm if roomy else tmp_path))
    yield parent / "db"
    shutil.rmtree(parent)


@pytest.fixture
def server(dbpath: Path) -> Iterator[Server]:
    """An embedded server of the test's own."""
    with begin(dbpath) as found:
        yield found
