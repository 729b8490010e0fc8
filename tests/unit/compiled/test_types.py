"""Strawberry's rarer ways: casts, questions about types, generics in unions, exception handlers, relay, Maybe, JSON."""

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import pytest
import strawberry
from strawberry import relay
from strawberry.scalars import JSON
from strawberry.schema.exception_handlers import ExceptionHandler

from polyclinic_schema.compiled import Compiler
from tests.unit.compiled.comparing import same

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::RuntimeWarning")
T = TypeVar("T")


class Plain:
    """Not a type of the schema."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Tall(Named):
    height: int


@strawberry.type
class Wide(Named):
    width: int

    @classmethod
    def is_type_of(cls, value: Any, _info: Any) -> bool:
        return isinstance(value, cls) or getattr(value, "width", None) is not None


@strawberry.type
class Slow:
    name: str

    @classmethod
    async def is_type_of(cls, value: Any, _info: Any) -> bool:
        return getattr(value, "slow", True)


@strawberry.interface
class Told:
    said: str

    @classmethod
    def resolve_type(cls, value: Any, *_: Any) -> Any:
        return value.kind


@strawberry.type
class ToldA(Told):
    a: int


@strawberry.type
class Box(Generic[T]):
    held: T


@strawberry.type
class Trouble:
    reason: str


class OwnError(Exception):
    """Handled."""


class Handler(ExceptionHandler[OwnError, Trouble]):
    def handle(self, exception: OwnError, **_: Any) -> Trouble | None:
        return Trouble(reason=str(exception)) if str(exception) != "declined" else None


@strawberry.type
class Fruit(relay.Node):
    code: relay.NodeID[int]
    weight: float

    @classmethod
    def resolve_nodes(cls, *, info: Any, node_ids: Any, required: bool = False) -> Any:  # noqa: ARG003
        return [Fruit(code=int(one), weight=1.5) if one != "9" else None for one in node_ids]


@strawberry.input
class Change:
    name: strawberry.Maybe[str]
    note: strawberry.Maybe[str | None]


Shape = Annotated[Tall | Wide, strawberry.union("Shape")]
Boxes = Annotated[Box[int] | Box[str] | Tall, strawberry.union("Boxes")]


def cast_plain() -> Any:
    return strawberry.cast(Tall, Plain(name="cast", height=1))


@strawberry.type
class Query:
    node: relay.Node | None = relay.node()
    nodes: list[relay.Node | None] = relay.node()

    @strawberry.field
    def shapes(self, info: strawberry.Info) -> list[Shape | None]:
        return info.context["make"]()

    @strawberry.field
    def named(self, info: strawberry.Info) -> list[Named | None]:
        return info.context["make"]()

    @strawberry.field
    def walls(self, info: strawberry.Info) -> list[Tall | None]:
        return info.context["make"]()

    @strawberry.field
    def slow(self, info: strawberry.Info) -> list[Slow | None]:
        return info.context["make"]()

    @strawberry.field
    def told(self, info: strawberry.Info) -> list[Told | None]:
        return info.context["make"]()

    @strawberry.field
    def boxes(self, info: strawberry.Info) -> list[Boxes | None]:
        return info.context["make"]()

    @strawberry.field
    def box(self) -> Box[Box[int]]:
        return Box(held=Box(held=3))

    @strawberry.field
    def handled(self, text: str) -> Tall | Trouble:
        raise OwnError(text)

    @strawberry.field
    async def handled_later(self, text: str) -> Tall | Trouble:
        raise OwnError(text)

    @strawberry.field
    def change(self, change: Change) -> str:
        return repr(change)

    @strawberry.field
    def json(self, value: JSON, again: bool = False) -> JSON:
        if isinstance(value, dict):
            value["touched"] = value.get("touched", 0) + 1
        return [value, again]  # type: ignore[return-value]

    @strawberry.field
    def words(self, words: list[str] = ["a"]) -> list[str]:  # noqa: B006 - Strawberry gives each call its own
        words.append("more")
        return words

    @strawberry.field
    @staticmethod
    def static(n: int = 1) -> int:
        return n

    @strawberry.field
    @classmethod
    def of_class(cls, info: strawberry.Info) -> str:
        return f"{cls.__name__} {info.path.key}"

    @strawberry.field
    def nothing(self) -> None:
        return None


SCHEMA = strawberry.Schema(query=Query, types=[Tall, Wide, ToldA, Fruit], exception_handlers=[Handler()])
COMPILER = Compiler(SCHEMA)


def mixed() -> list[Any]:
    return [
        Tall(name="t", height=1),
        Wide(name="w", width=2),
        cast_plain(),
        Plain(name="p", width=3),
        Plain(name="p"),
        Tall(name="t", height=4),
        strawberry.cast(Wide, Tall(name="tw", height=5)),
        strawberry.cast(Named, Tall(name="tn", height=6)),
        {"name": "d", "__typename": "Tall"},
        Slow(name="s"),
        type("Sub", (Tall,), {})(name="sub", height=7),
        None,
        7,
    ]


def boxes() -> list[Any]:
    return [Box(held=1), Box(held="s"), Box(held=[]), Tall(name="t", height=1), Box(held=2), Box(held=None)]


def told() -> list[Any]:
    return [Plain(kind=kind, said="x", a=1) for kind in ("ToldA", "Tall", "Nothing", None, 7, "Told", "ToldA")]


def slow() -> list[Any]:
    return [Slow(name="s"), Plain(name="p", slow=False), Plain(name="p"), Slow(name="s2")]


@pytest.mark.parametrize(
    ("text", "make"),
    [
        ("{ shapes { __typename ... on Named { name } ... on Tall { height } ... on Wide { width } } }", mixed),
        ("{ named { __typename name ... on Tall { height } } }", mixed),
        ("{ named { name } shapes { __typename } }", lambda: mixed()[:2] * 3),
        ("{ walls { name height } }", mixed),
        ("{ slow { name } }", slow),
        ("{ told { __typename said ... on ToldA { a } } }", told),
        ("{ boxes { __typename ... on IntBox { held } ... on StrBox { s: held } } }", boxes),
        ("{ box { held { held } } nothing static ofClass x: static(n: 5) }", list),
        ('{ a: handled(text: "x") { ... on Trouble { reason } } }', list),
        ('{ a: handled(text: "declined") { ... on Trouble { reason } } }', list),
        ('{ a: handledLater(text: "x") { ... on Trouble { reason } } }', list),
        ('{ a: handledLater(text: "declined") { ... on Trouble { reason } } }', list),
        ('{ change(change: {name: "x", note: null}) b: change(change: {}) }', list),
        ("{ words again: words b: words(words: []) }", list),
        ('{ node(id: "RnJ1aXQ6MQ==") { id ... on Fruit { weight } } bad: node(id: "nonsense") { id } }', list),
        ('{ nodes(ids: ["RnJ1aXQ6MQ==", "RnJ1aXQ6OQ=="]) { id __typename } }', list),
    ],
)
async def test_rare_ways_are_as_in_stock(text: str, make: Callable[[], list[Any]]) -> None:
    for _ in range(3):  # what was learned from one run must not change the next
        await same(text, schema=SCHEMA, compiler=COMPILER, extra={"make": make})


async def test_a_literal_that_a_resolver_changes_is_new_each_time() -> None:
    text = "{ json(value: {a: 1}) b: json(value: {a: 1}, again: true) }"
    operation = COMPILER.compile(text)
    answers = [(await operation.run()).body for _ in range(2)]  # type: ignore[union-attr]
    assert answers == [b'{"data":{"json":[{"a":1,"touched":1},false],"b":[{"a":1,"touched":1},true]}}'] * 2
    await same(text, schema=SCHEMA, compiler=COMPILER)
    await same("query($v: JSON!) { json(value: $v) b: json(value: $v) }", {"v": [1]}, schema=SCHEMA, compiler=COMPILER)
