"""What is asked for below a field, for reads that fetch no more."""

from collections.abc import Iterable, Iterator
from typing import Any

import strawberry
from graphql import FieldNode, FragmentSpreadNode, SelectionNode, VariableNode


def selection_of(info: strawberry.Info[Any, Any]) -> frozenset[str]:
    """Return the selected leaves below the field as dotted schema names, such as `name.text`; aliases and `__typename` are left out.

    Fields under @skip and @include count when these keep them; fields of every fragment count, whatever its type.
    In the compiled path it is worked out once per operation.
    """
    raw = info._raw_info  # noqa: SLF001
    spot = getattr(raw, "spot", None)
    if spot is None:
        return _leaves(raw.field_nodes, raw)
    known: frozenset[str] | None = getattr(spot, "asked", None)
    if known is None:
        known = spot.asked = _leaves(raw.field_nodes, raw)
    return known


def _leaves(nodes: Iterable[FieldNode], raw: Any) -> frozenset[str]:
    found: set[str] = set()
    # Fragments on the way are remembered, so a document full of spreads is walked once for each name and place.
    seen: set[tuple[str, str]] = set()
    for node in nodes:
        if node.selection_set:
            _walk(node.selection_set.selections, "", raw, found, seen)
    return frozenset(found)


def _walk(
    selections: Iterable[SelectionNode], before: str, raw: Any, found: set[str], seen: set[tuple[str, str]]
) -> None:
    for node in selections:
        if not _kept(node, raw):
            continue
        if isinstance(node, FieldNode):
            path = before + node.name.value
            if node.selection_set:
                _walk(node.selection_set.selections, path + ".", raw, found, seen)
            elif not node.name.value.startswith("__"):
                found.add(path)
        else:
            _walk(_spread(node, before, raw, seen), before, raw, found, seen)


def _spread(node: SelectionNode, before: str, raw: Any, seen: set[tuple[str, str]]) -> Iterator[SelectionNode]:
    if isinstance(node, FragmentSpreadNode):
        name = node.name.value
        if (name, before) in seen or name not in raw.fragments:
            return
        seen.add((name, before))
        node = raw.fragments[name]
    yield from node.selection_set.selections  # type: ignore[attr-defined]  # a fragment always has one


def _kept(node: SelectionNode, raw: Any) -> bool:
    return all(
        _truth(directive.arguments[0].value, raw) is (directive.name.value == "include")
        for directive in node.directives or ()
        if directive.name.value in ("skip", "include") and directive.arguments
    )


def _truth(value: Any, raw: Any) -> bool:
    if isinstance(value, VariableNode):
        variables = getattr(raw.variable_values, "coerced", raw.variable_values)
        return bool(variables.get(value.name.value))
    return bool(value.value)
