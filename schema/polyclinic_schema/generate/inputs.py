"""Variables and input objects as TypeScript; a value that GraphQL lets out may be left out there too."""

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    VariableDefinitionNode,
    is_input_type,
    is_required_input_field,
    type_from_ast,
)

from polyclinic_schema.generate.errors import OperationError
from polyclinic_schema.generate.operation import Operation
from polyclinic_schema.generate.scalars import leaf_text


class Inputs:
    """Prints inputs; remembers the input objects and enums it met."""

    def __init__(self, schema: GraphQLSchema, enums: dict[str, GraphQLEnumType]) -> None:
        self._schema = schema
        self._enums = enums
        self._objects: dict[str, GraphQLInputObjectType] = {}

    def variables(self, operation: Operation) -> str:
        """Return the type of an operation's variables."""
        definitions = operation.node.variable_definitions or ()
        if not definitions:
            return "Record<string, never>"
        return _block([self._variable(operation, node) for node in definitions])

    def objects(self) -> list[str]:
        """Return every input object met so far and those it leads to, in the order of names."""
        printed: dict[str, str] = {}
        while waiting := [name for name in self._objects if name not in printed]:
            for name in waiting:
                printed[name] = self._object(self._objects[name])
        return [printed[name] for name in sorted(printed)]

    def _variable(self, operation: Operation, node: VariableDefinitionNode) -> str:
        kind = type_from_ast(self._schema, node.type)
        if kind is None or not is_input_type(kind):
            raise OperationError(f"operation {operation.name}: ${node.variable.name.value} has no input type")
        required = isinstance(kind, GraphQLNonNull) and node.default_value is None
        return self._line(node.variable.name.value, kind, required=required)

    def _object(self, kind: GraphQLInputObjectType) -> str:
        if kind.is_one_of:
            raise OperationError(f"input {kind.name} is @oneOf, which the generator does not know")
        lines = [
            self._line(name, field.type, required=is_required_input_field(field)) for name, field in kind.fields.items()
        ]
        return f"export type {kind.name} = {_block(lines)};"

    def _line(self, name: str, kind: GraphQLInputType, *, required: bool) -> str:
        return f"{name}{'' if required else '?'}: {self._value(kind)};"

    def _value(self, kind: GraphQLInputType) -> str:
        if isinstance(kind, GraphQLNonNull):
            return self._present(kind.of_type)
        return f"{self._present(kind)} | null"

    def _present(self, kind: GraphQLInputType) -> str:
        if isinstance(kind, GraphQLList):
            return f"ReadonlyArray<{self._value(kind.of_type)}>"
        if isinstance(kind, GraphQLInputObjectType):
            self._objects[kind.name] = kind
            return kind.name
        if isinstance(kind, GraphQLEnumType):
            self._enums[kind.name] = kind
        if isinstance(kind, GraphQLEnumType | GraphQLScalarType):
            return leaf_text(kind)
        raise TypeError(str(kind))


def _block(lines: list[str]) -> str:
    return "{\n" + "".join(f"  {line}\n" for line in lines) + "}"
