"""Coercing variables: a short way for exact values of built-in scalars, graphql-core's own for everything else."""

from typing import Any

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLBoolean,
    GraphQLError,
    GraphQLID,
    GraphQLInputType,
    GraphQLInt,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    VariableDefinitionNode,
    get_nullable_type,
    is_non_null_type,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values

_EXACT: dict[Any, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool, GraphQLInt: int}
_MOST_ERRORS = 50  # graphql-core's own default


class Variables:
    """The variables of one operation."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._nodes: tuple[VariableDefinitionNode, ...] = tuple(operation.variable_definitions or ())
        signatures = [get_variable_signature(schema, node) for node in self._nodes]
        self._exact = [
            (one, kind, is_non_null_type(one.type), one.default is not None)
            for one in signatures
            if isinstance(one, GraphQLVariableSignature) and (kind := _exact_kind(one.type)) is not None
        ]
        self._short = len(self._exact) == len(self._nodes)

    def coerce(self, given: dict[str, Any]) -> VariableValues | list[GraphQLError]:
        """Return the values, or the errors that stock would return."""
        known = self._quickly(given) if self._short else None
        if known is None:
            return get_variable_values(self._schema, self._nodes, given, max_errors=_MOST_ERRORS)
        return known

    def _quickly(self, given: dict[str, Any]) -> VariableValues | None:
        sources: dict[str, VariableValueSource] = {}
        coerced: dict[str, Any] = {}
        for signature, kind, required, has_default in self._exact:
            name = signature.name
            if name not in given:
                if required or has_default:
                    return None
                sources[name] = VariableValueSource(signature)
                continue
            value = given[name]
            if value is None:
                if required:
                    return None
            elif type(value) is not kind or (kind is int and not _is_32_bit(value)):
                return None
            sources[name] = VariableValueSource(signature, value)
            coerced[name] = value
        return VariableValues(sources, coerced)


def _is_32_bit(value: Any) -> bool:
    return bool(GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT)


def _exact_kind(type_: GraphQLInputType) -> type | None:
    return _EXACT.get(get_nullable_type(type_))
