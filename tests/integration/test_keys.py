"""Keys belong to a database: the right ones are found, wrong ones are refused before anything is written with them."""

from pathlib import Path

import pytest

from polyclinic.kit.keys import KeysMissingError, WrongKeysError, keys_of, read_keys
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Environment, Settings


@pytest.fixture
async def unlocked(database: Database) -> Database:
    """A database that no keys have been used with."""
    await database["house"].delete_one({"_id": "keys"})
    return database


def house_settings(folder: Path, **given: object) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **given)


async def test_a_second_command_in_development_finds_the_keys_of_the_first(unlocked: Database, tmp_path: Path) -> None:
    first = await keys_of(unlocked, house_settings(tmp_path / "demo"))
    read_keys(tmp_path / "elsewhere" / "keys.json", may_make=True)
    assert await keys_of(unlocked, house_settings(tmp_path / "elsewhere")) == first


async def test_other_keys_named_by_hand_are_refused(unlocked: Database, tmp_path: Path) -> None:
    await keys_of(unlocked, house_settings(tmp_path / "demo"))
    other = tmp_path / "other.json"
    read_keys(other, may_make=True)
    with pytest.raises(WrongKeysError, match="written with other keys"):
        await keys_of(unlocked, house_settings(tmp_path / "demo", key_file=other))


async def test_lost_keys_are_never_replaced_by_new_ones(unlocked: Database, tmp_path: Path) -> None:
    settings = house_settings(tmp_path)
    await keys_of(unlocked, settings)
    settings.keys.unlink()
    with pytest.raises(KeysMissingError):
        await keys_of(unlocked, settings)
    assert not settings.keys.exists()


async def test_production_makes_no_keys_and_searches_none(unlocked: Database, tmp_path: Path) -> None:
    with pytest.raises(KeysMissingError, match="make-keys"):
        await keys_of(unlocked, house_settings(tmp_path, environment=Environment.PRODUCTION))
    assert await unlocked["house"].find_one({"_id": "keys"}) is None
