"""Where a field's value comes from: an attribute, a function called directly, or Strawberry's whole resolver."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from inspect import iscoroutinefunction
from keyword import iskeyword
from operator import getitem
from typing import Any, Literal, NamedTuple
from uuid import UUID

from graphql import FieldNode, GraphQLField, Node, VariableNode, Visitor, default_field_resolver, visit
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.extensions.field_extension import FieldExtension
from strawberry.relay.types import GlobalID
from strawberry.schema.schema_converter import GraphQLCoreConverter, get_arguments
from strawberry.types.arguments import _is_leaf_type
from strawberry.types.base import StrawberryMaybe, StrawberryOptional
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from polyclinic_schema.compiled.run import Link, Run
from polyclinic_schema.compiled.spot import Spot

_FIXED = (str, int, float, bool, type(None), bytes, datetime, date, time, UUID, Decimal)
BATCH = "batch"


class Source(NamedTuple):
    """How the generated code gets a value: `s.name`, `s["name"]`, `function(s)` or `function(run, s, path)`."""

    kind: Literal["attribute", "item", "call", "resolve"]
    by: Any


def source_of(spot: Spot, converter: GraphQLCoreConverter) -> Source:
    """Choose the shortest way that gives what stock gives."""
    field = spot.definition.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    if not isinstance(field, StrawberryField):
        return _whole(spot)
    spot.strawberry_info = lambda run, path: converter.config.info_class(_raw_info=run.info(spot, path), _field=field)
    if type(field).get_result is not StrawberryField.get_result or converter._get_field_exception_handlers(field):  # noqa: SLF001
        return _whole(spot)
    if field.is_basic_field:
        return _basic(field)
    if not all(_inert(extension) for extension in field.extensions):
        return _whole(spot)
    if callable(field.metadata.get(BATCH)):
        _prepare_batch(spot, field, converter)
    return _direct(spot, field, converter) or _whole(spot)


def _basic(field: StrawberryField) -> Source:
    name, resolver = field.python_name, field.default_resolver
    if resolver is getattr and name.isidentifier() and not iskeyword(name):
        return Source("attribute", name)
    if resolver is getitem:
        return Source("item", name)
    return Source("call", lambda source: resolver(source, name))


def _whole(spot: Spot) -> Source:
    resolve = spot.definition.resolve or default_field_resolver
    arguments = arguments_of(spot.definition, spot.nodes[0])
    key, typename = spot.key, spot.typename

    def call(run: Run, source: Any, path: Link | None) -> Any:
        return resolve(source, run.info(spot, (path, key, typename)), **arguments(run))

    return Source("resolve", call)


def _direct(spot: Spot, field: StrawberryField, converter: GraphQLCoreConverter) -> Source | None:
    resolver = field.base_resolver
    if type(resolver) is not StrawberryResolver or not callable(resolver.wrapped_func):
        return None
    if field.is_async and not iscoroutinefunction(resolver.wrapped_func):
        return None
    names = {converter.config.name_converter.from_argument(one): one.python_name for one in field.arguments}
    if not all(_taken_as_is(one.type, converter) for one in field.arguments):
        return None
    function, with_self = resolver.wrapped_func, resolver.self_parameter is not None
    sources = [one.name for one in (resolver.parent_parameter, resolver.root_parameter) if one is not None]
    if with_self and not sources and not names and resolver.info_parameter is None:
        return Source("call", function)
    info = resolver.info_parameter.name if resolver.info_parameter else None
    arguments = arguments_of(spot.definition, spot.nodes[0])
    key, typename, make_info = spot.key, spot.typename, spot.strawberry_info

    def call(run: Run, source: Any, path: Link | None) -> Any:
        given = arguments(run)
        kwargs = {python: given[name] for name, python in names.items() if name in given}
        for name in sources:
            kwargs[name] = source
        if info is not None:
            kwargs[info] = make_info(run, (path, key, typename))
        return function(source, **kwargs) if with_self else function(**kwargs)

    return Source("resolve", call)


def _prepare_batch(spot: Spot, field: StrawberryField, converter: GraphQLCoreConverter) -> None:
    arguments = arguments_of(spot.definition, spot.nodes[0])

    def kwargs(run: Run, info: Any) -> dict[str, Any]:
        given = get_arguments(
            field=field,
            source=None,
            info=info,
            kwargs=arguments(run),
            config=converter.config,
            scalar_registry=converter.scalar_registry,
        )[1]
        return {one.python_name: given[one.python_name] for one in field.arguments if one.python_name in given}

    spot.batch, spot.batch_kwargs = field.metadata[BATCH], kwargs
    # Parents of several types that met the same place of the document go into one call.
    spot.group = (spot.batch, *(id(node) for node in spot.nodes))


def _inert(extension: FieldExtension) -> bool:
    return not extension.has_resolver and type(extension).map_arguments is FieldExtension.map_arguments


def _taken_as_is(type_: Any, converter: GraphQLCoreConverter) -> bool:
    """Say whether Strawberry hands such an argument to the resolver unchanged."""
    while isinstance(type_, StrawberryOptional) and not isinstance(type_, StrawberryMaybe):
        type_ = type_.of_type
    if isinstance(type_, StrawberryMaybe) or type_ is GlobalID:
        return False
    return _is_leaf_type(type_, converter.scalar_registry, skip_classes=(GlobalID,))


def arguments_of(definition: GraphQLField, node: FieldNode) -> Callable[[Run], dict[str, Any]]:
    """Coerce a field's arguments: once for all runs, once a run, or each time when a value could be changed by a resolver."""
    if not definition.args:
        empty: dict[str, Any] = {}
        return lambda _run: empty
    if not _uses_variables(node):
        try:
            constant = get_argument_values(definition, node, VariableValues({}, {}))
        except Exception:  # noqa: BLE001 - it will be raised again, and located, in every run
            constant = None
        if constant is not None and _fixed(constant):
            return lambda _run: constant

    def coerced(run: Run) -> dict[str, Any]:
        known = run.arguments.get(coerced)
        if known is None:
            known = get_argument_values(definition, node, run.variables)
            if _fixed(known):
                run.arguments[coerced] = known
        return known

    return coerced


def _fixed(values: dict[str, Any]) -> bool:
    return all(type(value) in _FIXED or isinstance(value, Enum) for value in values.values())


class _VariableFinder(Visitor):
    found = False

    def enter_variable(self, _node: VariableNode, *_: object) -> None:
        self.found = True


def _uses_variables(node: FieldNode) -> bool:
    finder = _VariableFinder()
    for argument in node.arguments or ():
        visited: Node = argument
        visit(visited, finder)
    return finder.found
