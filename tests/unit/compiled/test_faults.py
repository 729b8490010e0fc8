"""Single faults, each compared with the stock executor, and a few exact answers so that both cannot be wrong together."""

from typing import Any

import orjson
import pytest

from polyclinic_schema.compiled import StandsAside
from tests.unit.compiled.comparing import COMPILER, Told, same
from tests.unit.compiled.toy import Colour, Even, Refused, Row, Stone
from tests.unit.compiled.toy_data import Anything, Data, Odd
from tests.unit.compiled.toy_schema import SCHEMA

# Both executors leave a cancelled neighbour's coroutine unawaited; Python warns of it later, in another test.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::RuntimeWarning")

BAD: tuple[Any, ...] = (
    None, "", "x", "5", 0, 7, -(2**31), 2**31 - 1, 2**31, 2**40, True, False, 1.0, 1.5, float("nan"), float("inf"),
    b"b", [], ["a"], [None], ("a",), {"a": 1}, {"s"}, Odd(), Refused("data"), Colour.BLUE, Colour, "r", "RED", Even(3),
    ValueError, range(2),
)  # fmt: skip
LEAVES = "abcdefgh"


class Rows:
    """Data of one row."""

    def __init__(self, row: Any) -> None:
        self.rows = [row]


@pytest.mark.parametrize("bad", BAD, ids=lambda value: repr(value)[:20])
async def test_any_value_in_any_leaf(bad: Any) -> None:
    good = {"i": None, "j": None}
    for leaf in LEAVES:
        extra = {"data": Rows(Anything(**good, **{leaf: bad}))}
        await same(f"{{ rows {{ {leaf} }} }}", extra=extra)
    await same("{ rows { a i { a } } }", extra={"data": Rows(Anything(a=1, i=bad))})
    await same("{ rows { a j { a } } }", extra={"data": Rows(Anything(a=1, j=bad))})
    await same("{ rows { a j { a } } }", extra={"data": Rows(Anything(a=1, j=[Anything(a=1), bad, None]))})
    await same("{ rows { a } }", extra={"data": Rows(bad)})


@pytest.mark.parametrize("bad", BAD, ids=lambda value: repr(value)[:20])
async def test_any_value_where_null_is_forbidden(bad: Any) -> None:
    stones = [Stone(tags=["a", bad], grid=grid, colour=bad, weight=weight, thrown_by=bad) for grid, weight in (
        ([[1, bad]], 1.0), ([bad], 1.0), (bad, 1.0), ([[1]], bad), ([[1]], 2.0)
    )]  # fmt: skip
    for stone in stones:
        data = Rows(None)
        data.things = [stone, bad]  # type: ignore[attr-defined]
        for text in (
            "{ things { ... on Stone { grid weight } } }",
            "{ things { ... on Stone { tags colour } } }",
            "{ stream { ... on Stone { grid tags weight thrownBy { name must { id } } } } }",
        ):
            await same(text, extra={"data": data})


async def test_an_integer_beyond_32_bits_is_an_error_at_its_place() -> None:
    pair = await same("{ rows { b a } }", extra={"data": Rows(Anything(a=2**40, b="s"))})
    assert pair.data == b'{"rows":[{"b":"s","a":null}]}'
    message = "Int cannot represent non 32-bit signed integer value: 1099511627776"
    assert list(pair.errors) == [
        Told(message, ("rows", 0, "a"), "[SourceLocation(line=1, column=12)]", "{}", "GraphQLError")
    ]


async def test_a_null_climbs_to_the_nearest_place_that_allows_it() -> None:
    data = Rows(None)
    data.things = [Stone(tags=None, grid=[[1, None]], colour=None, weight=1.0, thrown_by=None)]  # type: ignore[attr-defined, list-item]
    pair = await same("{ things { ... on Stone { weight grid } } }", extra={"data": data})
    assert pair.data == b'{"things":[null]}'
    pair = await same("{ stream { ... on Stone { weight grid } } rows { a } }", extra={"data": data})
    assert pair.data == b"null"
    assert len(pair.errors) == 1


async def test_a_missing_attribute_names_itself() -> None:
    pair = await same("{ rows { a b } }", extra={"data": Rows(Anything(b="s"))})
    assert pair.data == b'{"rows":[{"a":null,"b":"s"}]}'
    assert next(iter(pair.errors)).message == "'Anything' object has no attribute 'a'"


@pytest.mark.parametrize("mood", ["raise", "raise graphql", "return error", "rude", "calm"])
@pytest.mark.parametrize("field", ["shout", "slowly", "surely", "secret", "sworn", "rank", "owner { id }"])
async def test_resolvers_and_permissions_that_refuse(mood: str, field: str) -> None:
    data = Data(0, 0.0)
    data.beings[0].mood = mood
    for text in (
        f"{{ being {{ id {field} }} }}",
        f"{{ beings(first: 1) {{ {field} }} }}",
        f"{{ beings {{ name {field} }} }}",
    ):
        for ticks in (0, 1):
            await same(text, extra={"data": data, "batch_ticks": ticks})


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("query($v: Int!) { beings(first: $v) { id } }", {}),
        ("query($v: Int!) { beings(first: $v) { id } }", {"v": None}),
        ("query($v: Int!) { beings(first: $v) { id } }", {"v": "1"}),
        ("query($v: Int!) { beings(first: $v) { id } }", {"v": True}),
        ("query($v: Int!) { beings(first: $v) { id } }", {"v": 2.0}),
        ("query($v: Int!) { beings(first: $v) { id } }", {"v": 2**31}),
        ("query($v: Int) { beings(first: $v) { id } }", {}),
        ("query($v: Int) { beings(first: $v) { id } }", {"v": None}),
        ("query($v: Int = 1) { beings(first: $v) { id } }", {}),
        ("query($v: Int = 1) { beings(first: $v) { id } }", {"v": None}),
        ("query($v: ID) { being(id: $v) { id } variables }", {"v": 28, "unknown": 1}),
        ("query($v: String) { echo(plain: $v) }", {}),
        ("query($v: String) { echo(plain: $v) }", {"v": None}),
        ("query($v: String) { echo(plain: $v) variables }", {"v": "x"}),
        ("query($v: Boolean!) { echo(ok: $v) }", {"v": 1}),
        ("query($v: Boolean) { echo(ok: $v) }", None),
        ("query($v: Even) { echo(even: $v) }", {"v": "no"}),
        ("query($v: Even) { echo(even: $v) }", {"v": "8"}),
        ("query($v: Filter) { echo(filter: $v) }", {"v": {"colour": "PINK"}}),
        ("query($v: Filter) { echo(filter: $v) }", {"v": {"colour": "BLAU", "subs": {"even": 2}}}),
        ("query($v: Filter) { echo(filter: $v) }", {"v": {"limit": None, "text": None}}),
        ("query($v: Filter) { echo(filter: $v) }", {"v": {"nope": 1, "limit": "x"}}),
        ('query($v: Int) { echo(filter: {limit: $v, sub: {words: "one"}}) }', {}),
        ("query($v: [Colour!]) { dogs(colours: $v) { total } }", {"v": "RED"}),
        ("query($v: [Colour!]) { dogs(colours: $v) { total } }", {"v": ["RED", None]}),
        ("query($v: By!) { one(by: $v) }", {"v": {"id": 1, "name": "x"}}),
        ("query($v: By!) { one(by: $v) }", {"v": {"id": 1}}),
        ("query($v: By!) { one(by: $v) }", {"v": {"id": None}}),
        ("query($v: Boolean = true) { echo @skip(if: $v) variables }", {"v": None}),
        ("query($v: Boolean = true) { beings { name @include(if: $v) id } }", {"v": None}),
        ("query($v: Boolean = true) { b: echo(ok: false) @skip(if: $v) a: echo b: echo(ok: false) }", {}),
        ("query($v: Boolean = true) { b: echo(ok: false) @skip(if: $v) a: echo b: echo(ok: false) }", {"v": False}),
        ("query($v: String) { echo(plain: $v) }", {"v": "\ud800"}),
    ],
)  # fmt: skip
async def test_variables_of_all_sorts(text: str, variables: dict[str, Any] | None) -> None:
    await same(text, variables)


async def test_keys_keep_the_order_of_what_is_first_included() -> None:
    text = "query($v: Boolean!) { b: echo @skip(if: $v) a: __typename ... on Query { b: echo } }"
    assert list(orjson.loads((await same(text, {"v": True})).data)) == ["a", "b"]
    assert list(orjson.loads((await same(text, {"v": False})).data)) == ["b", "a"]


async def test_mutations_run_one_after_another() -> None:
    text = """mutation { a: change(name: "1") { ...L } b: touch(name: "2") { log } c: change(name: "3") { ...L } }
        fragment L on Changed { log being { rank } }"""
    pair = await same(text)
    assert pair.context["log"] == pair.stock_context["log"] == ["1", "2", "3"]
    pair = await same(
        'mutation { a: touch(name: "raise") { log } b: change(name: "raise") { __typename } c: touch { log } }'
    )
    assert pair.data == b"null"
    assert pair.context["log"] == pair.stock_context["log"] == ["raise", "raise"]


async def test_the_root_value_and_info_are_as_in_stock() -> None:
    text = 'query Q($v: ID = "1") { rooted variables being(id: $v) { surely secret friends { surely } } }'
    assert b"7 7 True" in (await same(text, root=7, operation="Q")).data


async def test_two_runs_at_once_do_not_meet() -> None:
    import asyncio

    await asyncio.gather(
        *(same("{ things { ... on Being { slowly owner { name } } } }", seed=n, rate=0.2) for n in range(6))
    )


def test_the_toy_schema_is_compiled_without_a_fault() -> None:
    found = COMPILER.compile("{ rows { " + " ".join(LEAVES) + " } }")
    assert not isinstance(found, StandsAside)
    assert {one.name for one in Row.__strawberry_definition__.fields} >= set(LEAVES)  # type: ignore[attr-defined]
    assert SCHEMA.config.default_resolver is getattr
