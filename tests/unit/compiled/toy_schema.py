"""The toy schema's roots."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import strawberry
from strawberry.schema.config import StrawberryConfig

from tests.unit.compiled.toy import (
    Being,
    By,
    Cat,
    Colour,
    Dog,
    Even,
    Filter,
    Info,
    Keeper,
    Page,
    Row,
    Thing,
    act,
    drowse,
    even_only,
)


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
    def rows(self, info: Info) -> list[Row]:
        return info.context["data"].rows


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
        scalar_map={
            Even: strawberry.scalar(name="Even", serialize=even_only, parse_value=lambda value: Even(int(value)))
        }
    ),
)
