"""The shape of an answer: what remains of a selection once fragments and repeated keys are merged."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Leaf:
    """A scalar or enum, already in TypeScript."""

    text: str


@dataclass(frozen=True)
class Typename:
    """A `__typename`: one of these names."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One key of an object; `optional` when a directive may leave it out."""

    key: str
    shape: "Shape"
    optional: bool


@dataclass(frozen=True)
class Object:
    """An object with its keys in the order in which they were first asked for."""

    fields: tuple[Field, ...]


@dataclass(frozen=True)
class OneOf:
    """One of several objects."""

    members: tuple[Object, ...]


@dataclass(frozen=True)
class Many:
    """A list."""

    of: "Shape"


@dataclass(frozen=True)
class Nullable:
    """Something or null."""

    of: "Shape"


Shape = Leaf | Typename | Object | OneOf | Many | Nullable


def one_of(members: list[Object]) -> Object | OneOf:
    """Join the members of a union; those that differ only in their `__typename` become one."""
    groups: dict[Object, list[Object]] = {}
    for member in members:
        groups.setdefault(_named(member, ()), []).append(member)
    joined = [_join(blank, group) for blank, group in groups.items()]
    return joined[0] if len(joined) == 1 else OneOf(tuple(joined))


def _join(blank: Object, group: list[Object]) -> Object:
    own = [field.shape.names for member in group for field in member.fields[:] if isinstance(field.shape, Typename)]
    return _named(blank, tuple(dict.fromkeys(name for names in own for name in names)))


def _named(member: Object, names: tuple[str, ...]) -> Object:
    return Object(tuple(_renamed(field, names) for field in member.fields))


def _renamed(field: Field, names: tuple[str, ...]) -> Field:
    return Field(field.key, Typename(names), field.optional) if isinstance(field.shape, Typename) else field
