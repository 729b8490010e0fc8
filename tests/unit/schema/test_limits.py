"""What a document weighs, rule by rule, on a small schema of its own."""

import pytest
from graphql import build_schema, parse

from polyclinic_schema.limits.check import check
from polyclinic_schema.limits.decide import LONGEST_REMEMBERED, REMEMBERED, Decider
from polyclinic_schema.limits.measure import Measured, measure

SCHEMA = build_schema("""
type Query { viewer: Viewer, things(first: Int = 20, last: Int): Things!, bare(first: Int): [Thing!]!, huge(first: Int = 200000): Things }
type Mutation { go: Int, stop: Int }
type Subscription { told(first: Int): Things }
type Viewer { id: ID!, people: [Viewer!]!, things(first: Int): Things, either: Either }
type Things { edges: [Edge!]!, total: Int, any: Any }
type Edge { node: Thing! }
type Thing { id: ID!, tags: [String!]!, parts: [Thing!]!, after(first: Int): Things }
interface Any { id: ID!, page(first: Int): Things }
union Either = Viewer | Thing
input Nested { inner: Nested, many: [Nested!] }
directive @aa(x: Nested) repeatable on FIELD | QUERY | FRAGMENT_SPREAD | VARIABLE_DEFINITION
""")


def measured(text: str) -> Measured:
    return measure(parse(text), SCHEMA)


def cost(text: str) -> int:
    return measured(text).cost


def codes(text: str) -> list[str]:
    return [error.extensions["code"] for error in check(measured(text))]


def bomb(levels: int, leaf: str = "viewer { id }") -> str:
    """A query whose work doubles at every level."""
    inner = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(levels))
    return f"query {{ ...F0 }} {inner} fragment F{levels} on Query {{ {leaf} }}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ viewer { id } }", 2),
        ("{ things(first: 7) { edges { node { id } } } }", 1 + 7 * 3),
        ("{ things { edges { node { id } } } }", 1 + 20 * 3),  # the declared default
        ("{ huge { total } }", 1 + 100),  # a default over the cap is the cap
        ("{ bare { id } }", 1 + 100),  # no default: the cap
        ("{ bare(first: 3) { id } }", 1 + 3),  # the field is the list: multiplied once
        ("query($n: Int) { things(first: $n) { edges { node { id } } } }", 1 + 100 * 3),
        ("query($n: Int = 1) { things(first: $n) { edges { node { id } } } }", 1 + 100 * 3),
        ("{ things(first: -100000) { total } }", 1 + 100),
        ("{ things(first: 0) { total } }", 1 + 100),
        ("{ things(first: 200000) { total } }", 1 + 100),
        ("{ things(first: null) { total } }", 1 + 100),
        ('{ things(first: "5") { total } }', 1 + 100),
        ("{ things(first: 1.5) { total } }", 1 + 100),
        ("{ things(last: 9, first: 2) { total } }", 1 + 9),
        ("{ viewer { people { id } } }", 1 + 1 + 5),  # a plain list
        ("{ things(first: 2) { edges { node { parts { id } } } } }", 1 + 2 * (2 + 1 + 5)),
        ("{ things(first: 2) { edges { node { tags } } } }", 1 + 2 * 3),  # a list of leaves costs one
        ("{ bare(first: 2) { parts { id } } }", 1 + 2 * (1 + 5)),  # not the page's own list
        ("{ things(first: 2) { any { page(first: 3) { total } } } }", 1 + 2 * (1 + 1 + 3)),  # by interface
        ("subscription { told(first: 4) { total } }", 1 + 4),
        ("{ viewer { either { ... on Viewer { id things(first: 6) { total } } ... on Thing { id } } } }", 2 + 1 + 7 + 1),
        ("{ ghost(first: 8) { deeper { still } } }", 1 + 8 * 2),  # unknown fields weigh as themselves
        ("{ things(first: -100000) { total } viewer { id } }", 101 + 2),  # an honest neighbour hides nothing
    ],
)  # fmt: skip
def test_cost(text: str, expected: int) -> None:
    assert cost(text) == expected


def test_sizes_multiply_down_the_lists_and_end_at_a_thousand_million() -> None:
    inner = "total"
    for _ in range(3):
        inner = f"edges {{ node {{ after(first: 100) {{ {inner} }} }} }}"
    text = f"{{ things(first: 100) {{ {inner} }} }}"
    assert cost(text) == 1 + 100 * (3 + 100 * (3 + 100 * (3 + 100)))
    assert "TOO_COSTLY" in codes(text)
    assert cost(bomb(36, "things(first: 100) { total }")) == 10**9


def test_a_spread_costs_what_is_in_it_each_time() -> None:
    twice = "{ a: viewer { ...V } b: viewer { ...V } } fragment V on Viewer { id people { id } }"
    assert measured(twice).fields == 2 + 2 * 3
    assert cost(twice) == 2 * (1 + 1 + 6)


def test_a_fragment_inside_a_page_is_the_page() -> None:
    text = "{ things(first: 3) { ...T } viewer { things(first: 3) { any { ...T2 } } } } fragment T on Things { edges { node { id } } } fragment T2 on Any { id }"
    assert cost(text) == (1 + 3 * 3) + (1 + 1 + 3 * 2)
    outside = (
        "{ ...Q } fragment Q on Query { things(first: 3) { ...T } } fragment T on Things { edges { node { id } } }"
    )
    assert cost(outside) == 1 + 3 * 3


@pytest.mark.parametrize("levels", [5, 15, 20, 27, 36])
def test_the_walk_of_a_bomb_grows_with_its_text_not_with_its_fields(levels: int) -> None:
    found = measured(bomb(levels))
    assert found.visited == 1 + 2 * levels + 2
    assert found.fields == min(2**levels * 2, 10**9)


@pytest.mark.parametrize("levels", [40, 80, 120])
def test_a_longer_bomb_is_left_unwalked(levels: int) -> None:
    found = measured(bomb(levels))
    assert (found.visited, found.nesting, found.fragments) == (40, 41, levels + 1)
    assert "TOO_DEEP" in codes(bomb(levels))


def test_depth_counts_fields_and_nesting_everything() -> None:
    def chain(levels: int) -> str:
        return "{ viewer " + "{ people " * levels + "{ id }" + " }" * levels + " }"

    assert measured(chain(8)).depth == 10
    assert "TOO_DEEP" not in codes(chain(8))
    assert "TOO_DEEP" in codes(chain(9))
    inline = "{ " + "... { " * 5 + "viewer { id }" + " }" * 5 + " }"
    assert (measured(inline).depth, measured(inline).nesting) == (2, 7)


@pytest.mark.parametrize(
    "text",
    [
        "{ " + "... { " * 45 + "viewer { id }" + " }" * 45 + " }",
        "{ viewer { id @aa(x: " + "{inner: " * 45 + "{}" + "}" * 45 + ") } }",
        "{ things(first: " + "[" * 45 + "]" * 45 + ") { total } }",
        "query($a: " + "[" * 45 + "Int" + "]" * 45 + ") { viewer { id } }",
        "query($a: Int = " + "[" * 45 + "]" * 45 + ") { viewer { id } }",
        "query @aa(x: " + "{inner: " * 45 + "{}" + "}" * 45 + ") { viewer { id } }",
    ],
)
def test_nesting_of_any_kind_is_refused(text: str) -> None:
    assert codes(text) == ["TOO_DEEP"]


def test_aliases_directives_and_mutations_are_counted_through_spreads() -> None:
    assert codes("{ " + " ".join(f"a{i}: viewer {{ id }}" for i in range(15)) + " }") == []
    assert codes("{ " + " ".join(f"a{i}: viewer {{ id }}" for i in range(16)) + " }") == ["TOO_MANY_ALIASES"]
    spread = "{ " + "...A " * 4 + "} fragment A on Query { a: viewer { b: id c: id d: id } }"
    assert (measured(spread).aliases, codes(spread)) == (16, ["TOO_MANY_ALIASES"])
    assert codes("{ viewer { id " + "@aa " * 20 + "} }") == []
    assert codes("{ viewer { id " + "@aa " * 21 + "} }") == ["TOO_MANY_DIRECTIVES"]
    assert (
        measured(
            "query($a: Int @aa) @aa { ...A @aa ... @aa { __typename } } fragment A on Query @aa { __typename @aa }"
        ).directives
        == 6
    )
    assert measured("mutation { ...A ...A } fragment A on Mutation { go }").mutation_fields == 2
    assert codes("mutation { go stop }") == ["TOO_MANY_MUTATIONS"]
    assert codes("mutation { ... { ... { go } } ...B } fragment B on Mutation { stop }") == ["TOO_MANY_MUTATIONS"]
    assert codes("mutation { go }") == []
    assert codes("".join(f"query Q{i} {{ viewer {{ id }} }}" for i in range(20))) == []
    assert codes("".join(f"query Q{i} {{ viewer {{ id }} }}" for i in range(21))) == ["TOO_MANY_OPERATIONS"]


def test_values_are_counted_with_the_fields() -> None:
    assert codes("{ things(first: [" + "1 " * 496 + "]) { total } }") == []
    assert codes("{ things(first: [" + "1 " * 497 + "]) { total } }") == ["TOO_MANY_NODES"]


def test_a_whole_document_is_weighed_whatever_of_it_would_run() -> None:
    hidden = "query Honest { viewer { id } } query Other { viewer { " + "id " * 300 + "} }"
    assert (measured(hidden).fields, codes(hidden)) == (303, ["TOO_MANY_FIELDS"])
    unused = "{ viewer { id } } fragment U on Viewer { " + "id " * 300 + "}"
    assert codes(unused) == ["TOO_MANY_FIELDS"]
    twins = "{ viewer { ...U } } fragment U on Viewer { id } fragment U on Viewer { " + "id " * 300 + "}"
    assert codes(twins) == ["TOO_MANY_FIELDS"]


@pytest.mark.parametrize(
    "text",
    [
        "{ ...Missing }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A viewer { id } }",
        "{ ...A } fragment A on Query { ...A ...A }",
        "{ ...A } fragment A on Ghost { id }",
        "{ viewer { id { deeper } } }",
        "fragment A on Query { viewer { id } }",
        "type Query { a: Int }",
        "{ viewer }",
        "{ __typename { x } }",
    ],
)
def test_what_is_not_valid_is_weighed_safely_and_then_refused_by_the_rules(text: str) -> None:
    assert codes(text) == []
    assert Decider(SCHEMA).decide(text).errors


def test_introspection_is_one_switch() -> None:
    found = measured("{ viewer { id } a: __schema { types { fields { type { ofType { ofType { name } } } } } } }")
    assert (found.introspects, found.depth, found.cost) == (True, 2, 3)
    assert [error.extensions["code"] for error in check(found, introspection=False)] == ["INTROSPECTION_OFF"]
    assert check(found) == []
    assert measured('{ ...A } fragment A on Query { __type(name: "X") { name } }').introspects
    assert not measured("{ __typename viewer { __typename } }").introspects


def test_a_refusal_names_the_limit_and_the_number_and_no_field() -> None:
    [error] = check(measured("{ viewer { " + "id " * 300 + "} }"))
    assert (error.message, error.nodes) == ("301 fields: 300 are allowed.", None)


def test_the_limits_come_before_the_rules() -> None:
    decision = Decider(SCHEMA).decide("{ ghost viewer { " + "id " * 450 + "} }")
    assert [error.extensions["code"] for error in decision.errors] == ["TOO_MANY_FIELDS"]


@pytest.mark.parametrize(
    "text",
    [
        "{ viewer { " + "id " * 299 + "} }",
        "{ " + "viewer { id } " * 140 + "}",
        "{ " + "... { viewer { id } } " * 120 + "}",
        "{ " + "things(first: 1) { total } " * 90 + "}",
    ],
)
def test_comparing_fields_of_one_name_has_a_budget(text: str) -> None:
    assert check(measured(text)) == []
    [error] = Decider(SCHEMA).decide(text).errors
    assert (error.extensions["code"], error.message) == (
        "TOO_COSTLY",
        "The document repeats itself: 1000 comparisons are allowed.",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{ " + "viewer " * 1000 + "}", "TOO_MANY_TOKENS"),
        ("# \n" * 101 + "{ viewer { id } }", "TOO_MANY_TOKENS"),
        ("{a" * 450, "TOO_DEEP"),
        ("{ viewer(x: " + "[" * 900, "TOO_DEEP"),
    ],
)
def test_the_parser_stops_by_itself(text: str, code: str) -> None:
    [error] = Decider(SCHEMA).decide(text).errors
    assert error.extensions["code"] == code


def test_a_yes_is_remembered_and_a_no_is_not() -> None:
    decider = Decider(SCHEMA)
    honest = decider.decide("{ viewer { id } }")
    assert honest.document is not None
    assert decider.decide("{ viewer { id } }") is honest
    refused = decider.decide("{ ghost }")
    assert refused.document is None
    assert decider.decide("{ ghost }") is not refused


def test_what_is_remembered_is_bounded() -> None:
    decider = Decider(SCHEMA)
    first = decider.decide("{ viewer { id } }")
    for number in range(REMEMBERED):
        decider.decide(f"query Q{number} {{ viewer {{ id }} }}")
    assert decider.decide("{ viewer { id } }") is not first
    long = "{ viewer { id } } #" + "x" * LONGEST_REMEMBERED
    assert decider.decide(long) is not decider.decide(long)


def test_which_operation_runs_must_be_plain() -> None:
    decider = Decider(SCHEMA)
    two = "query A { viewer { id } } query B { viewer { id } }"
    assert decider.decide(two, "A").errors == ()
    for name in (None, "C", ""):
        assert [error.extensions["code"] for error in decider.decide(two, name).errors] == ["UNKNOWN_OPERATION"]
    assert decider.decide("{ viewer { id } }", "A").document is None
