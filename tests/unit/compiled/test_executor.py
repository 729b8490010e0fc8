"""The public face: what stands aside and why, the bounded memory, masking, and stock's own answers."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from operator import getitem
from typing import Any

import orjson
import pytest
import strawberry
from graphql import parse
from hypothesis import given
from hypothesis import strategies as st
from strawberry.extensions import MaxTokensLimiter, ParserCache, SchemaExtension, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from polyclinic_schema.compiled import (
    CompiledOperation,
    Compiler,
    CompilingExecutor,
    StandsAside,
    selection_of,
)

SEEN: list[frozenset[str]] = []


@strawberry.type
class Thing:
    name: str
    at: datetime | None = None
    part: "Thing | None" = None


@strawberry.type
class Item:
    a: int
    b: "list[Item]"


@strawberry.type
class Query:
    @strawberry.field
    def thing(self, info: strawberry.Info, name: str = "x") -> Thing:
        SEEN.append(selection_of(info))
        if name == "bad":
            raise RuntimeError("patient text")
        return Thing(name=name, part=Thing(name="y"))


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self) -> AsyncIterator[int]:
        yield 1


def schema(**options: Any) -> strawberry.Schema:
    return strawberry.Schema(query=Query, subscription=Subscription, **options)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("subscription { ticks }", "subscription"),
        ("{ __schema { types { name } } }", "introspection"),
        ('query A { ...F } fragment F on Query { __type(name: "A") { name } }', "introspection"),
        ("{ nothing }", "invalid document"),
        ("{ thing ", "invalid document"),
        ("", "invalid document"),
        ("fragment F on Query { __typename }", "invalid document"),
        ("query Q @experimental_disableErrorPropagation { thing { name } }", "invalid document"),
    ],
)  # fmt: skip
def test_each_reason_to_stand_aside(text: str, reason: str) -> None:
    assert Compiler(schema()).compile(text) == StandsAside(reason)


def test_documents_given_as_parsed_are_taken_as_valid() -> None:
    compiler = Compiler(schema())
    assert isinstance(compiler.compile(parse("{ thing { name } }")), CompiledOperation)
    assert compiler.compile(parse("{ thing { ... @defer { name } } }")) == StandsAside("directive")
    assert compiler.compile(parse("query A { thing { name } } query B { thing { name } }"), "C") == StandsAside(
        "no such operation"
    )
    assert compiler.compile(parse("{ thing { name } } query B { thing { name } }")) == StandsAside("no such operation")


class Resolving(SchemaExtension):
    def resolve(self, _next: Any, root: Any, info: Any, *args: str, **kwargs: Any) -> Any:
        return _next(root, info, *args, **kwargs)


class Timing(SchemaExtension):
    def on_execute(self) -> Iterator[None]:
        yield


def test_schema_extensions_that_matter_stand_aside_and_quiet_ones_do_not() -> None:
    text = "{ thing { name } }"
    quiet = [ParserCache, ValidationCache, lambda: MaxTokensLimiter(max_token_count=20)]
    assert isinstance(Compiler(schema(extensions=quiet)).compile(text), CompiledOperation)
    assert Compiler(schema(extensions=quiet)).compile("{" + " thing { name }" * 9 + "}") == StandsAside(
        "invalid document"
    )
    assert Compiler(schema(extensions=[Resolving])).compile(text) == StandsAside("middleware")
    assert Compiler(schema(extensions=[Timing])).compile(text) == StandsAside("schema extension")
    assert isinstance(Compiler(schema(extensions=[Timing]), transparent=[Timing]).compile(text), CompiledOperation)


def test_an_extension_that_parses_is_told_which_operation_is_meant() -> None:
    asked: list[str | None] = []

    class Deciding(SchemaExtension):
        def on_parse(self) -> Iterator[None]:
            asked.append(self.execution_context.operation_name)
            yield

    Compiler(schema(extensions=[Deciding])).compile("query A { thing { name } } query B { thing { name } }", "B")
    assert asked == ["B"]


async def test_the_executor_counts_remembers_and_forgets() -> None:
    executor = CompilingExecutor(schema(), size=2)
    texts = [f"query A {{ a{n}: thing {{ name }} }}" for n in range(3)]
    first = executor.operation(texts[0], "A")
    assert executor.operation(texts[0], "A") is first
    assert executor.operation("not looked at", "A", document_id="id") is executor.operation(
        "nor this", "A", document_id="id"
    )
    for text in texts:
        answer = await executor.execute(text, operation_name="A")
        assert answer.compiled
    assert len(executor._known) == 2
    assert executor.operation(texts[0], "A") is not first
    answer = await executor.execute("{ __typename __schema { __typename } }")
    assert (answer.compiled, answer.body) == (
        False,
        b'{"data":{"__typename":"Query","__schema":{"__typename":"__Schema"}}}',
    )
    assert executor.compiled == 3
    assert executor.fallbacks == {"introspection": 1}
    await executor.execute(texts[0], allowed_operation_types=[OperationType.QUERY])
    with pytest.raises(InvalidOperationTypeError):
        await executor.execute(texts[0], allowed_operation_types=[OperationType.MUTATION])
    assert executor.fallbacks["operation type"] == 1


async def test_errors_are_masked_in_one_place_for_both_paths() -> None:
    executor = CompilingExecutor(schema(), format_error=lambda error: {"message": "masked", "path": error.path})
    for text in ('{ thing(name: "bad") { name } }', '{ thing(name: "bad") { name } __schema { __typename } }'):
        answer = await executor.execute(text)
        assert orjson.loads(answer.body) == {"data": None, "errors": [{"message": "masked", "path": ["thing"]}]}
        assert str(answer.errors[0].original_error) == "patient text"


async def test_the_schema_is_told_of_errors_as_by_stock() -> None:
    told: list[tuple[list[str], Any]] = []

    class Telling(strawberry.Schema):
        def process_errors(self, errors: Any, execution_context: Any = None) -> None:
            told.append(([error.message for error in errors], execution_context.query))

    one = Telling(query=Query)
    text = '{ thing(name: "bad") { name } }'
    await CompilingExecutor(one).execute(text)
    await one.execute(text)
    assert told == [(["patient text"], text)] * 2


async def test_what_is_asked_for_is_the_same_in_both_paths() -> None:
    text = """query($no: Boolean = false, $yes: Boolean!) { thing { n: name ...F at @skip(if: $yes) part @include(if: $no) { at } } }
        fragment F on Thing { __typename part { name ... { part { at @include(if: $yes) name @include(if: false) } } } }"""
    executor = CompilingExecutor(schema())
    SEEN.clear()
    assert (await executor.execute(text, {"yes": True})).compiled
    await schema().execute(text, {"yes": True})
    await executor.execute(text, {"yes": True})
    assert [frozenset({"name", "part.name", "part.part.at"})] * 3 == SEEN


async def test_a_custom_info_class_and_a_custom_default_resolver_are_used() -> None:
    class OwnInfo(strawberry.Info):
        def said(self) -> str:
            return f"own {self.field_name}"

    @strawberry.type
    class Root:
        @strawberry.field
        def row(self, info: strawberry.Info) -> Item:
            assert isinstance(info, OwnInfo)
            return {"a": len(info.said()), "b": [{"a": 2}, {}]}  # type: ignore[return-value]

    def item(source: Any, name: str) -> Any:
        return source[name]

    text = "{ row { a b { a } } }"
    for resolver in (item, getitem, dict.get):
        one = strawberry.Schema(query=Root, config=StrawberryConfig(default_resolver=resolver, info_class=OwnInfo))
        stock = await one.execute(text)
        answer = await CompilingExecutor(one).execute(text)
        assert answer.compiled
        assert orjson.dumps(answer.data) == orjson.dumps(stock.data)
        assert [str(error) for error in answer.errors] == [str(error) for error in stock.errors or ()]


async def test_a_failing_batch_of_conditions_stands_aside() -> None:
    names = [f"$c{n}: Boolean!" for n in range(13)]
    uses = [f"a{n}: thing @include(if: $c{n}) {{ name }}" for n in range(13)]
    text = f"query({' '.join(names)}) {{ {' '.join(uses)} }}"
    assert Compiler(schema()).compile(text) == StandsAside("too many conditions")


async def test_a_document_that_unfolds_without_end_is_compiled_only_as_far_as_it_is_run() -> None:
    steps = [f"fragment F{n} on Thing {{ a: part {{ ...F{n + 1} }} b: part {{ ...F{n + 1} }} }}" for n in range(24)]
    text = "{ thing { ...F0 } } fragment F24 on Thing { name } " + " ".join(steps)
    found = Compiler(schema()).compile(parse(text))
    assert isinstance(found, CompiledOperation)
    ((plan, _),) = found._variants.values()
    assert plan.ahead < 2_100
    answer = await asyncio.wait_for(found.run(), 5)
    assert orjson.loads(answer.body) == {"data": {"thing": {"a": {"a": None, "b": None}, "b": {"a": None, "b": None}}}}


class Drifting(tzinfo):
    """A zone whose offset depends on the date."""

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        return None if at is None else timedelta(hours=at.month % 12, seconds=at.day)

    def dst(self, _at: datetime | None) -> timedelta | None:
        return None


@given(
    st.datetimes(
        timezones=st.sampled_from(
            [None, UTC, timezone(timedelta(hours=3)), timezone(timedelta(seconds=61)), Drifting()]
        )
    )
)
def test_instants_are_written_as_isoformat_writes_them(instant: datetime) -> None:
    @strawberry.type
    class Root:
        @strawberry.field
        def at(self) -> datetime:
            return instant

    answer = asyncio.run(CompilingExecutor(strawberry.Schema(query=Root)).execute("{ at }"))
    assert orjson.loads(answer.body) == {"data": {"at": instant.isoformat()}}
