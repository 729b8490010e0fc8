"""A schema with one of everything; its objects behave as their data say."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, ClassVar, Generic, NewType, TypeVar

import strawberry
from graphql import GraphQLError
from strawberry.permission import BasePermission

from polyclinic_schema.compiled import batched

Info = strawberry.Info
T = TypeVar("T")
Even = NewType("Even", int)


@strawberry.enum
class Colour(Enum):
    RED = "r"
    GREEN = "g"
    BLUE = strawberry.enum_value("b", name="BLAU")


def even_only(value: Any) -> int | None:
    """Serialize an even number; an odd one is null, anything else an error."""
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
