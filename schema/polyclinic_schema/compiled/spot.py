"""Positions of an answer: where errors are located, and how far a null climbs."""

from collections.abc import Awaitable, Callable
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    is_list_type,
    is_non_null_type,
    located_error,
)
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import gather_with_cancel
from strawberry.execution import optimized_is_awaitable

from polyclinic_schema.compiled.run import Link, Run, keys

Completer = Callable[[Run, Any, Link], Any]
Select = Callable[[Run, Any, Link | None], Any]
Pending = list[tuple[str, Awaitable[Any]]]


class Position:
    """A field's value, or an item of a list in it."""

    def __init__(self, type_: GraphQLOutputType, nodes: list[FieldNode]) -> None:
        self.type, self.nodes = type_, nodes
        self.non_null = is_non_null_type(type_)
        self.complete: Completer = _not_ready

    def handle(self, run: Run, raw: Exception, path: Link) -> None:
        """Record an error and leave null here, or raise it located when null is not allowed here."""
        error = located_error(raw, self.nodes, keys(path))
        if self.non_null:
            raise error
        run.add(error, path)

    async def awaited(self, run: Run, raw: Awaitable[Any], path: Link) -> Any:
        """Complete a value that must be awaited first."""
        try:
            done = self.complete(run, await raw, path)
            return await done if optimized_is_awaitable(done) else done
        except Exception as fault:  # noqa: BLE001 - a resolver may raise anything
            self.handle(run, fault, path)
            return None

    async def completed(self, run: Run, coming: Awaitable[Any], path: Link) -> Any:
        """Await a value whose parts were not all there."""
        try:
            return await coming
        except Exception as fault:  # noqa: BLE001
            self.handle(run, fault, path)
            return None

    def settle(self, run: Run, raw: Any, path: Link) -> Any:
        """Complete any value; what comes back is done, or a coroutine."""
        if optimized_is_awaitable(raw):
            return self.awaited(run, raw, path)
        done = self.complete(run, raw, path)
        return self.completed(run, done, path) if optimized_is_awaitable(done) else done


class Spot(Position):
    """A field at one place of one operation; `above` is the field whose value it is part of."""

    batch: Callable[..., Any] | None = None
    group: Any = None
    batch_kwargs: Callable[[Run, Any], dict[str, Any]]
    strawberry_info: Callable[[Run, Link], Any]

    def __init__(
        self,
        key: str,
        details: FieldDetailsList,
        definition: GraphQLField,
        parent_type: GraphQLObjectType,
        above: "Spot | None",
    ) -> None:
        super().__init__(definition.type, [detail.node for detail in details])
        self.key, self.details, self.definition = key, details, definition
        self.parent_type, self.typename, self.above = parent_type, parent_type.name, above
        self.field_name = self.nodes[0].name.value

    def settle_below(self, run: Run, raw: Any, path: Link | None) -> Any:
        """Complete any value of the object at `path`."""
        return self.settle(run, raw, (path, self.key, self.typename))

    def completed_below(self, run: Run, coming: Awaitable[Any], path: Link | None) -> Awaitable[Any]:
        """Wrap a value whose parts were not all there."""
        return self.completed(run, coming, (path, self.key, self.typename))

    def failed(self, run: Run, fault: Exception, path: Link | None, pending: Pending | None) -> None:
        """Handle an error of this field; when the whole object falls, its pending fields end in the background."""
        try:
            self.handle(run, fault, (path, self.key, self.typename))
        except Exception:
            if pending is not None:
                run.settle([coming for _, coming in pending])
            raise

    def climb(self, path: Link) -> Link | None:
        """Return the nearest position at or above `path` that may be null; None is the whole answer."""
        spot: Spot | None = self
        while spot is not None:
            depth = 0
            below: Link = path
            while isinstance(below[1], int):
                depth, below = depth + 1, below[0]
            for level in range(depth, -1, -1):
                if _nullable(spot.type, level):
                    return path
                path = path[0]
            spot = spot.above
        return None


def later(pending: Pending | None, key: str, coming: Awaitable[Any]) -> Pending:
    """Add a field that is not there yet."""
    if pending is None:
        return [(key, coming)]
    pending.append((key, coming))
    return pending


async def gathered(result: dict[str, Any], pending: Pending) -> dict[str, Any]:
    """Fill in the fields that were not there yet, awaited together."""
    if len(pending) == 1:
        key, coming = pending[0]
        result[key] = await coming
        return result
    values = await gather_with_cancel(*(coming for _, coming in pending))
    result.update(zip((key for key, _ in pending), values, strict=True))
    return result


def _nullable(type_: Any, level: int) -> bool:
    for _ in range(level):
        type_ = type_.of_type if is_list_type(type_) else type_.of_type.of_type
    return not is_non_null_type(type_)


def _not_ready(_run: Run, _value: Any, _path: Link) -> Any:
    raise RuntimeError("This position has not been compiled.")
