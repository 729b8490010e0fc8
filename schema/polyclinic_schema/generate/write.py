"""Writes the generated files of a checkout, or tells which of them are stale."""

from datetime import date
from pathlib import Path

from graphql import GraphQLSchema, build_schema

from polyclinic_schema.generate.documents import documents_text, merged, read_documents
from polyclinic_schema.generate.errors import OperationError
from polyclinic_schema.generate.operation import Operation, operations_of
from polyclinic_schema.generate.read import definitions_of, read_folder
from polyclinic_schema.generate.typescript import typescript_of

SDL = Path("schema/schema.graphql")
OPERATIONS = Path("schema/operations")
TYPESCRIPT = Path("app/src/ops.gen.ts")
DOCUMENTS = Path("schema/polyclinic_schema/documents.json")

# With this day nothing is ever dropped and everything new or gone shows as a difference, so a check needs no clock.
_BEFORE_ALL = date(1, 1, 1)


def read_schema(root: Path) -> GraphQLSchema:
    """Build the schema of the checkout from its SDL."""
    path = root / SDL
    if not path.exists():
        raise OperationError(f"{path} is missing; run this in a checkout, after `polyclinic sdl`")
    return build_schema(path.read_text("utf-8"))


def current_operations(root: Path) -> list[Operation]:
    """Return the operations of the checkout, validated, in the order of names."""
    return operations_of(read_schema(root), definitions_of(read_folder(root / OPERATIONS)))


def write(root: Path, *, today: date) -> list[Path]:
    """Write both files; return those that changed."""
    changed = {path: text for path, text in _texts(root, today).items() if not _holds(path, text)}
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return list(changed)


def stale(root: Path) -> list[Path]:
    """Return the generated files that differ from what would be written."""
    return [path for path, text in _texts(root, _BEFORE_ALL).items() if not _holds(path, text)]


def _texts(root: Path, today: date) -> dict[Path, str]:
    operations = current_operations(root)
    documents = merged(read_documents(root / DOCUMENTS), operations, today)
    return {
        root / TYPESCRIPT: typescript_of(read_schema(root), operations),
        root / DOCUMENTS: documents_text(documents),
    }


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() == text.encode()
