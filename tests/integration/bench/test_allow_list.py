"""An operator's own trusted documents are answered beside the shipped ones."""

from pathlib import Path

import orjson
import pytest

from polyclinic.proving.bench.operation import DASHBOARD, DOCUMENT_ID, allow_list
from polyclinic_schema.documents import trusted


def test_the_list_adds_to_the_shipped_one(tmp_path: Path) -> None:
    more = tmp_path / "documents.json"
    more.write_bytes(orjson.dumps(allow_list()))

    assert trusted(more) == {**trusted(), DOCUMENT_ID: DASHBOARD}
    assert DOCUMENT_ID not in trusted()


def test_a_list_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        trusted(tmp_path / "nowhere.json")
