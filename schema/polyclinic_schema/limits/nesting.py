"""How deep values and types go: lists and objects in arguments, defaults and directives."""

from collections.abc import Iterable

from graphql import ListTypeNode, ListValueNode, NonNullTypeNode, ObjectValueNode
from graphql.language import ArgumentNode, DirectiveNode, Node, ObjectFieldNode, VariableDefinitionNode


def nesting_of(nodes: Iterable[Node]) -> tuple[int, int]:
    """Return the deepest level among the nodes and how many nodes were visited; no recursion."""
    deepest = visited = 0
    waiting = [(node, 0) for node in nodes]
    while waiting:
        node, level = waiting.pop()
        visited += 1
        within, step = _inside(node)
        deepest = max(deepest, level + step)
        waiting.extend((inner, level + step) for inner in within)
    return deepest, visited


def _inside(node: Node) -> tuple[Iterable[Node], int]:
    """Return what is in the node, and whether that is one level deeper."""
    match node:
        case ListValueNode(values=within) | ObjectValueNode(fields=within):
            return within, 1
        case ListTypeNode(type=within) | NonNullTypeNode(type=within):
            return (within,), 1
        case ArgumentNode(value=within) | ObjectFieldNode(value=within):
            return (within,), 0
        case DirectiveNode(arguments=within):
            return within or (), 0
        case VariableDefinitionNode():
            given = (node.default_value,) if node.default_value is not None else ()
            return (node.type, *given, *(node.directives or ())), 0
    return (), 0
