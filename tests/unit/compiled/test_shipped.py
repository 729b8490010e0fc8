"""What the app sends is compiled, all of it; and the package knows nothing of the application."""

import ast
import re
from pathlib import Path

import pytest

from polyclinic_schema.compiled import CompiledOperation, Compiler
from polyclinic_schema.schema import build
from tests.unit.compiled.generated import object_types

ROOT = Path(__file__).parents[3]
OPERATIONS = sorted((ROOT / "schema/operations").glob("*.graphql"))
PACKAGE = sorted((ROOT / "schema/polyclinic_schema/compiled").glob("*"))


@pytest.mark.parametrize("path", OPERATIONS, ids=lambda path: path.stem)
def test_every_shipped_operation_is_compiled(path: Path) -> None:
    assert isinstance(Compiler(build()).compile(path.read_text("utf8")), CompiledOperation)


def test_there_are_operations() -> None:
    assert len(OPERATIONS) >= 10


def test_the_package_names_no_type_field_or_operation_of_the_application() -> None:
    graphql = build()._schema
    names = {one.name for one in object_types(graphql)} - {"Query", "Mutation", "Subscription"}
    names |= {match for path in OPERATIONS for match in re.findall(r"(?:query|mutation) (\w+)", path.read_text("utf8"))}
    for path in PACKAGE:
        if path.suffix == ".py":
            tree = ast.parse(path.read_text("utf8"))
            texts = {
                node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            quoted = {word for text in texts for word in re.findall(r"\w+", text) if not text.strip().count(" ")}
            assert not names & (used | quoted), path


def test_the_package_imports_no_application() -> None:
    allowed = {"graphql", "strawberry", "orjson", "polyclinic_schema.compiled"}
    for path in PACKAGE:
        if path.suffix == ".py":
            for found in re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text("utf8"), re.MULTILINE):
                if found.startswith("polyclinic"):
                    assert found.startswith("polyclinic_schema.compiled"), (path, found)
    assert allowed
