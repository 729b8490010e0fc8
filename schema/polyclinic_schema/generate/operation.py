"""One operation exactly as it ships: its text with the fragments it needs, and the hash of that text."""

from dataclasses import dataclass
from hashlib import sha256

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    Visitor,
    print_ast,
    strip_ignored_characters,
    validate,
    visit,
)

from polyclinic_schema.generate.errors import OperationError
from polyclinic_schema.generate.read import Definitions
from polyclinic_schema.generate.typename import with_typenames


@dataclass(frozen=True)
class Operation:
    """A shipped operation; `id` is the sha256 of exactly `text`."""

    name: str
    id: str
    text: str
    node: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]


def operations_of(schema: GraphQLSchema, found: Definitions) -> list[Operation]:
    """Complete, validate and hash every operation, in the order of names; an unused fragment is an error too."""
    made = [_operation(schema, found, name) for name in sorted(found.operations)]
    used = {name for operation in made for name in operation.fragments}
    for name in sorted(found.fragments.keys() - used):
        raise OperationError(f"{_place(found.fragments[name])}fragment {name} is used by no operation; delete it")
    return made


def _operation(schema: GraphQLSchema, found: Definitions, name: str) -> Operation:
    node = found.operations[name]
    fragments = [found.fragments[used] for used in sorted(_spreads(node, found))]
    # Checked twice: first as written, so that an error points at the file, then as it ships.
    _check(schema, DocumentNode(definitions=(node, *fragments)), node)
    document = with_typenames(schema, DocumentNode(definitions=(node, *fragments)))
    _check(schema, document, node)
    text = strip_ignored_characters(print_ast(document))
    kept = {part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)}
    asked = next(part for part in document.definitions if isinstance(part, OperationDefinitionNode))
    return Operation(name, sha256(text.encode()).hexdigest(), text, asked, kept)


def _check(schema: GraphQLSchema, document: DocumentNode, node: OperationDefinitionNode) -> None:
    errors = validate(schema, document)
    if errors:
        words = "\n".join(str(error) for error in errors)
        raise OperationError(f"{_place(node)}operation {node.name.value if node.name else ''}: {words}")


def _spreads(node: Node, found: Definitions) -> set[str]:
    names: set[str] = set()
    waiting = [node]
    while waiting:
        new = _spread_names(waiting.pop()) - names
        names |= new & found.fragments.keys()  # an unknown fragment is left to the validation, which words it better
        waiting += [found.fragments[name] for name in sorted(new & found.fragments.keys())]
    return names


def _spread_names(node: Node) -> set[str]:
    names: set[str] = set()

    class Spreads(Visitor):
        def enter_fragment_spread(self, spread: FragmentSpreadNode, *_: object) -> None:
            names.add(spread.name.value)

    visit(node, Spreads())
    return names


def _place(node: Node) -> str:
    return f"{node.loc.source.name}: " if node.loc else ""
