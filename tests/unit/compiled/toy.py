"""A schema with one of everything, and data with faults in it. The same seed gives the same data and the same faults."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from enum import Enum
from random import Random
from typing import Annotated, Any, ClassVar, Generic, NewType, TypeVar

import strawberry
from graphql import GraphQLError
from strawberry.permission import BasePermission
from strawberry.schema.config import StrawberryConfig

from polyclinic_schema.compiled import batched

Info = strawberry.Info
T = TypeVar("T")
Even = NewType("Even", int)


@strawberry.enum
class Colour(Enum):
    RED = "r"
    GREEN = "g"
    BLUE = strawberry.enum_value("b", name="BLAU")


def _even(value: Any) -> int | None:
    if not isinstance(value, int):
        raise TypeError(f"not even a number: {value!r}")
    return None if value % 2 else value


class Refused(Exception):  # noqa: N818
    """An error with extensions."""

    extensions: ClassVar = {"code": "REFUSED", "n": 1}


def act(mood: Any, value: Any) -> Any:
    """Behave as the data say: raise, return an error, or give the value."""
    if mood == "raise":
        raise Refused(f"refused {value if isinstance(value, str) else type(value).__name__!r}")
    if mood == "raise graphql":
        raise GraphQLError("told by graphql", extensions={"code": "G"})
    if mood == "return error":
        return ValueError("returned, not raised")
    return value


async def drowse(ticks: Any) -> None:
    """Give way to the loop some times."""
    for _ in range(ticks if isinstance(ticks, int) else 0):
        await asyncio.sleep(0)


class Polite(BasePermission):
    message = "be polite"
    error_extensions = {"code": "RUDE"}  # noqa: RUF012

    def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:  # noqa: ARG002
        return getattr(source, "mood", None) != "rude"


class Patient(BasePermission):
    message = "be patient"

    async def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:  # noqa: ARG002
        await drowse(1)
        return getattr(source, "mood", None) != "rude"


@strawberry.type
class Page(Generic[T]):
    items: list[T]
    total: int
    cursor: str | None


async def owners(parents: Sequence[Any], info: Info) -> list[Any]:
    await drowse(info.context.get("batch_ticks", 0))
    if any(parent.mood == "spoil the batch" for parent in parents):
        raise Refused("the whole batch")
    return [act(parent.mood, parent.keeper) for parent in parents]


def ranks(parents: Sequence[Any], info: Info, factor: int = 2, colours: list[Colour] | None = None) -> list[Any]:
    info.context.setdefault("batches", []).append((len(parents), factor, colours, list(info.path.as_list())))
    return [ValueError("no rank") if parent.mood == "rude" else len(str(parent.id)) * factor for parent in parents]


@strawberry.interface
class Being:
    id: strawberry.ID
    name: str
    mood: strawberry.Private[Any]
    ticks: strawberry.Private[Any]
    keeper: strawberry.Private[Any]
    friend: "Being | None"
    friends: "list[Being]"

    @strawberry.field
    def shout(self, times: int = 1, mark: str | None = "!") -> str:
        return act(self.mood, str(self.name) * min(times, 3) + (mark or ""))

    @strawberry.field
    async def slowly(self) -> str | None:
        await drowse(self.ticks)
        return act(self.mood, self.name)

    @strawberry.field
    async def surely(self, info: Info) -> str:
        await drowse(self.ticks)
        return act(self.mood, ".".join(str(key) for key in info.path.as_list()))

    @strawberry.field(permission_classes=[Polite])
    def secret(self, info: Info) -> str | None:
        return f"{info.field_name} {len(info.selected_fields)}"

    @strawberry.field(permission_classes=[Patient, Polite])
    def sworn(self, root: "Being") -> str:
        return str(root.id)

    owner: "Keeper | None" = batched(owners)
    rank: int = batched(ranks)


@strawberry.type
class Cat(Being):
    lives: int
    naps: list[datetime | None]
    indoor: bool
    other: "Thing | None"


@strawberry.type
class Dog(Being):
    weight: float | None
    colour: Colour
    walks: "Page[Walk] | None"

    @strawberry.field
    async def sniffs(self) -> "list[Thing | None]":
        await drowse(self.ticks)
        return act(self.mood, [self.friend, *(self.friends or ())])


@strawberry.type
class Walk:
    at: datetime
    km: float
    steps: Even | None
    with_whom: "Being"


@strawberry.type
class Stone:
    tags: list[str | None] | None
    grid: list[list[int]]
    colour: Colour | None
    weight: float
    thrown_by: "Keeper | None"


@strawberry.type
class Keeper:
    id: strawberry.ID
    name: str
    mood: strawberry.Private[Any]
    ticks: strawberry.Private[Any]
    keeper: strawberry.Private[Any]
    pets: "list[Annotated[Cat | Dog, strawberry.union('Pet')]] | None"
    boss: "Keeper | None" = batched(owners)
    standing: int | None = batched(ranks)
    must: "Keeper" = batched(owners)

    @strawberry.field
    def initials(root: "Keeper") -> str | None:  # noqa: N805 - Strawberry finds it by this name
        return act(root.mood, str(root.name)[:1])


Thing = Annotated[Cat | Dog | Stone, strawberry.union("Thing")]


@strawberry.input
class Sub:
    even: Even = Even(4)
    words: list[str] = strawberry.field(default_factory=lambda: ["a"])


@strawberry.input
class Filter:
    colour: Colour = Colour.RED
    limit: int | None = strawberry.UNSET
    text: str | None = None
    sub: Sub | None = None
    subs: list[Sub] | None = strawberry.UNSET


@strawberry.input(one_of=True)
class By:
    id: strawberry.ID | None = strawberry.UNSET
    name: str | None = strawberry.UNSET


@strawberry.type
class Query:
    @strawberry.field
    def being(self, info: Info, id: strawberry.ID | None = None) -> Being | None:  # noqa: A002
        return info.context["data"].pick(id)

    @strawberry.field
    def beings(self, info: Info, first: int | None = 3) -> list[Being]:
        return info.context["data"].beings[: first or 0]

    @strawberry.field
    async def things(self, info: Info) -> list[Thing | None] | None:
        await drowse(1)
        return info.context["data"].things

    @strawberry.field
    async def stream(self, info: Info) -> list[Thing]:
        async def each() -> AsyncIterator[Any]:
            for thing in info.context["data"].things:
                yield thing

        return each()  # type: ignore[return-value]

    @strawberry.field
    def keepers(self, info: Info) -> list[Keeper | None]:
        return tuple(info.context["data"].keepers)  # type: ignore[return-value]

    @strawberry.field
    def dogs(self, info: Info, colours: list[Colour] | None = None) -> Page[Dog]:
        dogs = [one for one in info.context["data"].beings if isinstance(one, Dog)]
        return Page(items=[dog for dog in dogs if not colours or dog.colour in colours], total=len(dogs), cursor=None)

    @strawberry.field
    def echo(
        self,
        filter: Filter | None = None,  # noqa: A002
        plain: str | None = strawberry.UNSET,
        even: Even | None = None,
        ok: bool = True,
    ) -> str:
        return f"{filter} {plain!r} {even} {ok}"

    @strawberry.field
    def one(self, by: By) -> str | None:
        return f"{by.id!r} {by.name!r}"

    @strawberry.field
    def variables(self, info: Info) -> str:
        return str(sorted(info.variable_values.items(), key=repr)) + str(info.operation.operation.value)

    @strawberry.field
    def rooted(self, info: Info) -> str | None:
        return f"{self!r} {info.root_value!r} {info.schema is SCHEMA} {info.return_type} {info.python_name}"

    @strawberry.field
    def rows(self, info: Info) -> "list[Row]":
        return info.context["data"].rows


@strawberry.type
class Row:
    """Its objects are anything with these attributes."""

    a: int | None
    b: str | None
    c: bool | None
    d: float | None
    e: strawberry.ID | None
    f: Colour | None
    g: Even | None
    h: list[str] | None
    i: "Row | None"
    j: "list[Row | None] | None"


@strawberry.type
class Changed:
    log: list[str]
    being: Being | None


@strawberry.type
class Failed:
    reason: str


Result = Annotated[Changed | Failed, strawberry.union("Result")]


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def change(self, info: Info, name: str, filter: Filter | None = None) -> Result:  # noqa: A002, ARG002
        await drowse(2)
        log = info.context.setdefault("log", [])
        log.append(name)
        if name == "fail":
            return Failed(reason="asked to")
        return Changed(log=list(log), being=act(name, info.context["data"].pick(None)))

    @strawberry.mutation
    def touch(self, info: Info, name: str = "x") -> Changed | None:
        log = info.context.setdefault("log", [])
        log.append(name)
        return act(name, Changed(log=list(log), being=None))


SCHEMA = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    types=[Cat, Dog],
    config=StrawberryConfig(
        scalar_map={Even: strawberry.scalar(name="Even", serialize=_even, parse_value=lambda value: Even(int(value)))}
    ),
)


class Anything:
    """An object with some attributes."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


class Odd:
    """No type's value."""

    def __repr__(self) -> str:
        return "<odd>"


FAULTS: tuple[Any, ...] = (
    None, None, "x", 7, True, 2**40, -(2**31), 1.5, float("nan"), float("inf"), [], [None], {"a": 1},
    Odd(), Refused("in the data"), "5", 2**31 - 1, b"bytes", Colour.GREEN, "r", UTC, b"",
)  # fmt: skip


class Data:
    """What the resolvers find. `rate` of 0 has no faults."""

    def __init__(self, seed: int, rate: float) -> None:
        self._random, self._rate, self._made = Random(seed), rate, 0
        self.keepers = [self._keeper(2) for _ in range(2)]
        self.beings = [self._being(2) for _ in range(4)]
        self.things = [self._faulty(self._thing(2)) for _ in range(4)]
        self.rows = [self._row(2) for _ in range(5)]

    def pick(self, id: str | None) -> Any:  # noqa: A002
        """Find a being; the first one without an id."""
        return self.beings[0] if id is None else next((one for one in self.beings if one.id == id), None)

    def _faulty(self, value: Any) -> Any:
        if self._random.random() >= self._rate:
            return value
        return self._random.choice(FAULTS)

    def _common(self, depth: int) -> dict[str, Any]:
        self._made += 1
        moods = ["raise", "rude", "raise graphql", "return error", "spoil the batch"]
        mood = self._random.choice(moods) if self._random.random() < self._rate else "calm"
        keeper = self._keeper(depth - 1) if depth > 0 and self._random.random() < 0.6 else None
        return {
            "id": self._faulty(strawberry.ID(str(self._made))),
            "name": self._faulty(f"n{self._made}"),
            "mood": mood,
            "ticks": self._random.choice([0, 0, 0, 1, 2]),
            "keeper": self._faulty(keeper),
        }

    def _keeper(self, depth: int) -> Any:
        common = self._common(depth)
        pets = [self._faulty(self._being(depth - 1)) for _ in range(2)] if depth > 0 else []
        return Keeper(**common, pets=self._faulty(pets))

    def _being(self, depth: int) -> Any:
        common = self._common(depth)
        common["friend"] = self._faulty(self._being(depth - 1)) if depth > 0 else None
        common["friends"] = self._faulty([self._faulty(self._being(depth - 1)) for _ in range(depth)])
        if self._random.random() < 0.5:
            naps = [self._faulty(datetime(2026, 1, 1, tzinfo=UTC)), None]
            other = self._thing(depth - 1) if depth > 0 else None
            return Cat(
                **common, lives=self._faulty(9), naps=naps, indoor=self._faulty(False), other=self._faulty(other)
            )
        walk = Walk(
            at=datetime(2026, 1, 1, tzinfo=UTC), km=self._faulty(1.5), steps=self._faulty(4), with_whom=common["friend"]
        )  # type: ignore[arg-type]
        walks = Page(items=self._faulty([walk]), total=self._faulty(1), cursor=self._faulty(None))
        return Dog(**common, weight=self._faulty(12.5), colour=self._faulty(Colour.BLUE), walks=self._faulty(walks))

    def _thing(self, depth: int) -> Any:
        if self._random.random() < 0.6:
            return self._being(depth)
        return Stone(
            tags=self._faulty(["a", self._faulty("b"), None]),
            grid=self._faulty([[1, self._faulty(2)], self._faulty([3])]),
            colour=self._faulty(Colour.RED),
            weight=self._faulty(1.0),
            thrown_by=self._faulty(self._keeper(depth - 1) if depth > 0 else None),
        )

    def _row(self, depth: int) -> Any:
        pairs = {"a": 1, "b": "s", "c": True, "d": 0.5, "e": "id", "f": Colour.RED, "g": 2, "h": ["x", "y"]}
        row = {name: self._faulty(value) for name, value in pairs.items() if self._random.random() >= self._rate / 3}
        row["i"] = self._row(depth - 1) if depth > 0 else None
        row["j"] = self._faulty([self._row(depth - 1), None]) if depth > 0 else None
        return self._faulty(Anything(**row))
