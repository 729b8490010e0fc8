"""What the app asks is a promise: it fits the schema, and what is generated from it is up to date."""

from hashlib import sha256
from pathlib import Path

import pytest
from graphql import parse, validate

from polyclinic_schema.generate.documents import read_documents
from polyclinic_schema.generate.typescript import typescript_of
from polyclinic_schema.generate.write import DOCUMENTS, TYPESCRIPT, current_operations, read_schema, stale

ROOT = Path(__file__).resolve().parents[2]
CURRENT = {operation.id: operation for operation in current_operations(ROOT)}
SHIPPED = read_documents(ROOT / DOCUMENTS)


def test_the_generated_files_are_not_stale() -> None:
    assert stale(ROOT) == [], "run `polyclinic sdl` (or `python -m polyclinic_schema.generate`) and commit"


def test_the_typescript_is_exactly_what_the_operations_give() -> None:
    written = (ROOT / TYPESCRIPT).read_text("utf-8")

    assert written == typescript_of(read_schema(ROOT), list(CURRENT.values()))


@pytest.mark.parametrize("key", SHIPPED, ids=lambda key: f"{SHIPPED[key].name}-{key[:8]}")
def test_every_shipped_operation_still_fits_the_schema(key: str) -> None:
    assert validate(read_schema(ROOT), parse(SHIPPED[key].text)) == []


def test_every_hash_is_that_of_its_text() -> None:
    assert [sha256(document.text.encode()).hexdigest() for document in SHIPPED.values()] == list(SHIPPED)


def test_every_current_operation_is_on_the_allow_list() -> None:
    assert {key: SHIPPED[key].text for key in CURRENT} == {key: made.text for key, made in CURRENT.items()}
    assert sorted(key for key, document in SHIPPED.items() if document.retire is None) == sorted(CURRENT)


def test_the_app_has_operations() -> None:
    assert {"Home", "SignIn", "Timeline"} <= {operation.name for operation in CURRENT.values()}
