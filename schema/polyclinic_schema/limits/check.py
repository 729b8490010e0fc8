"""The limits themselves, and the refusal of what goes over them. A refusal names the limit and the number, never a field."""

from graphql import GraphQLError

from polyclinic_schema.limits.measure import Measured
from polyclinic_schema.limits.walk import GIVE_UP

MOST_TOKENS = 1000
MOST_COMMENTS = 100
MOST_DEPTH = 10
MOST_ALIASES = 15
MOST_FIELDS = 300
MOST_DIRECTIVES = 20
MOST_FRAGMENTS = 40
MOST_OPERATIONS = 20
MOST_NODES = 500
MOST_MUTATIONS = 1
MOST_COST = 5000


def check(measured: Measured, *, introspection: bool = True) -> list[GraphQLError]:
    """Return one error for each limit that the document goes over; none when it may be validated."""
    found = measured
    rows = [
        ("TOO_DEEP", found.depth, MOST_DEPTH, "levels of fields"),
        ("TOO_DEEP", found.nesting, GIVE_UP, "levels of nesting"),
        ("TOO_MANY_ALIASES", found.aliases, MOST_ALIASES, "aliases"),
        ("TOO_MANY_FIELDS", found.fields, MOST_FIELDS, "fields"),
        ("TOO_MANY_DIRECTIVES", found.directives, MOST_DIRECTIVES, "directives"),
        ("TOO_MANY_FRAGMENTS", found.fragments, MOST_FRAGMENTS, "fragments"),
        ("TOO_MANY_NODES", found.visited, MOST_NODES, "fields, arguments and values"),
        ("TOO_MANY_OPERATIONS", found.operations, MOST_OPERATIONS, "operations"),
        ("TOO_MANY_MUTATIONS", found.mutation_fields, MOST_MUTATIONS, "mutations in one operation"),
        ("TOO_COSTLY", found.cost, MOST_COST, "points of cost"),
    ]
    errors = [refusal(code, f"{given} {what}: {most} are allowed.") for code, given, most, what in rows if given > most]
    if found.introspects and not introspection:
        errors.append(refusal("INTROSPECTION_OFF", "The schema is not described here."))
    return errors


def refusal(code: str, message: str) -> GraphQLError:
    """Make an error that belongs to the whole document."""
    return GraphQLError(message, extensions={"code": code})
