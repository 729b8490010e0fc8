"""Turns the selection sets of one operation, under fixed answers to its @skip and @include variables, into functions."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    OperationDefinitionNode,
    get_nullable_type,
    is_abstract_type,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution.collect_fields import (
    FieldDetailsList,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues
from strawberry import Schema
from strawberry.schema.schema_converter import CustomGraphQLEnumType

from polyclinic_schema.compiled.aside import Aside
from polyclinic_schema.compiled.complete import Fast, exact_list, leaf, list_of, non_null
from polyclinic_schema.compiled.emit import Line, Quick, select_of
from polyclinic_schema.compiled.instant import is_standard, unknown_zone
from polyclinic_schema.compiled.objects import abstract_of, object_of
from polyclinic_schema.compiled.run import Link, Run
from polyclinic_schema.compiled.source import source_of
from polyclinic_schema.compiled.spot import Completer, Select, Spot

# More fields than these are compiled when they are first reached, so that no document is expensive to look at.
_MOST_AHEAD = 2_000
_QUICK: dict[Any, Quick] = {
    GraphQLString: "str",
    GraphQLID: "str",
    GraphQLBoolean: "bool",
    GraphQLInt: "int",
    GraphQLFloat: "float",
}
_EXACT: dict[Any, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}


class Plan:
    """One operation under one set of conditions; `roots` are functions to run one after another."""

    def __init__(
        self,
        schema: Schema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        conditions: Mapping[str, bool],
    ) -> None:
        self.graphql, self.converter = schema._schema, schema.schema_converter  # noqa: SLF001
        self.operation, self.fragment_definitions = operation, dict(fragments)
        self.fragments = {name: FragmentDetails(one) for name, one in fragments.items()}
        self.conditions = VariableValues({}, dict(conditions))
        self.enums: dict[CustomGraphQLEnumType, dict[int, str]] = {}
        self.ahead = 0

    def roots(self, *, serially: bool) -> list[Select]:
        """Compile the root fields: into one function, or into one for each."""
        root = self.graphql.get_root_type(self.operation.operation)
        if root is None:
            raise Aside("no such root type")
        fields = collect_fields(self.graphql, self.fragments, self.conditions, root, self.operation).grouped_field_set
        if not serially:
            return [self.select(root, fields, None)]
        return [self.select(root, {key: details}, None) for key, details in fields.items()]

    def select(self, type_: GraphQLObjectType, fields: GroupedFieldSet, above: Spot | None) -> Select:
        """Compile a selection set on an object type."""
        lines = (self._line(key, details, type_, above) for key, details in fields.items())
        return select_of([line for line in lines if line is not None])

    def _line(self, key: str, details: FieldDetailsList, parent: GraphQLObjectType, above: Spot | None) -> Line | None:
        self.ahead += 1
        name = details[0].node.name.value
        if name == "__typename":
            return Line(key, constant=parent.name)
        definition = self.graphql.get_field(parent, name)
        if definition is None:
            return None
        spot = Spot(key, details, definition, parent, above)
        source = source_of(spot, self.converter)
        spot.complete, quick, fast = self._completer(definition.type, spot)
        leaf_type: Any = get_nullable_type(definition.type)
        names = self._names(leaf_type) if quick == "enum" else None
        coerce = leaf_type.coerce_output_value if quick == "scalar" else None
        if quick == "instant":
            coerce = unknown_zone(leaf_type.coerce_output_value)
        return Line(
            key, spot=spot, source=source, quick=quick, names=names, coerce=coerce, fast=fast, completer=spot.complete
        )

    def _completer(self, type_: GraphQLOutputType, spot: Spot) -> tuple[Completer, Quick, Fast | None]:
        if is_non_null_type(type_):
            inner, quick, fast = self._completer(type_.of_type, spot)
            return non_null(inner, spot), quick, fast
        if is_list_type(type_):
            return self._list(type_.of_type, spot), "list", None
        if is_leaf_type(type_):
            return leaf(type_), self._quick(type_), None
        if is_abstract_type(type_):
            completer, fast = abstract_of(spot, type_, lambda one: self._below(one, spot))
            return completer, "object", fast
        if is_object_type(type_):
            completer, fast = object_of(spot, type_, self._nested(type_, spot))
            return completer, "object", fast
        raise Aside("unknown kind of type")

    def _list(self, item_type: GraphQLOutputType, spot: Spot) -> Completer:
        item, _, fast = self._completer(item_type, spot)
        kind = _EXACT.get(get_nullable_type(item_type))
        if kind is not None:
            return exact_list(spot, item_type, item, kind)
        return list_of(spot, item_type, item, fast)

    def _nested(self, type_: GraphQLObjectType, spot: Spot) -> Select:
        if self.ahead < _MOST_AHEAD:
            return self._below(type_, spot)
        made: list[Select] = []

        def first(run: Run, source: Any, path: Link | None) -> Any:
            if not made:
                made.append(self._below(type_, spot))
            return made[0](run, source, path)

        return first

    def _below(self, type_: GraphQLObjectType, spot: Spot) -> Select:
        fields = collect_subfields(
            self.graphql, self.fragments, self.conditions, self.operation, type_, spot.details
        ).grouped_field_set
        return self.select(type_, fields, spot)

    def _quick(self, type_: Any) -> Quick:
        if is_enum_type(type_):
            return "enum" if type(type_) is CustomGraphQLEnumType else None
        return _QUICK.get(type_) or ("instant" if is_standard(type_) else "scalar")

    def _names(self, type_: Any) -> dict[int, str]:
        """Map each member's identity to its name; members live as long as their class."""
        if type_ not in self.enums:
            found = {}
            for member in type_.wrapped_cls:
                try:
                    found[id(member)] = type_.coerce_output_value(member)
                except Exception:  # noqa: BLE001, S112 - such a member is an error each time it is met
                    continue
            self.enums[type_] = found
        return self.enums[type_]
