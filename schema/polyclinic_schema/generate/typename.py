"""Adds `__typename` wherever an answer may be one of several types, so that the app can tell which one came."""

from collections.abc import Sequence
from typing import TypeVar

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    NameNode,
    SelectionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_abstract_type,
    visit,
)

HolderT = TypeVar("HolderT", FieldNode, FragmentDefinitionNode)


def with_typenames(schema: GraphQLSchema, document: DocumentNode) -> DocumentNode:
    """Return the document with `__typename` selected in every field and fragment of a union or interface."""
    info = TypeInfo(schema)
    edited: DocumentNode = visit(document, TypeInfoVisitor(info, _Adder(info)))
    return edited


class _Adder(Visitor):
    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info

    def leave_field(self, node: FieldNode, *_: object) -> FieldNode | None:
        return self._edited(node)

    def leave_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> FragmentDefinitionNode | None:
        return self._edited(node)

    def _edited(self, node: HolderT) -> HolderT | None:
        kind = get_named_type(self._info.get_type())
        selections: tuple[SelectionNode, ...] = _selections(node)
        if kind is None or not is_abstract_type(kind) or _has_typename(selections):
            return None
        kept = {key: getattr(node, key) for key in node.keys if key != "selection_set"}
        added = FieldNode(name=NameNode(value="__typename"))
        return type(node)(**kept, selection_set=SelectionSetNode(selections=(added, *selections)))


def _selections(node: FieldNode | FragmentDefinitionNode) -> tuple[SelectionNode, ...]:
    return tuple(node.selection_set.selections) if node.selection_set else ()


def _has_typename(selections: Sequence[SelectionNode]) -> bool:
    # One under @include or @skip may be missing at run time, so it does not count.
    fields = [node for node in selections if isinstance(node, FieldNode)]
    return any(node.name.value == "__typename" and not node.alias and not node.directives for node in fields)
