"""How scalars and enums look in TypeScript."""

from graphql import GraphQLEnumType, GraphQLScalarType

from polyclinic_schema.generate.errors import OperationError

SCALARS = {
    "Boolean": "boolean",
    "Date": "string",
    "DateTime": "string",
    "Float": "number",
    "ID": "string",
    "Int": "number",
    "String": "string",
}


def leaf_text(kind: GraphQLScalarType | GraphQLEnumType) -> str:
    """Return the TypeScript of a leaf type; an unknown scalar is an `OperationError`, never `any`."""
    if isinstance(kind, GraphQLEnumType):
        return kind.name
    if kind.name not in SCALARS:
        raise OperationError(f"scalar {kind.name} has no TypeScript type; add it to generate/scalars.py")
    return SCALARS[kind.name]
