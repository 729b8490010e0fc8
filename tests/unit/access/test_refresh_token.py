"""Refresh tokens: the same successor each time, and no stranger's token taken for an old one of ours."""

from pathlib import Path

import pytest

from polyclinic.access.refresh_token import first_token, read_token, stored, successor
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys, read_keys
from polyclinic.kit.settings import Settings


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> HouseKeys:
    return read_keys(Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("keys")).keys, may_make=True)


def test_a_successor_is_always_the_same_and_never_the_old_one(keys: HouseKeys) -> None:
    first = first_token(new_id(), keys=keys)
    second = successor(first, keys=keys)
    assert successor(first, keys=keys) == second
    assert len({first.text, second.text, successor(second, keys=keys).text}) == 3
    assert first.text.partition(".")[0] == second.family == first.family


def test_a_genuine_token_is_read_back(keys: HouseKeys) -> None:
    token = successor(first_token(new_id(), keys=keys), keys=keys)
    assert read_token(token.text, keys=keys) == token


def test_what_is_stored_is_not_the_token(keys: HouseKeys) -> None:
    token = first_token(new_id(), keys=keys)
    assert token.text.partition(".")[2] not in stored(token, keys=keys)
    assert stored(token, keys=keys) != stored(successor(token, keys=keys), keys=keys)


def test_a_token_with_one_sign_changed_is_not_ours(keys: HouseKeys) -> None:
    text = first_token(new_id(), keys=keys).text
    for place in (0, 36, 40, 100, len(text) - 1):
        changed = text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
        assert read_token(changed, keys=keys) is None


@pytest.mark.parametrize(
    "text", ["", ".", "a.b", "\ud800", "\x00", "é" * 133, "0" * 133, "0" * 100_000], ids=lambda text: ascii(text[:8])
)
def test_garbage_is_not_ours(text: str, keys: HouseKeys) -> None:
    assert read_token(text, keys=keys) is None


def test_another_house_reads_nothing(keys: HouseKeys, tmp_path: Path) -> None:
    other = read_keys(Settings(_env_file=None, data_dir=tmp_path).keys, may_make=True)
    assert read_token(first_token(new_id(), keys=other).text, keys=keys) is None
