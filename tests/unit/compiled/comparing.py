"""Run an operation on both executors, over data made anew for each, and compare."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from graphql import GraphQLError
from strawberry import Schema

from polyclinic_schema.compiled import CompiledOperation, Compiler, StandsAside
from tests.unit.compiled.toy_data import Data
from tests.unit.compiled.toy_schema import SCHEMA

COMPILER = Compiler(SCHEMA)


class Told(NamedTuple):
    """What a client may see of an error, and the class behind it."""

    message: str
    path: tuple[str | int, ...]
    locations: str
    extensions: str
    kind: str


@dataclass
class Pair:
    """Both answers."""

    data: bytes
    errors: Counter[Told]
    stock_data: bytes
    stock_errors: Counter[Told]
    context: dict[str, Any]
    stock_context: dict[str, Any]


def told(errors: list[GraphQLError] | None) -> Counter[Told]:
    """Count the errors as a multiset."""
    return Counter(
        Told(
            error.message,
            tuple(error.path or ()),
            str(error.locations),
            repr(error.extensions),
            type(error.original_error).__name__,
        )
        for error in errors or ()
    )


async def both(
    text: str,
    variables: Mapping[str, Any] | None = None,
    *,
    seed: int = 0,
    rate: float = 0.0,
    operation: str | None = None,
    root: Any = None,
    schema: Schema = SCHEMA,
    compiler: Compiler = COMPILER,
    extra: Mapping[str, Any] | None = None,
) -> Pair | StandsAside:
    """Run both; StandsAside when there is nothing to compare."""
    compiled = compiler.compile(text, operation)
    if isinstance(compiled, StandsAside):
        return compiled
    assert isinstance(compiled, CompiledOperation)
    contexts = [{"data": Data(seed, rate), **(extra or {})} for _ in range(2)]
    given = dict(variables) if variables is not None else None
    ours = await compiled.run(given, contexts[0], root)
    stock = await schema.execute(
        text, variable_values=given, context_value=contexts[1], root_value=root, operation_name=operation
    )
    body = orjson.loads(ours.body)
    assert body["data"] == (None if ours.data is None else orjson.loads(orjson.dumps(ours.data)))
    assert len(body.get("errors", ())) == len(ours.errors)
    return Pair(
        orjson.dumps(ours.data),
        told(ours.errors),
        orjson.dumps(stock.data),
        told(stock.errors),
        contexts[0],
        contexts[1],
    )


async def same(text: str, variables: Mapping[str, Any] | None = None, **options: Any) -> Pair:
    """Run both, assert that they agree, and return what they said."""
    pair = await both(text, variables, **options)
    assert isinstance(pair, Pair), pair
    assert pair.data == pair.stock_data
    assert pair.errors == pair.stock_errors
    return pair
