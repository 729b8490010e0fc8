"""How many rows a field may bring: the literal it asks for, or the most that is possible."""

from graphql import FieldNode, GraphQLArgument, GraphQLField, GraphQLNonNull, IntValueNode, is_list_type
from graphql.language import ValueNode

LONGEST_PAGE = 100
"""`first` and `last` end here; the resolvers refuse more."""

PLAIN_LIST = 5
"""What a list without a page counts as (estimate: medicines, reactions, the values of one report)."""

_PAGE_ARGUMENTS = ("first", "last")


def takes_page(node: FieldNode, definition: GraphQLField | None) -> bool:
    """Say whether the field is given, or could be given, the size of a page."""
    declared = definition is not None and any(name in definition.args for name in _PAGE_ARGUMENTS)
    return declared or any(given.name.value in _PAGE_ARGUMENTS for given in node.arguments or ())


def is_list(definition: GraphQLField | None) -> bool:
    """Say whether the field itself answers a list."""
    if definition is None:
        return False
    kind = definition.type
    return is_list_type(kind.of_type if isinstance(kind, GraphQLNonNull) else kind)


def page_size(node: FieldNode, definition: GraphQLField | None) -> int:
    """Return the rows of a page: a literal from 1 to the cap, else the declared default, else the cap (variables too)."""
    written = [given.value for given in node.arguments or () if given.name.value in _PAGE_ARGUMENTS]
    if written:
        return max(_literal(value) for value in written)
    return _default(definition)


def _literal(value: ValueNode) -> int:
    # A short text first: int() of a million digits is an attack of its own.
    if not isinstance(value, IntValueNode) or len(value.value) > len(str(LONGEST_PAGE)):
        return LONGEST_PAGE
    return _within(int(value.value))


def _default(definition: GraphQLField | None) -> int:
    arguments = definition.args if definition is not None else {}
    sizes = [_declared(arguments[name]) for name in _PAGE_ARGUMENTS if name in arguments]
    return max((size for size in sizes if size is not None), default=LONGEST_PAGE)


def _declared(argument: GraphQLArgument) -> int | None:
    # A schema made from text keeps its defaults as text, one made in Python as values.
    if argument.default is not None and argument.default.literal is not None:
        return _literal(argument.default.literal)
    return _within(argument.default_value) if isinstance(argument.default_value, int) else None


def _within(size: int) -> int:
    return size if 1 <= size <= LONGEST_PAGE else LONGEST_PAGE
