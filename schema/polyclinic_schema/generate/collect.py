"""Merges the selections that one object type answers, as the GraphQL specification's CollectFields does."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    is_abstract_type,
    print_ast,
)

Conditions = frozenset[str]
ALWAYS: Conditions = frozenset()


@dataclass(frozen=True)
class Asked:
    """A selection set and the directives under which it counts."""

    selections: SelectionSetNode
    when: Conditions = ALWAYS


@dataclass(frozen=True)
class Occurrence:
    """One place where a key is asked for."""

    node: FieldNode
    when: Conditions


@dataclass(frozen=True)
class Collector:
    """Knows the schema and the fragments of one operation."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]

    def fields(self, member: GraphQLObjectType, asked: Sequence[Asked]) -> dict[str, list[Occurrence]]:
        """Return the occurrences of every key that this object type answers, keys in the order of first appearance."""
        found: dict[str, list[Occurrence]] = {}
        for part in asked:
            for selection in part.selections.selections:
                self._add(found, member, selection, part.when)
        return found

    def _add(
        self, found: dict[str, list[Occurrence]], member: GraphQLObjectType, node: SelectionNode, when: Conditions
    ) -> None:
        inner = when | _conditions(node.directives)
        if isinstance(node, FieldNode):
            key = (node.alias or node.name).value
            found.setdefault(key, []).append(Occurrence(node, inner))
            return
        condition, selections = self._fragment(node)
        if condition is None or self._matches(condition, member):
            for selection in selections.selections:
                self._add(found, member, selection, inner)

    def _fragment(self, node: SelectionNode) -> tuple[str | None, SelectionSetNode]:
        if isinstance(node, FragmentSpreadNode):
            fragment = self.fragments[node.name.value]
            return fragment.type_condition.name.value, fragment.selection_set
        if isinstance(node, InlineFragmentNode):
            return node.type_condition.name.value if node.type_condition else None, node.selection_set
        raise TypeError(node.kind)

    def _matches(self, condition: str, member: GraphQLObjectType) -> bool:
        kind = self.schema.type_map[condition]
        return kind is member or (is_abstract_type(kind) and self.schema.is_sub_type(kind, member))


def is_optional(occurrences: Sequence[Occurrence]) -> bool:
    """Tell whether a directive may leave the key out: every occurrence has one."""
    return all(occurrence.when for occurrence in occurrences)


def below(occurrences: Sequence[Occurrence]) -> list[Asked]:
    """Return what is asked for inside the key; conditions count there only where the occurrences differ in them."""
    same = len({occurrence.when for occurrence in occurrences}) == 1
    return [
        Asked(occurrence.node.selection_set, ALWAYS if same else occurrence.when)
        for occurrence in occurrences
        if occurrence.node.selection_set
    ]


def _conditions(directives: Sequence[DirectiveNode] | None) -> Conditions:
    # include and skip are what decides; other directives do not leave a field out.
    return frozenset(print_ast(node) for node in directives or () if node.name.value in ("include", "skip"))
