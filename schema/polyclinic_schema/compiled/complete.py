"""Completing leaves, non-null values and lists, as graphql-core does it."""

from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from types import CoroutineType
from typing import Any
from uuid import UUID

from graphql import GraphQLError, GraphQLLeafType, GraphQLOutputType, Undefined, located_error
from graphql.execution import Executor
from graphql.pyutils import gather_with_cancel, is_iterable
from strawberry.execution import optimized_is_awaitable

from polyclinic_schema.compiled.run import Link, Run, keys
from polyclinic_schema.compiled.spot import Completer, Position, Select, Spot

# Values of exactly these classes are neither awaitable nor an exception nor null.
SETTLED = frozenset({str, int, float, bool, bytes, dict, list, tuple, set, datetime, date, time, UUID, Decimal})
# A class and the function that completes an object of it without further questions.
Fast = tuple[set[type], Select]


def leaf(type_: GraphQLLeafType) -> Completer:
    """Complete a scalar or an enum."""
    coerce = type_.coerce_output_value

    def complete(_run: Run, value: Any, _path: Link) -> Any:
        if type(value) in SETTLED:
            done = coerce(value)
            if done is not None and done is not Undefined:
                return done
        if isinstance(value, Exception):
            raise value
        if value is None or value is Undefined:
            return None
        return Executor.complete_leaf_value(type_, value)

    return complete


def non_null(inner: Completer, spot: Spot) -> Completer:
    """Complete a value that may not be null."""
    message = f"Cannot return null for non-nullable field {spot.parent_type}.{spot.field_name}."

    def complete(run: Run, value: Any, path: Link) -> Any:
        done = inner(run, value, path)
        if done is None:
            raise TypeError(message)
        return done

    return complete


def list_of(spot: Spot, item_type: GraphQLOutputType, item: Completer, fast: Fast | None) -> Completer:
    """Complete a list; `fast` is the short way for objects of known classes."""
    at = Position(item_type, spot.nodes)
    at.complete = item
    walk = _object_walk(at, *fast) if fast else _walk(at)
    message = f"Expected Iterable, but did not find one for field '{spot.parent_type}.{spot.field_name}'."

    def complete(run: Run, value: Any, path: Link) -> Any:
        kind = type(value)
        if kind is not list and kind is not tuple:
            if isinstance(value, Exception):
                raise value
            if value is None or value is Undefined:
                return None
            if hasattr(value, "__aiter__"):
                return _from_async(at, run, value, path)
            if not is_iterable(value):
                raise GraphQLError(message)
        return walk(run, iter(value), path)

    return complete


def exact_list(spot: Spot, item_type: GraphQLOutputType, item: Completer, kind: type) -> Completer:
    """Complete a list of leaves whose values of exactly `kind` are sent as they are."""
    every = list_of(spot, item_type, item, None)

    def complete(run: Run, value: Any, path: Link) -> Any:
        if type(value) is list:
            for one in value:
                if type(one) is not kind:
                    break
            else:
                return value
        return every(run, value, path)

    return complete


def _object_walk(at: Position, plain: set[type], select: Select) -> Any:
    settle, completed, handle = at.settle, at.completed, at.handle

    def walk(run: Run, items: Iterator[Any], path: Link) -> Any:
        done: list[Any] = []
        pending: list[int] | None = None
        try:
            for item in items:
                place = (path, len(done), None)
                try:
                    if type(item) in plain:
                        value = select(run, item, place)
                        if type(value) is not dict:
                            value = completed(run, value, place)
                    else:
                        value = settle(run, item, place)
                    if type(value) is CoroutineType:
                        pending = [*(pending or ()), len(done)]
                except Exception as fault:  # noqa: BLE001
                    handle(run, fault, place)
                    value = None
                done.append(value)
        except Exception:
            _abandon(run, done, pending, items)
            raise
        return done if pending is None else _gathered(done, pending)

    return walk


def _walk(at: Position) -> Any:
    settle, handle = at.settle, at.handle

    def walk(run: Run, items: Iterator[Any], path: Link) -> Any:
        done: list[Any] = []
        pending: list[int] | None = None
        try:
            for item in items:
                place = (path, len(done), None)
                try:
                    value = settle(run, item, place)
                    if type(value) is CoroutineType:
                        pending = [*(pending or ()), len(done)]
                except Exception as fault:  # noqa: BLE001
                    handle(run, fault, place)
                    value = None
                done.append(value)
        except Exception:
            _abandon(run, done, pending, items)
            raise
        return done if pending is None else _gathered(done, pending)

    return walk


def _abandon(run: Run, done: list[Any], pending: list[int] | None, rest: Iterator[Any]) -> None:
    coming = [done[index] for index in pending or ()]
    with suppress(Exception):
        coming.extend(item for item in rest if optimized_is_awaitable(item))
    if coming:
        run.settle(coming)


async def _gathered(done: list[Any], pending: list[int]) -> list[Any]:
    if len(pending) == 1:
        done[pending[0]] = await done[pending[0]]
        return done
    values = await gather_with_cancel(*(done[index] for index in pending))
    for index, value in zip(pending, values, strict=True):
        done[index] = value
    return done


async def _from_async(at: Position, run: Run, source: AsyncIterable[Any], path: Link) -> list[Any]:
    done: list[Any] = []
    pending: list[int] = []
    items = source.__aiter__()
    try:
        while True:
            place = (path, len(done), None)
            try:
                item = await anext(items)
            except StopAsyncIteration:
                break
            except Exception as fault:
                raise located_error(fault, at.nodes, keys(path)) from fault
            try:
                value = at.settle(run, item, place)
                if type(value) is CoroutineType:
                    pending.append(len(done))
            except Exception as fault:  # noqa: BLE001
                at.handle(run, fault, place)
                value = None
            done.append(value)
    except Exception:
        await _closed(items)
        if pending:
            run.settle([done[index] for index in pending])
        raise
    return await _gathered(done, pending) if pending else done


async def _closed(items: AsyncIterator[Any]) -> None:
    close = getattr(items, "aclose", None)
    if close is not None:
        with suppress(Exception):
            await close()
