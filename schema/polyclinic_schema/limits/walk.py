"""The walk itself: a selection weighs what is in it, a fragment is measured once inside a page and once outside."""

from collections.abc import Iterable, Sequence

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    is_interface_type,
    is_object_type,
)
from graphql.language import DirectiveNode, Node

from polyclinic_schema.limits.nesting import nesting_of
from polyclinic_schema.limits.sizes import PLAIN_LIST, is_list, page_size, takes_page
from polyclinic_schema.limits.weight import NOTHING, Weight, added, clamped, together

GIVE_UP = 40
"""Levels of braces, spreads and lists at which the walk stops: the stack is no longer than that."""

_INTROSPECTION = frozenset({"__schema", "__type"})


class TooNested(Exception):  # noqa: N818 - not a fault: the measure is known
    """The document goes deeper than the walk does."""


class Walk:
    """A walk of one document; `visited` counts the nodes it looked at."""

    def __init__(self, document: DocumentNode, schema: GraphQLSchema) -> None:
        self.schema = schema
        found = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
        self.fragments = {node.name.value: node for node in found}
        # Two fragments of one name are refused later by the standard rules; until then both weigh.
        self.shadowed = [node for node in found if self.fragments[node.name.value] is not node]
        self.visited = 0
        self._known: dict[tuple[str, bool], Weight] = {}

    def operation(self, node: OperationDefinitionNode) -> Weight:
        """Weigh an operation with all that it spreads. Raises TooNested."""
        inside = self._selections(node.selection_set, self.schema.get_root_type(node.operation), in_page=False, level=1)
        defined = node.variable_definitions or ()
        variables = self._values(defined, level=0)
        own = Weight(directives=sum(len(found.directives or ()) for found in defined))
        return added([inside, variables, own, self._directives(node.directives, level=0)])

    def unused(self) -> list[Weight]:
        """Weigh the fragments that no operation so far has spread: they are validated too. Raises TooNested."""
        reached = {name for name, _ in self._known}
        alone = [self._fragment(name, in_page=False, level=1) for name in self.fragments if name not in reached]
        return alone + [self._definition(node, in_page=False, level=1) for node in self.shadowed]

    def _fragment(self, name: str, *, in_page: bool, level: int) -> Weight:
        if name not in self.fragments:
            return NOTHING
        key = (name, in_page)
        if key not in self._known:
            self._known[key] = NOTHING  # a cycle finds this; the standard rules refuse it afterwards
            self._known[key] = self._definition(self.fragments[name], in_page=in_page, level=level)
        elif level + self._known[key].nesting - 1 > GIVE_UP:
            raise TooNested
        return self._known[key]

    def _definition(self, node: FragmentDefinitionNode, *, in_page: bool, level: int) -> Weight:
        parent = self.schema.get_type(node.type_condition.name.value)
        inside = self._selections(node.selection_set, parent, in_page=in_page, level=level)
        return together(inside, self._directives(node.directives, level=level))

    def _selections(
        self, node: SelectionSetNode, parent: GraphQLNamedType | None, *, in_page: bool, level: int
    ) -> Weight:
        if level > GIVE_UP:
            raise TooNested
        found = added(self._selection(inner, parent, in_page=in_page, level=level) for inner in node.selections)
        return found._replace(nesting=found.nesting + 1)

    def _selection(self, node: SelectionNode, parent: GraphQLNamedType | None, *, in_page: bool, level: int) -> Weight:
        self.visited += 1
        match node:
            case FieldNode():
                found = self._field(node, parent, in_page=in_page, level=level)
            case FragmentSpreadNode():
                found = self._fragment(node.name.value, in_page=in_page, level=level + 1)
            case InlineFragmentNode():
                if node.type_condition is not None:
                    parent = self.schema.get_type(node.type_condition.name.value)
                found = self._selections(node.selection_set, parent, in_page=in_page, level=level + 1)
            case _:
                found = NOTHING
        return together(found, self._directives(node.directives, level=level))

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, *, in_page: bool, level: int) -> Weight:
        definition = _definition_of(node, parent)
        paged, listed = takes_page(node, definition), is_list(definition)
        size = page_size(node, definition) if paged else PLAIN_LIST if listed and not in_page else 1
        inside = NOTHING
        if node.selection_set is not None:
            below = get_named_type(definition.type) if definition is not None else None
            inside = self._selections(node.selection_set, below, in_page=paged and not listed, level=level + 1)
        asks = node.name.value in _INTROSPECTION
        own = Weight(
            # The schema's own description goes deep by nature; it is allowed or refused as a whole.
            depth=1 if asks else inside.depth + 1,
            nesting=inside.nesting,
            aliases=clamped(inside.aliases + (node.alias is not None)),
            fields=clamped(inside.fields + 1),
            directives=inside.directives,
            root_fields=1,
            cost=1 if asks else clamped(1 + size * inside.cost),
            introspects=asks or inside.introspects,
        )
        return together(own, self._values(node.arguments or (), level=level))

    def _directives(self, nodes: Sequence[DirectiveNode] | None, *, level: int) -> Weight:
        return self._values(nodes, level=level)._replace(directives=len(nodes)) if nodes else NOTHING

    def _values(self, nodes: Iterable[Node], *, level: int) -> Weight:
        nesting, visited = nesting_of(nodes)
        self.visited += visited
        if level + nesting > GIVE_UP:
            raise TooNested
        return Weight(nesting=nesting) if nesting else NOTHING


def _definition_of(node: FieldNode, parent: GraphQLNamedType | None) -> GraphQLField | None:
    if parent is None or not (is_object_type(parent) or is_interface_type(parent)):
        return None
    found: GraphQLField | None = parent.fields.get(node.name.value)
    return found
