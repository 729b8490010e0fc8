"""Writes valid operations for any schema: aliases, fragments, merged fields, directives, variables."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_composite_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_union_type,
)

_SCALARS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "Int": (("1", 1), ("3", 3), ("0", 0), ("-7", -7)),
    "Float": (("1.5", 1.5), ("2", 2)),
    "String": (('"a"', "a"), ('""', ""), ('"\\u043b"', "л")),
    "ID": (('"1"', "1"), ("28", 28), ('"none"', "none")),
    "Boolean": (("true", True), ("false", False)),
    "Even": (("4", 4), ("3", 3), ('"6"', "6")),
}


@dataclass
class Written:
    """An operation with its variables."""

    text: str
    variables: dict[str, Any]


@dataclass
class _Writer:
    schema: GraphQLSchema
    random: Random
    wanted: Callable[[str, str], bool]
    declared: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    # Which field has which key at which place of the answer, so that keys never clash.
    taken: dict[tuple[str, ...], tuple[str, str, str]] = field(default_factory=dict)
    left: int = 60


def write(
    schema: GraphQLSchema, random: Random, *, mutation: bool = False, wanted: Callable[[str, str], bool] | None = None
) -> Written:
    """Write one operation; `wanted(type, field)` leaves fields out."""
    writer = _Writer(schema, random, wanted or (lambda _type, _field: True))
    root = schema.mutation_type if mutation else schema.query_type
    assert root is not None
    body = _selections(writer, root, (), 6)
    whole = "\n".join([body, *writer.fragments])
    used = {name: rest for name, rest in writer.declared.items() if re.search(rf"\${name}\b", whole)}
    declared = ", ".join(f"${name}: {rest}" for name, rest in used.items())
    head = f"{'mutation' if mutation else 'query'} Made" + (f"({declared})" if declared else "")
    return Written(f"{head} {whole}", writer.given)


def _selections(writer: _Writer, type_: Any, place: tuple[str, ...], depth: int) -> str:
    random = writer.random
    parts = [_selection(writer, type_, place, depth) for _ in range(random.randint(1, 4 if depth > 3 else 2))]
    parts = [part for part in parts if part]
    # What is always included keeps the set from being empty.
    return "{ " + " ".join(parts or ["__typename"]) + " }"


def _selection(writer: _Writer, type_: Any, place: tuple[str, ...], depth: int) -> str:
    writer.left -= 1
    dice = writer.random.random()
    if dice < 0.08 or writer.left < 0:
        return "__typename" + _directives(writer)
    if dice < 0.3 or is_union_type(type_):
        return _fragment(writer, type_, place, depth)
    return _field(writer, type_, place, depth)


def _fragment(writer: _Writer, type_: Any, place: tuple[str, ...], depth: int) -> str:
    random, schema = writer.random, writer.schema
    choices: list[Any] = [type_]
    if is_abstract_type(type_):
        choices += list(schema.get_possible_types(type_)) * 2
        choices += [face for one in schema.get_possible_types(type_) for face in one.interfaces]
    else:
        choices += list(type_.interfaces)
    target = random.choice(choices)
    body = _selections(writer, target, place, depth)
    if random.random() < 0.4:
        name = f"F{len(writer.fragments)}"
        writer.fragments.append(f"fragment {name} on {target.name} {body}")
        return f"...{name}{_directives(writer)}" + (f" ...{name}" if random.random() < 0.2 else "")
    condition = "" if target is type_ and random.random() < 0.3 else f" on {target.name}"
    return f"...{condition}{_directives(writer)} {body}"


def _field(writer: _Writer, type_: Any, place: tuple[str, ...], depth: int) -> str:
    random = writer.random
    names = [name for name in type_.fields if writer.wanted(type_.name, name)]
    names = [name for name in names if depth > 0 or not is_composite_type(get_named_type(type_.fields[name].type))]
    if not names:
        return "__typename"
    name = random.choice(names)
    definition = type_.fields[name]
    arguments = _arguments(writer, definition.args)
    key = random.choice([name, name, name, "x", "y"])
    mark = (_owner(type_), name, arguments)
    while writer.taken.setdefault((*place, key), mark) != mark:
        key += "_"
    text = (name if key == name else f"{key}: {name}") + arguments + _directives(writer)
    named = get_named_type(definition.type)
    if is_composite_type(named):
        return f"{text} {_selections(writer, named, (*place, key), depth - 1)}"
    return text


def _owner(type_: Any) -> str:
    return str(type_.name)


def _arguments(writer: _Writer, args: Mapping[str, Any]) -> str:
    random, found = writer.random, []
    for name, argument in args.items():
        required = is_non_null_type(argument.type) and argument.default_value is Undefined and not argument.default
        if required or random.random() < 0.6:
            found.append(f"{name}: {_value(writer, argument.type, may_be_variable=True)}")
    return f"({', '.join(found)})" if found else ""


def _value(writer: _Writer, type_: Any, *, may_be_variable: bool) -> str:
    random = writer.random
    if may_be_variable and random.random() < 0.4:
        return _variable(writer, type_)
    if not is_non_null_type(type_) and random.random() < 0.15:
        return "null"
    return _literal(writer, get_nullable_type(type_), may_be_variable=may_be_variable)


def _literal(writer: _Writer, type_: Any, *, may_be_variable: bool) -> str:
    random = writer.random
    if is_list_type(type_):
        if random.random() < 0.2:
            return _literal(writer, get_nullable_type(type_.of_type), may_be_variable=False)
        items = [_value(writer, type_.of_type, may_be_variable=False) for _ in range(random.randint(0, 2))]
        return f"[{', '.join(items)}]"
    if is_enum_type(type_):
        return random.choice(list(type_.values))
    if is_input_object_type(type_):
        return _object(writer, type_, may_be_variable=may_be_variable)
    return random.choice(_SCALARS[type_.name])[0]


def _object(writer: _Writer, type_: GraphQLInputObjectType, *, may_be_variable: bool) -> str:
    random = writer.random
    if type_.is_one_of or type_.name == "By":
        name = random.choice(list(type_.fields))
        return f"{{{name}: {_literal(writer, get_nullable_type(type_.fields[name].type), may_be_variable=False)}}}"
    pairs = [
        f"{name}: {_value(writer, one.type, may_be_variable=may_be_variable)}"
        for name, one in type_.fields.items()
        if random.random() < 0.5
    ]
    return "{" + ", ".join(pairs) + "}"


def _variable(writer: _Writer, type_: Any) -> str:
    random, name = writer.random, f"v{len(writer.declared)}"
    declared, default = str(type_), ""
    plain = get_nullable_type(type_)
    if random.random() < 0.4:
        default = f" = {_literal(writer, plain, may_be_variable=False)}"
        declared = str(plain) if random.random() < 0.7 else declared
    writer.declared[name] = declared + default
    dice = random.random()
    if dice < 0.15:
        return f"${name}"  # absent
    writer.given[name] = None if dice < 0.25 else _json(writer, plain, wrong=dice > 0.97)
    return f"${name}"


def _json(writer: _Writer, type_: Any, *, wrong: bool = False) -> Any:
    random = writer.random
    if wrong:
        return random.choice(["?", 2**40, 1.5, [], {}, True, [None], {"nothing": 1}])
    if is_list_type(type_):
        inner = get_nullable_type(type_.of_type)
        return (
            [_json(writer, inner) for _ in range(random.randint(0, 2))]
            if random.random() < 0.8
            else _json(writer, inner)
        )
    if isinstance(type_, GraphQLEnumType):
        return random.choice(list(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        fields = {name: _json(writer, get_nullable_type(one.type)) for name, one in type_.fields.items()}
        names = random.sample(list(fields), 1 if type_.name == "By" else random.randint(0, len(fields)))
        return {name: fields[name] for name in names}
    return random.choice(_SCALARS[type_.name])[1]


def _directives(writer: _Writer) -> str:
    random = writer.random
    if random.random() > 0.15:
        return ""
    name = random.choice(["skip", "include"])
    if random.random() < 0.5:
        return f" @{name}(if: {random.choice(['true', 'false'])})"
    flags = [one for one in writer.declared if one.startswith("c")]
    if len(flags) < 3 and (not flags or random.random() < 0.5):
        flag = f"c{len(flags)}"
        default = random.choice(["", " = true", " = false"])
        nullable = bool(default) and random.random() < 0.7
        writer.declared[flag] = ("Boolean" if nullable else "Boolean!") + default
        dice = random.random()
        if not (default and dice < 0.4):
            writer.given[flag] = None if dice > 0.97 else random.random() < 0.5
        flags.append(flag)
    return f" @{name}(if: ${random.choice(flags)})"


def object_types(schema: GraphQLSchema) -> list[GraphQLObjectType]:
    """List the object types that are not introspection's."""
    return [one for one in schema.type_map.values() if isinstance(one, GraphQLObjectType) and one.name[:2] != "__"]
