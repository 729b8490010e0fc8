"""From a selection to the shape of its answer."""

from collections.abc import Sequence

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLUnionType,
)

from polyclinic_schema.generate.collect import Asked, Collector, Occurrence, below, is_optional
from polyclinic_schema.generate.errors import OperationError
from polyclinic_schema.generate.scalars import leaf_text
from polyclinic_schema.generate.shape import Field, Leaf, Many, Nullable, Object, OneOf, Shape, Typename, one_of

Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType


class Answers:
    """Shapes of answers of one operation; remembers the enums it met."""

    def __init__(self, collector: Collector, enums: dict[str, GraphQLEnumType]) -> None:
        self._collector = collector
        self._enums = enums

    def composite(self, kind: Composite, asked: Sequence[Asked]) -> Object | OneOf:
        """Return the shape of an object, or of every member of a union or interface."""
        if isinstance(kind, GraphQLObjectType):
            return self._object(kind, asked)
        members = self._collector.schema.get_possible_types(kind)
        if not members:
            raise OperationError(f"type {kind.name} has no members")
        return one_of([self._object(member, asked) for member in members])

    def _object(self, kind: GraphQLObjectType, asked: Sequence[Asked]) -> Object:
        fields = self._collector.fields(kind, asked)
        return Object(tuple(self._field(kind, key, places) for key, places in fields.items()))

    def _field(self, kind: GraphQLObjectType, key: str, places: Sequence[Occurrence]) -> Field:
        name = places[0].node.name.value
        optional = is_optional(places)
        if name == "__typename":
            return Field(key, Typename((kind.name,)), optional)
        field = self._collector.schema.get_field(kind, name)
        if field is None:
            raise OperationError(f"type {kind.name} has no field {name}")
        return Field(key, self._value(field.type, below(places)), optional)

    def _value(self, kind: GraphQLOutputType, asked: Sequence[Asked]) -> Shape:
        if isinstance(kind, GraphQLNonNull):
            return self._present(kind.of_type, asked)
        return Nullable(self._present(kind, asked))

    def _present(self, kind: GraphQLOutputType, asked: Sequence[Asked]) -> Shape:
        if isinstance(kind, GraphQLList):
            return Many(self._value(kind.of_type, asked))
        if isinstance(kind, GraphQLEnumType):
            self._enums[kind.name] = kind
        if isinstance(kind, GraphQLEnumType | GraphQLScalarType):
            return Leaf(leaf_text(kind))
        if isinstance(kind, Composite):
            return self.composite(kind, asked)
        raise TypeError(str(kind))
