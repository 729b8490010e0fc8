"""What a well-made schema of ours looks like: each question takes a schema and says where it is not so."""

from collections.abc import Iterator, Mapping

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    IntValueNode,
    get_named_type,
)

MOST = 100
KEYED_OTHERWISE: Mapping[str, str] = {
    "signIn": "keyed by challenge and device: a repetition gives the same session",
    "refreshSession": "keyed by the refresh token and device: a repetition within seconds gives the same successor",
    "signOut": "keyed by the session, which ends once",
}
"""Mutations without an idempotency key, each with what takes its place."""


def undescribed(schema: GraphQLSchema) -> Iterator[str]:
    """Root fields and named types that tell a reader nothing; a union is told by the mutation that returns it."""
    for kind in types_of(schema):
        if not isinstance(kind, GraphQLUnionType) and not kind.description:
            yield kind.name
    for root in filter(None, (schema.query_type, schema.mutation_type, schema.subscription_type)):
        yield from (f"{root.name}.{name}" for name, field in root.fields.items() if not field.description)


def types_of(schema: GraphQLSchema) -> list[GraphQLNamedType]:
    """Our own types: not the built-in scalars, not introspection."""
    built_in = {"String", "Int", "Float", "Boolean", "ID"}
    return [kind for name, kind in schema.type_map.items() if not name.startswith("__") and name not in built_in]


def misshapen_mutations(schema: GraphQLSchema) -> Iterator[str]:
    """A mutation takes one `input` with an idempotency key and gives one success or a typed problem."""
    for name, field in (schema.mutation_type.fields if schema.mutation_type else {}).items():
        yield from (f"{name}: {wrong}" for wrong in (*_asks_wrongly(name, field), *_answers_wrongly(field)))


def _asks_wrongly(name: str, field: GraphQLField) -> Iterator[str]:
    if list(field.args) != ["input"]:
        yield f"takes {list(field.args)}"
        return
    given = field.args["input"].type
    kind = get_named_type(given)
    if not isinstance(given, GraphQLNonNull) or not isinstance(kind, GraphQLInputObjectType):
        yield f"its input is {given}"
        return
    key = kind.fields.get("idempotencyKey")
    if (key is None) is not (name in KEYED_OTHERWISE):
        yield "idempotencyKey is missing, or stands there though it is listed as keyed otherwise"
    if key is not None and str(key.type) != "ID!":
        yield f"idempotencyKey is {key.type}"


def _answers_wrongly(field: GraphQLField) -> Iterator[str]:
    kind = get_named_type(field.type)
    if not isinstance(field.type, GraphQLNonNull) or not isinstance(kind, GraphQLUnionType):
        yield f"returns {field.type}"
        return
    successes = [member.name for member in kind.types if "Problem" not in {face.name for face in member.interfaces}]
    if len(successes) != 1:
        yield f"succeeds in {successes}"


def problems_of(schema: GraphQLSchema) -> dict[str, GraphQLObjectType]:
    """The types that implement Problem."""
    face = schema.type_map["Problem"]
    assert isinstance(face, GraphQLInterfaceType)
    return {kind.name: kind for kind in schema.get_implementations(face).objects}


def misshapen_problems(schema: GraphQLSchema) -> Iterator[str]:
    """A problem has a code for programs and a sentence for people, and is named as one; nothing else is so named."""
    named = {kind.name for kind in types_of(schema) if kind.name.endswith("Problem") and kind.name != "Problem"}
    problems = problems_of(schema)
    yield from (f"{name} is a Problem by name or by interface alone" for name in sorted(named ^ set(problems)))
    for name, kind in problems.items():
        if {found: str(kind.fields[found].type) for found in ("code", "message") if found in kind.fields} != {
            "code": "String!",
            "message": "String!",
        }:
            yield f"{name} lacks code or message"


def unbounded_connections(schema: GraphQLSchema) -> Iterator[str]:
    """A list in pages has `first` with a default within 1..100, and `after`."""
    for place, field in _fields(schema):
        if not get_named_type(field.type).name.endswith("Connection"):
            continue
        first, after = field.args.get("first"), field.args.get("after")
        given = first.ast_node.default_value if first and first.ast_node else None
        if first is None or str(first.type) != "Int!" or not isinstance(given, IntValueNode):
            yield f"{place} has no first with a default"
        elif not 1 <= int(given.value) <= MOST:
            yield f"{place} gives {given.value} by default"
        if after is None or str(after.type) != "String":
            yield f"{place} has no after"


def _fields(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLField]]:
    for kind in types_of(schema):
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            yield from ((f"{kind.name}.{name}", field) for name, field in kind.fields.items())
