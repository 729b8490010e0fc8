"""Batch sources: one call for a level, the stock path's DataLoader, and failures."""

from collections.abc import Sequence
from typing import Any

import orjson
import pytest
import strawberry

from polyclinic_schema.compiled import CompiledOperation, Compiler, batched
from tests.unit.compiled.comparing import same
from tests.unit.compiled.toy import Colour

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::RuntimeWarning")


async def test_all_parents_of_a_level_are_one_call_whatever_their_type() -> None:
    pair = await same("{ beings(first: 4) { rank friends { rank(factor: 3, colours: [RED]) } } }")
    kinds = {type(one).__name__ for one in pair.context["data"].beings}
    assert kinds == {"Cat", "Dog"}
    assert sorted(pair.context["batches"], key=str) == sorted(pair.stock_context["batches"], key=str)
    assert sorted(pair.context["batches"], key=str) == [
        (4, 2, None, ["beings", 0, "rank"]),
        (8, 3, [Colour.RED], ["beings", 0, "friends", 0, "rank"]),
    ]


async def test_batches_below_batches_are_one_call_each() -> None:
    text = "{ keepers { standing boss { standing boss { standing pets { ... on Being { rank } } } } } }"
    pair = await same(text, extra={"batch_ticks": 2})
    assert len(pair.context["batches"]) == len(pair.stock_context["batches"])


async def test_a_mutation_has_its_batches_before_the_next_one_starts() -> None:
    text = 'mutation { a: change(name: "a") { ... on Changed { being { rank } } } b: change(name: "b") { __typename } }'
    assert (await same(text)).context["log"] == ["a", "b"]


@strawberry.type
class Leaf:
    n: int


def load_broken(parents: Sequence[Any], info: strawberry.Info) -> list[Any]:
    raise ValueError(f"{len(parents)} at {info.path.as_list()}")


def load_short(parents: Sequence[Any], info: strawberry.Info) -> list[Any]:
    return [1]


def load_mixed(parents: Sequence[Any], info: strawberry.Info, but: int = 1) -> list[Any]:
    return [ValueError("this one") if parent.n == but else Leaf(n=parent.n) for parent in parents]


async def bodies(parents: Sequence[Any], args: dict[str, Any], info: strawberry.Info) -> list[int]:
    info.context["bodies"] = info.context.get("bodies", 0) + 1
    return [parent.n * args["by"] for parent in parents]


@strawberry.type
class Node:
    n: int
    broken: int | None = batched(load_broken)
    surely_broken: int = batched(load_broken, description="non-null")
    short: int | None = batched(load_short)
    mixed: Leaf | None = batched(load_mixed)
    surely_mixed: Leaf = batched(load_mixed)

    @strawberry.field(metadata={"batch": bodies})
    def by_hand(self, by: int = 10) -> int:
        return self.n * by


@strawberry.type
class Query:
    @strawberry.field
    def nodes(self) -> list[Node]:
        return [Node(n=n) for n in range(3)]

    @strawberry.field
    def maybe(self) -> list[Node | None] | None:
        return [Node(n=n) for n in range(3)]

    @strawberry.field
    def grid(self) -> list[list[Node] | None]:
        return [[Node(n=0)], [Node(n=0), Node(n=1)], []]


SCHEMA = strawberry.Schema(query=Query)
COMPILER = Compiler(SCHEMA)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{ maybe { n broken } }", {"maybe": [{"n": n, "broken": None} for n in range(3)]}),
        ("{ maybe { n surelyBroken } }", {"maybe": [None, None, None]}),
        ("{ nodes { n surelyBroken } }", None),
        ("{ maybe { short n } }", {"maybe": [{"short": None, "n": n} for n in range(3)]}),
        ("{ maybe { mixed { n } } }", {"maybe": [{"mixed": {"n": 0}}, {"mixed": None}, {"mixed": {"n": 2}}]}),
        ("{ maybe { a: surelyMixed { n } } }", {"maybe": [{"a": {"n": 0}}, None, {"a": {"n": 2}}]}),
        ("{ nodes { a: surelyMixed(but: 7) { n } } }", {"nodes": [{"a": {"n": n}} for n in range(3)]}),
        ("{ grid { a: surelyMixed { n } } }", {"grid": [[{"a": {"n": 0}}], None, []]}),
        ("{ nodes { byHand(by: 2) } }", {"nodes": [{"byHand": n * 2} for n in range(3)]}),
    ],
)
async def test_failures_and_the_order_of_keys(text: str, data: Any) -> None:
    pair = await same(text, schema=SCHEMA, compiler=COMPILER)
    assert orjson.loads(pair.data) == data


async def test_a_source_in_the_metadata_is_called_once_and_stock_calls_the_resolver() -> None:
    pair = await same("{ nodes { byHand } }", schema=SCHEMA, compiler=COMPILER)
    assert pair.context["bodies"] == 1
    assert "bodies" not in pair.stock_context


async def test_permissions_before_a_batch_are_asked() -> None:
    class Nobody(strawberry.BasePermission):
        message = "nobody"

        def has_permission(self, source: Any, info: strawberry.Info, **kwargs: Any) -> bool:  # noqa: ARG002
            return bool(source.n)

    @strawberry.type
    class Guarded:
        n: int
        mixed: Leaf | None = batched(load_mixed, permission_classes=[Nobody])

    @strawberry.type
    class Root:
        @strawberry.field
        def all(self) -> list[Guarded]:
            return [Guarded(n=0), Guarded(n=1), Guarded(n=2)]

    schema = strawberry.Schema(query=Root)
    pair = await same("{ all { mixed { n } } }", schema=schema, compiler=Compiler(schema))
    assert orjson.loads(pair.data) == {"all": [{"mixed": None}, {"mixed": None}, {"mixed": {"n": 2}}]}


def test_the_compiled_operation_keeps_no_name_of_the_document_in_its_source() -> None:
    found = Compiler(SCHEMA).compile("query Odd { alias_of: nodes { secret_alias: byHand(by: 12345) __typename } }")
    assert isinstance(found, CompiledOperation)
    ((_, selects),) = found._variants.values()
    code = selects[0].__code__  # type: ignore[attr-defined]
    assert not {"alias_of", "secret_alias", "Odd", 12345} & {*code.co_names, *code.co_consts, *code.co_varnames}
