"""The allow-list: what shipped stays answered for 400 days, and a second run changes no byte."""

import json
from datetime import date
from pathlib import Path

import pytest

from polyclinic_schema.generate.documents import Document, answered_on, documents_text, merged, read_documents
from polyclinic_schema.generate.errors import OperationError
from polyclinic_schema.generate.write import stale, write

from .generated import operations_from

SDL = "type Query { id: ID! name: String! }"
OLD = operations_from(SDL, "query A { id }")
NEW = operations_from(SDL, "query A { id name }")
FIRST, LATER = date(2026, 1, 10), date(2026, 3, 1)


def checkout(folder: Path, operations: str) -> Path:
    (folder / "schema/operations/deep").mkdir(parents=True, exist_ok=True)
    (folder / "schema/schema.graphql").write_text(SDL)
    (folder / "schema/operations/deep/a.graphql").write_text(operations)
    return folder


def test_a_new_operation_is_dated_today_and_keeps_that_date() -> None:
    first = merged({}, OLD, FIRST)

    assert first == {OLD[0].id: Document("A", "query A{id}", "2026-01-10", None)}
    assert merged(first, OLD, LATER) == first


def test_a_replaced_operation_is_answered_for_400_more_days() -> None:
    both = merged(merged({}, OLD, FIRST), NEW, LATER)

    assert both == {
        OLD[0].id: Document("A", "query A{id}", "2026-01-10", "2027-04-05"),
        NEW[0].id: Document("A", "query A{id name}", "2026-03-01", None),
    }
    assert answered_on(both, date(2027, 4, 5)) == {OLD[0].id: "query A{id}", NEW[0].id: "query A{id name}"}
    assert answered_on(both, date(2027, 4, 6)) == {NEW[0].id: "query A{id name}"}
    assert merged(both, NEW, date(2027, 4, 5)) == both
    assert merged(both, NEW, date(2027, 4, 6)).keys() == {NEW[0].id}


def test_an_operation_that_comes_back_is_retired_no_more() -> None:
    both = merged(merged({}, OLD, FIRST), NEW, LATER)

    back = merged(both, OLD, date(2026, 4, 1))

    assert back[OLD[0].id] == Document("A", "query A{id}", "2026-01-10", None)
    assert back[NEW[0].id].retire == "2027-05-06"


def test_a_draft_of_one_day_leaves_nothing_behind() -> None:
    assert merged(merged({}, OLD, FIRST), NEW, FIRST) == {
        NEW[0].id: Document("A", "query A{id name}", "2026-01-10", None)
    }


def test_the_file_is_ordered_and_reads_back(tmp_path: Path) -> None:
    both = merged(merged({}, OLD, FIRST), NEW, LATER)
    (tmp_path / "documents.json").write_text(documents_text(both))

    assert read_documents(tmp_path / "documents.json") == both
    assert list(json.loads(documents_text(both))) == [OLD[0].id, NEW[0].id]
    assert read_documents(tmp_path / "absent.json") == {}


def test_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    root = checkout(tmp_path, "query A { id }")
    files = [root / "app/src/ops.gen.ts", root / "schema/polyclinic_schema/documents.json"]

    assert write(root, today=FIRST) == files
    first = [path.read_bytes() for path in files]

    assert write(root, today=LATER) == []
    assert [path.read_bytes() for path in files] == first
    assert stale(root) == []


def test_every_change_of_an_operation_makes_both_files_stale(tmp_path: Path) -> None:
    root = checkout(tmp_path, "query A { id }")
    files = write(root, today=FIRST)

    checkout(tmp_path, "query A { id name }")

    assert stale(root) == files
    assert files[0].read_text().count("name}") == 0, "a check writes nothing"


def test_an_edited_file_is_stale(tmp_path: Path) -> None:
    root = checkout(tmp_path, "query A { id }")
    typescript, documents = write(root, today=FIRST)
    typescript.write_text(typescript.read_text().replace("id: string", "id: any"))
    documents.write_text(documents.read_text().replace("query A{id}", "query A{name}"))

    assert stale(root) == [typescript, documents]


def test_without_a_schema_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        OperationError, match=r"schema\.graphql is missing; run this in a checkout, after `polyclinic sdl`"
    ):
        write(tmp_path, today=FIRST)
    assert list(tmp_path.iterdir()) == []
