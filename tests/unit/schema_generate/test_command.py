"""`python -m polyclinic_schema.generate`: exit codes and words."""

from pathlib import Path

import pytest

from polyclinic_schema.generate import __main__ as command


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "schema/operations").mkdir(parents=True)
    (tmp_path / "schema/schema.graphql").write_text("type Query { id: ID! }")
    (tmp_path / "schema/operations/a.graphql").write_text("query A { id }")
    monkeypatch.setattr(command, "_CHECKOUT", tmp_path)
    return tmp_path


def test_check_names_stale_files_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--check"]) == 1
    assert capsys.readouterr().out == "stale app/src/ops.gen.ts\nstale schema/polyclinic_schema/documents.json\n"
    assert not (root / "app").exists()


def test_write_names_what_it_wrote_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0
    assert capsys.readouterr().out == "wrote app/src/ops.gen.ts\nwrote schema/polyclinic_schema/documents.json\n"
    assert (command.main([]), command.main(["--check"])) == (0, 0)
    assert capsys.readouterr().out == ""


def test_a_wrong_operation_ends_with_2_and_its_name(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "schema/operations/a.graphql").write_text("query A { name }")

    assert command.main([]) == 2
    assert "a.graphql: operation A: Cannot query field 'name'" in capsys.readouterr().err
    assert not (root / "app").exists()
