"""One run of one operation: its errors, the positions they nulled, what waits for a batch, and the info objects."""

from asyncio import Future, gather
from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError
from graphql.execution.values import VariableValues
from graphql.pyutils import Path, gather_with_cancel
from graphql.type.definition import GraphQLResolveInfo, GraphQLResolveInfoHelpers
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.schema import _OperationContextAwareGraphQLResolveInfo

if TYPE_CHECKING:
    from polyclinic_schema.compiled.plan import Plan
    from polyclinic_schema.compiled.spot import Spot

# (what comes before, key or index, parent type's name or None): equal to graphql's Path, and cheaper to make.
Link = tuple[Any, str | int, str | None]
Waiting = tuple["Spot", Any, dict[str, Any], Link | None]


class ResolveInfo(_OperationContextAwareGraphQLResolveInfo):
    """What stock gives to resolvers, and the compiled position it belongs to."""

    spot: "Spot"


class Run:
    """The state of one run."""

    __slots__ = (
        "arguments",
        "background",
        "batched_loaders",
        "context",
        "errors",
        "helpers",
        "nulled",
        "operation_extensions",
        "plan",
        "root",
        "schema",
        "variables",
        "waiting",
    )

    def __init__(
        self,
        plan: "Plan",
        variables: VariableValues,
        context: Any,
        root: Any,
        operation_extensions: dict[str, Any] | None,
    ) -> None:
        self.plan, self.schema = plan, plan.graphql
        self.variables, self.context, self.root = variables, context, root
        self.operation_extensions = operation_extensions
        self.errors: list[GraphQLError] = []
        self.nulled: set[Link | None] = set()
        self.waiting: dict[Any, list[Waiting]] = {}
        self.arguments: dict[Any, dict[str, Any]] = {}
        self.background: set[Future[Any]] = set()
        self.helpers: GraphQLResolveInfoHelpers | None = None
        self.batched_loaders: dict[Any, Any] | None = None

    def add(self, error: GraphQLError, path: Link | None) -> None:
        """Record an error, unless its position or one above is null already."""
        if not self.is_nulled(path):
            self.nulled.add(path)
            self.errors.append(error)

    def is_nulled(self, path: Link | None) -> bool:
        """Say whether an error has already nulled this position or one above it."""
        nulled = self.nulled
        if not nulled:
            return False
        while path is not None:
            if path in nulled:
                return True
            path = path[0]
        return None in nulled

    def wait(self, spot: "Spot", source: Any, result: dict[str, Any], path: Link | None) -> None:
        """Note a position whose value comes with the next batch."""
        self.waiting.setdefault(spot.group, []).append((spot, source, result, path))

    def lose(self, spots: "Sequence[Spot]", source: Any, path: Link | None) -> None:
        """Note batch fields of an object that fell after they were asked for: in stock their parent is part of the batch."""
        for spot in spots:
            self.wait(spot, source, {}, path)

    def settle(self, awaitables: Sequence[Awaitable[Any]]) -> None:
        """Let awaitables of a position that failed end by themselves, so that none is left unawaited."""
        future = gather(*awaitables, return_exceptions=True)
        self.background.add(future)
        future.add_done_callback(self.background.discard)

    def track(self, values: Sequence[Any]) -> None:
        """Settle what is awaitable among the values (graphql-core's helper for resolvers)."""
        if awaitables := [value for value in values if optimized_is_awaitable(value)]:
            self.settle(awaitables)

    def gather(self, values: Sequence[Awaitable[Any]]) -> Awaitable[list[Any]]:
        """Await the values together (graphql-core's helper for resolvers)."""
        return gather_with_cancel(*values)

    def info(self, spot: "Spot", path: Link) -> GraphQLResolveInfo[Any]:
        """Make the info object of a field; `path` may point to an item below it."""
        if self.helpers is None:
            self.helpers = GraphQLResolveInfoHelpers(gather=self.gather, track=self.track)
        while isinstance(path[1], int):
            path = path[0]
        info = ResolveInfo(
            spot.field_name,
            spot.nodes,
            spot.type,
            spot.parent_type,
            as_path(path),
            self.schema,
            self.plan.fragment_definitions,
            self.root,
            self.plan.operation,
            self.variables.coerced,
            self.context,
            optimized_is_awaitable,
            None,
            self.helpers,
            self.operation_extensions,  # type: ignore[arg-type]  # stock passes None through as well
        )
        info.spot = spot
        return info  # type: ignore[return-value]  # Strawberry's own stand-in for that class


def as_path(link: Link) -> Path:
    """Turn our links into graphql's Path."""
    before, key, typename = link
    return Path(None if before is None else as_path(before), key, typename)


def keys(link: Link | None) -> list[str | int]:
    """List a path from the root."""
    found: list[str | int] = []
    while link is not None:
        found.append(link[1])
        link = link[0]
    return found[::-1]
