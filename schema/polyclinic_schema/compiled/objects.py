"""Completing objects, interfaces and unions; learning which classes need no more questions."""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLAbstractType,
    GraphQLObjectType,
    Undefined,
    default_type_resolver,
)
from graphql.execution import Executor
from graphql.execution.executor import invalid_return_type_error
from strawberry.execution import optimized_is_awaitable
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.cast import TYPE_CAST_ATTRIBUTE
from strawberry.types.union import StrawberryUnion

from polyclinic_schema.compiled.complete import Fast
from polyclinic_schema.compiled.run import Link, Run
from polyclinic_schema.compiled.spot import Completer, Select, Spot

_MOST_CLASSES = 256
_BACKREF = "strawberry-definition"


def object_of(spot: Spot, type_: GraphQLObjectType, select: Select) -> tuple[Completer, Fast]:
    """Complete an object; the second value is the short way."""
    is_type_of, plain = type_.is_type_of, set[type]()

    def complete(run: Run, value: Any, path: Link) -> Any:
        if isinstance(value, Exception):
            raise value
        if value is None or value is Undefined:
            return None
        if is_type_of is not None:
            verdict = is_type_of(value, run.info(spot, path))
            if optimized_is_awaitable(verdict):
                return checked_later(run, value, path, verdict)
            if not verdict:
                raise invalid_return_type_error(type_, value, spot.details)
        _learn(plain, value, type_)
        return select(run, value, path)

    async def checked_later(run: Run, value: Any, path: Link, verdict: Any) -> Any:
        if not await verdict:
            raise invalid_return_type_error(type_, value, spot.details)
        done = select(run, value, path)
        return await done if optimized_is_awaitable(done) else done

    return complete, (plain, select if is_type_of is None else _unless_cast(select, complete))


def abstract_of(
    spot: Spot, type_: GraphQLAbstractType, select_for: Callable[[GraphQLObjectType], Select]
) -> tuple[Completer, Fast]:
    """Complete an interface or a union; selections are compiled when a type is first seen."""
    resolve_type = type_.resolve_type or default_type_resolver
    known: dict[str, tuple[Completer, Select]] = {}
    selects: dict[type, Select] = {}
    plain = set[type]()
    learnable = _resolves_by_class(type_)

    def of(runtime: GraphQLObjectType) -> tuple[Completer, Select]:
        if runtime.name not in known:
            select = select_for(runtime)
            known[runtime.name] = object_of(spot, runtime, select)[0], select
        return known[runtime.name]

    def concrete(run: Run, name: Any, value: Any, path: Link) -> Any:
        info = run.info(spot, path)
        # The executor's own words for a wrong type: only its `schema` is used.
        runtime = Executor.ensure_valid_runtime_type(run, name, type_, spot.details, info, value)  # type: ignore[arg-type]
        completer, select = of(runtime)
        if learnable and _is_own_class(value, runtime) and _plain_enough(plain, value):
            kind = type(value)
            selects[kind] = select
            plain.add(kind)
        return completer(run, value, path)

    def complete(run: Run, value: Any, path: Link) -> Any:
        if isinstance(value, Exception):
            raise value
        if value is None or value is Undefined:
            return None
        name = resolve_type(value, run.info(spot, path), type_)
        return later(run, name, value, path) if optimized_is_awaitable(name) else concrete(run, name, value, path)

    async def later(run: Run, name: Any, value: Any, path: Link) -> Any:
        done = concrete(run, await name, value, path)
        return await done if optimized_is_awaitable(done) else done

    def by_class(run: Run, value: Any, path: Link | None) -> Any:
        return selects[type(value)](run, value, path)

    return complete, (plain, _unless_cast(by_class, complete))


def _unless_cast(select: Select, complete: Completer) -> Select:
    def checked(run: Run, value: Any, path: Link | None) -> Any:
        if getattr(value, TYPE_CAST_ATTRIBUTE, None) is None:
            return select(run, value, path)
        return complete(run, value, path)  # type: ignore[arg-type]  # objects below a field always have a path

    return checked


def _learn(plain: set[type], value: Any, type_: GraphQLObjectType) -> None:
    if (type_.is_type_of is None or _is_own_class(value, type_)) and _plain_enough(plain, value):
        plain.add(type(value))


def _plain_enough(plain: set[type], value: Any) -> bool:
    kind = type(value)
    return (
        len(plain) < _MOST_CLASSES
        and _attributes_of(kind) is object.__getattribute__
        and not hasattr(kind, "__getattr__")
        and not hasattr(value, "__await__")
    ) or kind is dict


def _attributes_of(kind: type) -> object:
    return kind.__getattribute__


def _is_own_class(value: Any, type_: GraphQLObjectType) -> bool:
    """Say whether the type's standing questions are answered by the value's class alone."""
    definition = type_.extensions.get(_BACKREF)
    return (
        isinstance(definition, StrawberryObjectDefinition)
        and definition.is_type_of is None
        and definition.concrete_of is None
        and not definition.is_graphql_generic
        and type(value) is definition.origin
        and getattr(value, TYPE_CAST_ATTRIBUTE, None) is None
    )


def _resolves_by_class(type_: GraphQLAbstractType) -> bool:
    definition = type_.extensions.get(_BACKREF)
    if isinstance(definition, StrawberryUnion):
        return type(definition).get_type_resolver is StrawberryUnion.get_type_resolver
    return isinstance(definition, StrawberryObjectDefinition) and definition.resolve_type is None
