"""Batch sources: one call for all parents of a level in the compiled path, a DataLoader in the stock path."""

import inspect
from asyncio import gather
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry
from graphql import located_error
from strawberry.dataloader import DataLoader
from strawberry.exceptions import WrongNumberOfResultsReturned
from strawberry.execution import optimized_is_awaitable
from strawberry.utils.await_maybe import await_maybe

from polyclinic_schema.compiled.run import Link, Run, Waiting, keys
from polyclinic_schema.compiled.source import BATCH
from polyclinic_schema.compiled.spot import Spot

Load = Callable[..., Awaitable[Sequence[Any]] | Sequence[Any]]


def batched(load: Load, **options: Any) -> Any:
    """Declare a field by its batch source `load(parents, info, **arguments) -> list`, one value or exception for each parent.

    The field's type is the class attribute's annotation; the parameters of `load` after the first two are its
    arguments; `options` go to `strawberry.field`.
    """
    _, info, *arguments = inspect.signature(load).parameters.values()
    root = inspect.Parameter("root", inspect.Parameter.POSITIONAL_OR_KEYWORD)

    async def resolver(root: Any, info: strawberry.Info, **kwargs: Any) -> Any:
        return await _loader(load, info, kwargs).load(root)

    resolver.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [root, info.replace(name="info", annotation=strawberry.Info), *arguments]
    )
    resolver.__name__, resolver.__module__ = load.__name__, load.__module__

    def batch(parents: Sequence[Any], args: dict[str, Any], info: strawberry.Info) -> Any:
        return load(parents, info, **args)

    return strawberry.field(resolver=resolver, metadata={**options.pop("metadata", {}), BATCH: batch}, **options)


def _loader(load: Load, info: strawberry.Info, kwargs: dict[str, Any]) -> DataLoader[Any, Any]:
    # The executor lives exactly as long as the request, so it keeps the loaders.
    owner = info._raw_info.async_helpers.gather.__self__  # type: ignore[attr-defined]  # noqa: SLF001
    loaders = getattr(owner, "batched_loaders", None)
    if loaders is None:
        loaders = owner.batched_loaders = {}
    key = (load, *(id(node) for node in info._raw_info.field_nodes))  # noqa: SLF001
    if key not in loaders:

        async def all_of(parents: list[Any]) -> Sequence[Any]:
            return await await_maybe(load(parents, info, **kwargs))

        loaders[key] = DataLoader(load_fn=all_of, cache=False)
    found: DataLoader[Any, Any] = loaders[key]
    return found


class _Level:
    """The values of one level on their way into the answer."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.faults: list[tuple[Spot, Exception, Link]] = []
        self.coming: list[Awaitable[None]] = []

    def put(self, place: Waiting, value: Any) -> None:
        """Complete one value and set it in its place, now or when its parts are there."""
        spot, _, result, before = place
        path = (before, spot.key, spot.typename)
        try:
            done = spot.complete(self.run, value, path)
        except Exception as fault:  # noqa: BLE001 - a resolver may raise anything
            self._note(spot, fault, path)
            return
        if optimized_is_awaitable(done):
            self.coming.append(self._put_later(spot, result, done, path))
        else:
            result[spot.key] = done

    async def _put_later(self, spot: Spot, result: dict[str, Any], parts: Awaitable[Any], path: Link) -> None:
        try:
            result[spot.key] = await parts
        except Exception as fault:  # noqa: BLE001
            self._note(spot, fault, path)

    def _note(self, spot: Spot, fault: Exception, path: Link) -> None:
        """An error where null is allowed counts at once; one that climbs counts when its level is done, as in stock."""
        if spot.non_null:
            self.faults.append((spot, fault, path))
        else:
            self.run.add(located_error(fault, spot.nodes, keys(path)), path)

    def climb(self, data: dict[str, Any]) -> dict[str, Any] | None:
        """Null what must be null; None when that is the whole answer."""
        for spot, fault, path in self.faults:
            if self.run.is_nulled(path):
                continue
            target = spot.climb(path)
            self.run.add(located_error(fault, spot.nodes, keys(path)), target)
            if target is None:
                return None
            _null(data, target)
        return data


async def fill(run: Run, data: dict[str, Any]) -> dict[str, Any] | None:
    """Call the batch sources of one level together and put their values in place; None when the whole answer became null."""
    # Parents that are nulled by now still belong to their batch, as in stock; a batch of nothing else is not called.
    level = [places for places in run.waiting.values() if _any_alive(run, places)]
    run.waiting = {}
    loaded = await gather(*(_load(run, places) for places in level))
    values = _Level(run)
    for places, found in zip(level, loaded, strict=True):
        for place, value in zip(places, found, strict=True):
            values.put(place, value)
    if values.coming:
        await gather(*values.coming)
    return values.climb(data)


def _any_alive(run: Run, places: list[Waiting]) -> bool:
    return not run.nulled or not all(run.is_nulled(place[3]) for place in places)


async def _load(run: Run, places: list[Waiting]) -> list[Any]:
    spot, _, _, before = places[0]
    try:
        info = spot.strawberry_info(run, (before, spot.key, spot.typename))
        kwargs = spot.batch_kwargs(run, info)
        values = list(await await_maybe(spot.batch([place[1] for place in places], kwargs, info)))  # type: ignore[misc]
        if len(values) != len(places):
            raise WrongNumberOfResultsReturned(expected=len(places), received=len(values))  # noqa: TRY301
    except Exception as fault:  # noqa: BLE001 - a failed batch fails each of its positions
        return [fault] * len(places)
    return values


def _null(data: Any, target: Link) -> None:
    *before, last = keys(target)
    for key in before:
        if data is None:
            return
        data = data[key]
    if data is not None:
        data[last] = None
