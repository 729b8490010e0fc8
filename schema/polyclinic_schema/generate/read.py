"""Reads operation files into named operations and fragments."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSyntaxError,
    Node,
    OperationDefinitionNode,
    Source,
    parse,
)

from polyclinic_schema.generate.errors import OperationError

NodeT = TypeVar("NodeT", bound=Node)


@dataclass
class Definitions:
    """Everything the operation files define, by name."""

    operations: dict[str, OperationDefinitionNode] = field(default_factory=dict)
    fragments: dict[str, FragmentDefinitionNode] = field(default_factory=dict)


def read_folder(folder: Path) -> list[Source]:
    """Read every `.graphql` file under the folder, in the order of their paths."""
    paths = sorted(folder.rglob("*.graphql"), key=lambda path: path.relative_to(folder).as_posix())
    return [Source(path.read_text("utf-8"), path.relative_to(folder).as_posix()) for path in paths]


def definitions_of(sources: Iterable[Source]) -> Definitions:
    """Collect the definitions; an anonymous operation, a repeated name or other syntax is an `OperationError`."""
    found = Definitions()
    for source in sources:
        for node in _parse(source).definitions:
            _add(found, node, source.name)
    return found


def _parse(source: Source) -> DocumentNode:
    try:
        return parse(source)
    except GraphQLSyntaxError as error:
        raise OperationError(str(error)) from error


def _add(found: Definitions, node: Node, file: str) -> None:
    match node:
        case OperationDefinitionNode(name=None):
            raise OperationError(f"{file}: an anonymous operation; give it a name")
        case OperationDefinitionNode(name=name) if name:
            _keep(found.operations, name.value, node, f"{file}: operation")
        case FragmentDefinitionNode(name=name):
            _keep(found.fragments, name.value, node, f"{file}: fragment")
        case _:
            raise OperationError(f"{file}: only operations and fragments belong here, found {node.kind}")


def _keep(into: dict[str, NodeT], name: str, node: NodeT, what: str) -> None:
    if name in into:
        first = into[name].loc
        raise OperationError(
            f"{what} {name} has the name of another one in {first.source.name if first else 'another file'}"
        )
    into[name] = node
